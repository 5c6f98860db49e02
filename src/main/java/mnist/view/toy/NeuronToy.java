package mnist.view.toy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.reference.DescentStep;
import mnist.nn.reference.FiniteDifference;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;
import mnist.nn.reference.ReferenceNetwork;
import mnist.view.document.Digits;
import mnist.view.document.Document;
import mnist.view.document.Plot;
import mnist.view.document.Table;

/** One sigmoid neuron that says 0.7 and should say 1.0. */
final class NeuronToy implements Toy {
    private static final double X = 2;
    private static final double W = 0.4;
    private static final double B = 0.0473;
    private static final double DIFFERENCE_STEP = 1e-4;
    private static final double CURVE_TO = 4;
    private static final int CURVE_POINTS = 80;

    private final double learningRate;
    private final List<Step> steps = new ArrayList<>();
    private final FiniteDifference.Slope slope;

    /** The numbers before one step, and the gradient that decides it. */
    private record Step(double w, double b, double z, double a, double loss, double dz, double dw, double db) {}

    NeuronToy(double learningRate, int count) {
        this.learningRate = learningRate;
        NetworkSpec spec = NetworkSpec.plain(1, List.of(), 1, Activation.SIGMOID, Output.SIGMOID, Loss.MSE);
        ReferenceNetwork network = new ReferenceNetwork(new Network(spec));
        ReferenceLayer layer = network.layer(1);
        layer.w[0][0] = W;
        layer.b[0] = B;
        double[][] x = {{X}};
        double[][] y = {{1}};
        slope = new FiniteDifference(network, x, y).central(layer.w[0], 0, DIFFERENCE_STEP);
        for (int step = 0; step <= count; step++) {
            List<LayerTrace> traces = network.forward(x);
            network.backward(traces, y);
            LayerTrace t = traces.get(0);
            steps.add(new Step(
                    layer.w[0][0],
                    layer.b[0],
                    t.z[0][0],
                    t.a[0][0],
                    network.loss(traces, y),
                    t.dz[0][0],
                    t.d.w[0][0],
                    t.d.b[0]));
            DescentStep.step(layer, t.d, learningRate);
        }
    }

    @Override
    public Document document() {
        Step s = steps.get(0);
        Step next = steps.get(1);
        String lr = Digits.of(learningRate);
        double daDz = s.a * (1 - s.a);
        double dcDa = 2 * (s.a - 1);
        Document document = new Document();
        document.heading("One neuron says 0.7 and should say 1.0").blank();
        document.formulas(
                "x ---- w ----> [ z = w * x + b ] ----> [ a = 1 / (1 + e^-z) ] ----> a",
                "",
                "x = " + Digits.of(X) + ", w = " + Digits.of(W) + ", b = " + Digits.of(B)
                        + ", y = 1 (what a should be)",
                "");
        document.heading("1  FORWARD");
        document.formulas(
                "z = w * x + b = " + Digits.of(W) + " * " + Digits.of(X) + " + " + Digits.of(B) + " = "
                        + Digits.of(s.z),
                "a = 1 / (1 + e^-z) = " + Digits.of(s.a),
                "");
        document.heading("2  LOSS");
        document.formulas("C = (a - y)^2 = (" + Digits.of(s.a) + " - 1)^2 = " + Digits.of(s.loss), "");
        document.heading("3  BACKWARD: how does C move when w moves? Ask link by link");
        document.formulas(
                link("dC/da = 2 (a - y)", dcDa, "more a, less loss: a is nudged up"),
                link("da/dz = a (1 - a)", daDz, "how readily the neuron yields"),
                link("dz/dw = x", X, "the weight counts as much as its input"),
                link("dz/db", 1, "the bias has no input to count"),
                "",
                "dC/dw = dz/dw * da/dz * dC/da = " + Digits.of(X) + " * " + Digits.of(daDz) + " * " + Digits.of(dcDa)
                        + " = " + Digits.of(s.dw),
                "dC/db = dz/db * da/dz * dC/da = 1 * " + Digits.of(daDz) + " * " + Digits.of(dcDa) + " = "
                        + Digits.of(s.db),
                "",
                "check by moving w alone by h = " + Digits.of(slope.step()) + ":",
                "(C(w + h) - C(w - h)) / 2h = (" + Digits.exact(slope.above()) + " -",
                "   " + Digits.exact(slope.below()) + ") / 2h = " + Digits.of(slope.slope()),
                "");
        document.heading("4  UPDATE: one step downhill, lr = " + lr);
        document.formulas(
                "w := w - lr * dC/dw = " + Digits.of(W) + " - " + lr + " * " + Digits.of(s.dw) + " = "
                        + Digits.of(next.w),
                "b := b - lr * dC/db = " + Digits.of(B) + " - " + lr + " * " + Digits.of(s.db) + " = "
                        + Digits.of(next.b),
                "now the neuron says " + Digits.of(next.a) + ", loss " + Digits.of(next.loss),
                "");
        document.paragraph("and again, step after step:").add(plot());
        Table table = new Table("step", "w", "b", "z", "a", "C", "dC/dw", "dC/db").charting("C");
        for (int i = 0; i < steps.size(); i++) {
            Step at = steps.get(i);
            table.row(
                    String.valueOf(i),
                    Digits.of(at.w),
                    Digits.of(at.b),
                    Digits.of(at.z),
                    Digits.of(at.a),
                    Digits.of(at.loss),
                    Digits.of(at.dw),
                    Digits.of(at.db));
        }
        return document.add(table);
    }

    /** The point on the sigmoid at every step, on its way up to 1. */
    private Plot plot() {
        double[] z = steps.stream().mapToDouble(Step::z).toArray();
        double[] a = steps.stream().mapToDouble(Step::a).toArray();
        double far = Math.max(
                CURVE_TO, Arrays.stream(z).filter(Double::isFinite).max().orElse(0));
        double[] along = IntStream.rangeClosed(0, CURVE_POINTS)
                .mapToDouble(i -> -CURVE_TO + (far + CURVE_TO) * i / CURVE_POINTS)
                .toArray();
        double[] curve = Arrays.stream(along).map(Activation.SIGMOID::value).toArray();
        return new Plot("The neuron's answer climbs its sigmoid, step by step", "z", "a")
                .add("a = 1 / (1 + e^-z)", Plot.Style.LINE, along, curve)
                .add("y = 1, what a should be", Plot.Style.DASHED, new double[] {-CURVE_TO, far}, new double[] {1, 1})
                .add("steps 0 to " + (steps.size() - 1) + ", left to right", Plot.Style.POINTS, z, a);
    }

    private static String link(String name, double value, String meaning) {
        return String.format("%-18s = %-10s %s", name, Digits.of(value), meaning);
    }

    @Override
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("toy", "neuron");
        tree.put("learning_rate", learningRate);
        tree.put("x", X);
        tree.put("y", 1);
        List<Object> list = new ArrayList<>();
        for (Step s : steps) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("w", s.w);
            step.put("b", s.b);
            step.put("z", s.z);
            step.put("a", s.a);
            step.put("loss", s.loss);
            step.put("dz", s.dz);
            step.put("dw", s.dw);
            step.put("db", s.db);
            list.add(step);
        }
        tree.put("steps", list);
        tree.put("finite_difference", slope.slope());
        return tree;
    }
}
