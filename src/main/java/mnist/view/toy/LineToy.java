package mnist.view.toy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.DescentStep;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.view.document.Block.Paragraph;
import mnist.view.document.Block.SideBySide;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Plot;
import mnist.view.document.Table;
import mnist.view.language.Messages;

/** Learns y = 2x + 3 from points through linear, relu, linear; every weight and gradient of every step. */
final class LineToy implements Toy {
    /** More do not fit beside each other. */
    static final int MOST_UNITS = 6;

    /** With more, z and a of a point get tables of their own. */
    private static final int ONE_TABLE = 2;

    private static final double[] NOISY_X = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};
    private static final double[] NOISY_Y = {-0.94, 0.05, 0.88, 2.11, 3.06, 3.93, 5.02, 6.08, 6.91};

    private static final double[][] OWN_START = {
        {0.8, -0.6, 0.5, -0.4}, {0.1, 0.2, -0.1, 0.3}, {0.7, -0.5, 0.6, 0.3}, {0.2}
    };

    private static final List<String> PYTORCH_NAMES = List.of("0.weight", "0.bias", "2.weight", "2.bias");
    private static final int ALL_STEPS = 200;
    private static final int LOSS_EVERY = 20;

    /** Of a descent that leaps out, about so many losses are shown. */
    private static final int LOSSES_ON_THE_WAY_OUT = 12;

    /** Beyond it the next step would leave the numbers. */
    private static final double LARGEST = 1e100;

    private final double[] x;
    private final double[] y;
    private final boolean noisy;
    private final boolean drawn;
    private final double learningRate;
    private final int shown;
    private final ReferenceNetwork network;
    private final List<Step> steps = new ArrayList<>();

    /** Where the line is drawn: close enough for its bends. */
    private final double[] dense;

    private final double[] line;
    private final double[] before;
    private final double[] after;

    /**
     * The numbers before one step, what they make of the points, and the gradient that decides the step.
     *
     * @param z of the hidden units, [point][unit]
     * @param a likewise
     * @param dz likewise, dC/dz
     * @param answers for each point
     * @param dAnswers dC/d answer for each point
     */
    private record Step(
            double loss,
            double[][] numbers,
            double[][] gradient,
            double[][] z,
            double[][] a,
            double[][] dz,
            double[] answers,
            double[] dAnswers) {
        boolean isFinite() {
            return Arrays.stream(numbers).flatMapToDouble(Arrays::stream).allMatch(number -> Math.abs(number) < LARGEST)
                    && loss < LARGEST;
        }
    }

    LineToy(ToyChoice choice) {
        noisy = choice.points() == null;
        x = noisy ? NOISY_X : evenly(-1, 1, choice.points());
        y = noisy ? NOISY_Y : Arrays.stream(x).map(LineToy::right).toArray();
        dense = evenly(x[0], x[x.length - 1], 81);
        learningRate = choice.learningRateOr(0.05);
        shown = choice.stepsOr(3);
        drawn = choice.units() != null;
        double[][] start = drawn ? drawn(choice.units()) : OWN_START;
        network = new ReferenceNetwork(new Network(
                NetworkSpec.plain(1, List.of(start[0].length), 1, Activation.RELU, Output.IDENTITY, Loss.MSE)));
        set(start);
        before = answers(dense);
        descend();
        line = answers(x);
        after = answers(dense);
    }

    private static double[] evenly(double from, double to, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> from + (to - from) * i / (count - 1))
                .toArray();
    }

    private static double right(double x) {
        return 2 * x + 3;
    }

    /** As PyTorch's Linear starts: weights and biases evenly within 1 / sqrt(inputs); in four decimals, to be copied. */
    private static double[][] drawn(int units) {
        Draws draws = Draws.of(1, Purpose.TOY, units, 0);
        double[] all = IntStream.range(0, 3 * units + 1)
                .mapToDouble(i -> (2 * draws.uniform(i) - 1) / (i < 2 * units ? 1 : Math.sqrt(units)))
                .map(value -> Math.rint(value * 1e4) / 1e4)
                .toArray();
        return new double[][] {
            Arrays.copyOf(all, units),
            Arrays.copyOfRange(all, units, 2 * units),
            Arrays.copyOfRange(all, 2 * units, 3 * units),
            {all[3 * units]}
        };
    }

    private void set(double[][] numbers) {
        network.layer(1).w[0] = numbers[0].clone();
        network.layer(1).b = numbers[1].clone();
        network.layer(2).w = column(numbers[2]);
        network.layer(2).b = numbers[3].clone();
    }

    /** Ends before the numbers leave what numbers can be; then the network is that of the last step. */
    private void descend() {
        for (int number = 0; number <= Math.max(shown, ALL_STEPS); number++) {
            Step step = step();
            if (!step.isFinite()) {
                set(steps.get(steps.size() - 1).numbers);
                return;
            }
            steps.add(step);
        }
    }

    private Step step() {
        List<LayerTrace> traces = network.forward(column(x));
        network.backward(traces, column(y));
        LayerTrace hidden = traces.get(0);
        LayerTrace last = traces.get(1);
        Step step = new Step(
                network.loss(traces, column(y)),
                numbers(network.layer(1), network.layer(2)),
                numbers(hidden.d, last.d),
                hidden.z,
                hidden.a,
                hidden.dz,
                firstColumn(last.a),
                firstColumn(last.dz));
        DescentStep.step(network.layer(1), hidden.d, learningRate);
        DescentStep.step(network.layer(2), last.d, learningRate);
        return step;
    }

    private double[] answers(double[] at) {
        return firstColumn(network.forward(column(at)).get(1).a);
    }

    private static double[][] numbers(ReferenceLayer first, ReferenceLayer second) {
        return new double[][] {first.w[0].clone(), first.b.clone(), firstColumn(second.w), second.b.clone()};
    }

    private static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static double[] firstColumn(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    }

    private int units() {
        return steps.get(0).numbers[0].length;
    }

    private boolean isDiverged() {
        return steps.size() <= Math.max(shown, ALL_STEPS);
    }

    @Override
    public Document document(Messages messages) {
        Document document = new Document(messages);
        document.heading(noisy ? "line_noisy" : "line_exact", units()).blank();
        document.line("x = " + row(x)).line("y = " + row(y));
        document.paragraph("mean_of_points", x.length, learningRate).paragraph("every_step");
        document.paragraph(drawn ? "start_pytorch" : "start_own");
        document.paragraph("names", units()).blank();
        byHand(document);
        for (int i = 0; i < Math.min(shown, steps.size() - 1); i++) {
            step(document, i);
        }
        document.heading("so_on");
        verdict(document);
        document.add(SideBySide.of(linePlot(document), lossPlot(document)));
        Table answers = new Table("x", "2x + 3", document.text("given_y"), document.text("the_network"))
                .captioned(document.text("answers"));
        for (int i = 0; i < x.length; i++) {
            answers.row(x[i], right(x[i]), y[i], line[i]);
        }
        return document.add(SideBySide.of(losses(document), answers));
    }

    private Table losses(Document document) {
        int every = isDiverged() ? 1 + steps.size() / LOSSES_ON_THE_WAY_OUT : LOSS_EVERY;
        Table losses = new Table(document.text("step"), document.text("loss"))
                .captioned(every == 1 ? document.text("losses_each") : document.text("losses", every));
        losses.chartingSizes(document.text("loss"));
        int last = steps.size() - 1;
        for (int i = isDiverged() ? last % every : 0; i <= last; i += every) {
            losses.row(i, steps.get(i).loss);
        }
        return losses;
    }

    /** The step from which on a unit is 0 for every point; the number of steps if it is not in the end. */
    private int deadFrom(int unit) {
        int from = steps.size();
        while (from > 0 && Arrays.stream(steps.get(from - 1).a).allMatch(a -> a[unit] == 0)) {
            from--;
        }
        return from;
    }

    /** Tells of units that are dead from one of these steps on. */
    private void dead(Document document, int first, int last) {
        for (int unit = 0; unit < units(); unit++) {
            int from = deadFrom(unit);
            if (first <= from && from <= last) {
                document.add(Paragraph.verdict(false, document.text("dead", unit, from)));
            }
        }
    }

    /** Everything of step 0 that its gradients can be derived from, point by point. */
    private void byHand(Document document) {
        Step s = steps.get(0);
        document.heading("by_hand").paragraph("by_hand_forward");
        document.paragraph("by_hand_backward", x.length).paragraph("by_hand_sums");
        Columns z = new Columns(perUnit("z"), s.z);
        Columns a = new Columns(perUnit("a"), s.a);
        Columns d = new Columns(perUnit("d"), s.dz);
        double[][] ends = IntStream.range(0, x.length)
                .mapToObj(i -> new double[] {s.answers[i], y[i], s.dAnswers[i]})
                .toArray(double[][]::new);
        Columns answers = new Columns(new String[] {document.text("answer"), "y", "d"}, ends);
        document.add(
                        units() <= ONE_TABLE
                                ? SideBySide.of(table(z, a), table(answers, d))
                                : SideBySide.of(table(z), table(a), table(answers), table(d)))
                .blank();
    }

    /** Numbers of each point under their headings. */
    private record Columns(String[] headings, double[][] numbers) {}

    private String[] perUnit(String name) {
        return IntStream.range(0, units()).mapToObj(j -> name + " " + j).toArray(String[]::new);
    }

    /** A row for each point, its x first. */
    private Table table(Columns... groups) {
        Table table = new Table("x");
        for (Columns group : groups) {
            table.and(group.headings);
        }
        for (int i = 0; i < x.length; i++) {
            int point = i;
            table.row(DoubleStream.concat(
                            DoubleStream.of(x[i]),
                            Arrays.stream(groups).flatMapToDouble(group -> Arrays.stream(group.numbers[point])))
                    .boxed()
                    .toArray());
        }
        return table;
    }

    private void step(Document document, int i) {
        Step step = steps.get(i);
        document.heading("step_loss", i, step.loss);
        String gradient = document.text("gradient");
        Table table = new Table("", document.text("number"), gradient, document.text("after")).charting(gradient);
        for (int group = 0; group < PYTORCH_NAMES.size(); group++) {
            for (int j = 0; j < step.numbers[group].length; j++) {
                double stepped = steps.get(i + 1).numbers[group][j];
                table.row(name(document, group, j), step.numbers[group][j], step.gradient[group][j], stepped);
            }
        }
        document.add(table);
        dead(document, i, i);
        document.blank();
    }

    private void verdict(Document document) {
        dead(document, shown, steps.size() - 1);
        double first = steps.get(0).loss;
        double last = steps.get(steps.size() - 1).loss;
        if (isDiverged()) {
            document.add(Paragraph.verdict(false, document.text("diverged", steps.size() - 1, learningRate)));
        } else if (last > first) {
            document.add(Paragraph.verdict(false, document.text("grown", first, last, learningRate)));
        }
    }

    private Plot linePlot(Document document) {
        double[] right = Arrays.stream(dense).map(LineToy::right).toArray();
        return new Plot(document.text("points_plot"), "x", "y")
                .add("2x + 3", Plot.Style.THIN, dense, right)
                .add(document.text("at_start"), Plot.Style.DASHED, dense, before)
                .add(document.text("in_the_end"), Plot.Style.LINE, dense, after)
                .add(document.text("given"), Plot.Style.POINTS, x, y);
    }

    private Plot lossPlot(Document document) {
        double[] numbers = IntStream.range(0, steps.size()).asDoubleStream().toArray();
        double[] losses = steps.stream().mapToDouble(Step::loss).toArray();
        return new Plot(document.text("loss_plot"), document.text("step"), "C")
                .logarithmic()
                .add(document.text("loss"), Plot.Style.LINE, numbers, losses);
    }

    private static String name(Document document, int group, int j) {
        return switch (group) {
            case 0 -> document.text("weight_named", "1," + j + ",0");
            case 1 -> document.text("bias_named", "1," + j);
            case 2 -> document.text("weight_named", "2,0," + j);
            default -> document.text("bias_named", "2," + j);
        };
    }

    private static String row(double[] values) {
        return Arrays.stream(values).mapToObj(NumberText::of).collect(Collectors.joining(", "));
    }

    private record Numbers(
            String toy,
            double learningRate,
            double[] x,
            double[] y,
            List<String> names,
            boolean diverged,
            List<Step> steps,
            double[] answers) {}

    @Override
    public Record numbers() {
        return new Numbers("line", learningRate, x, y, PYTORCH_NAMES, isDiverged(), steps, line);
    }
}
