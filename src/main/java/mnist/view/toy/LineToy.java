package mnist.view.toy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
import mnist.view.document.Block.SideBySide;
import mnist.view.document.Document;
import mnist.view.document.NumberText;
import mnist.view.document.Plot;
import mnist.view.document.Table;

/** Learns y = 2x + 3 from nine noisy points through linear, relu, linear; every weight and gradient of every step. */
final class LineToy implements Toy {
    private static final double[] X = {-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2};
    private static final double[] Y = {-0.94, 0.05, 0.88, 2.11, 3.06, 3.93, 5.02, 6.08, 6.91};

    /** Where the line is drawn: close enough for its bends. */
    private static final double[] DENSE =
            IntStream.rangeClosed(-40, 40).mapToDouble(i -> i / 20.0).toArray();

    private static final double[] W1 = {0.8, -0.6, 0.5, -0.4};
    private static final double[] B1 = {0.1, 0.2, -0.1, 0.3};
    private static final double[] W2 = {0.7, -0.5, 0.6, 0.3};
    private static final double B2 = 0.2;
    private static final List<String> PYTORCH_NAMES = List.of("0.weight", "0.bias", "2.weight", "2.bias");
    private static final int ALL_STEPS = 200;
    private static final int LOSS_EVERY = 20;

    private final double learningRate;
    private final int shown;
    private final List<Step> steps = new ArrayList<>();
    private final double[] line;
    private final double[] before;
    private final double[] after;

    /** The numbers before one step, and the gradient that decides it. */
    private record Step(double loss, double[][] numbers, double[][] gradient) {}

    LineToy(double learningRate, int shown) {
        this.learningRate = learningRate;
        this.shown = shown;
        NetworkSpec spec = NetworkSpec.plain(1, List.of(W1.length), 1, Activation.RELU, Output.IDENTITY, Loss.MSE);
        ReferenceNetwork network = new ReferenceNetwork(new Network(spec));
        ReferenceLayer first = network.layer(1);
        ReferenceLayer second = network.layer(2);
        first.w[0] = W1.clone();
        first.b = B1.clone();
        for (int i = 0; i < W2.length; i++) {
            second.w[i][0] = W2[i];
        }
        second.b[0] = B2;
        before = firstColumn(network.forward(column(DENSE)).get(1).a);
        double[][] x = column(X);
        double[][] y = column(Y);
        for (int step = 0; step <= Math.max(shown, ALL_STEPS); step++) {
            List<LayerTrace> traces = network.forward(x);
            network.backward(traces, y);
            ReferenceLayer d1 = traces.get(0).d;
            ReferenceLayer d2 = traces.get(1).d;
            steps.add(new Step(network.loss(traces, y), numbers(first, second), numbers(d1, d2)));
            DescentStep.step(first, d1, learningRate);
            DescentStep.step(second, d2, learningRate);
        }
        line = firstColumn(network.forward(x).get(1).a);
        after = firstColumn(network.forward(column(DENSE)).get(1).a);
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

    @Override
    public Document document() {
        Document document = new Document();
        document.heading("y = 2x + 3 and some noise, learnt by linear(1, 4), relu, linear(4, 1)")
                .blank();
        document.formulas(
                "x = " + row(X),
                "y = " + row(Y),
                NumberText.format("C = mean of (answer - y)^2 over the nine points; lr = %s", learningRate),
                "every step uses all of them: number := number - lr * gradient",
                "",
                "weight 1,2,0 is layer 1's, to unit 2 from input 0 (layer,out,in, as explain",
                "--weight takes it); bias 1,2 is unit 2's. In PyTorch's nn.Sequential(",
                "Linear(1, 4), ReLU(), Linear(4, 1)) layer 1's are 0.weight and 0.bias,",
                "layer 2's 2.weight and 2.bias.",
                "");
        for (int i = 0; i < shown; i++) {
            Step step = steps.get(i);
            document.heading(NumberText.format("step %s, loss %s", i, step.loss));
            Table table = new Table("", "number", "gradient", "after").charting("gradient");
            for (int group = 0; group < PYTORCH_NAMES.size(); group++) {
                for (int j = 0; j < step.numbers[group].length; j++) {
                    double after = steps.get(i + 1).numbers[group][j];
                    table.row(name(group, j), step.numbers[group][j], step.gradient[group][j], after);
                }
            }
            document.add(table).blank();
        }
        document.heading("and so on").add(SideBySide.of(linePlot(), lossPlot()));
        Table losses = new Table("step", "loss").charting("loss").captioned("Loss, every " + LOSS_EVERY + " steps");
        for (int i = 0; i < steps.size(); i += LOSS_EVERY) {
            losses.row(i, steps.get(i).loss);
        }
        Table answers =
                new Table("x", "2x + 3", "given y", "the network").captioned("What the network says in the end");
        for (int i = 0; i < X.length; i++) {
            answers.row(X[i], 2 * X[i] + 3, Y[i], line[i]);
        }
        return document.add(SideBySide.of(losses, answers));
    }

    private Plot linePlot() {
        double[] right = Arrays.stream(DENSE).map(x -> 2 * x + 3).toArray();
        return new Plot("The nine points and what the network makes of them", "x", "y")
                .add("2x + 3", Plot.Style.THIN, DENSE, right)
                .add("at the start", Plot.Style.DASHED, DENSE, before)
                .add("in the end", Plot.Style.LINE, DENSE, after)
                .add("given", Plot.Style.POINTS, X, Y);
    }

    private Plot lossPlot() {
        double[] numbers = IntStream.range(0, steps.size()).asDoubleStream().toArray();
        double[] losses = steps.stream().mapToDouble(Step::loss).toArray();
        return new Plot("Loss over the steps, in powers of ten", "step", "C")
                .logarithmic()
                .add("loss", Plot.Style.LINE, numbers, losses);
    }

    private static String name(int group, int j) {
        return switch (group) {
            case 0 -> "weight 1," + j + ",0";
            case 1 -> "bias 1," + j;
            case 2 -> "weight 2,0," + j;
            default -> "bias 2," + j;
        };
    }

    private static String row(double[] values) {
        return Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    private record Numbers(
            String toy,
            double learningRate,
            double[] x,
            double[] y,
            List<String> names,
            List<Step> steps,
            double[] answers) {}

    @Override
    public Record numbers() {
        return new Numbers("line", learningRate, X, Y, PYTORCH_NAMES, steps, line);
    }
}
