package mnist.view.toy;

import static mnist.view.document.NumberText.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import mnist.view.document.Document;
import mnist.view.document.Plot;
import mnist.view.document.Table;
import mnist.view.language.Messages;

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
            double w = layer.w[0][0];
            double loss = network.loss(traces, y);
            steps.add(new Step(w, layer.b[0], t.z[0][0], t.a[0][0], loss, t.dz[0][0], t.d.w[0][0], t.d.b[0]));
            DescentStep.step(layer, t.d, learningRate);
        }
    }

    @Override
    public Document document(Messages messages) {
        Step s = steps.get(0);
        Step next = steps.get(1);
        double daDz = s.a * (1 - s.a);
        double dcDa = 2 * (s.a - 1);
        Document document = new Document(messages);
        document.heading("neuron").blank();
        document.formulas(
                "x ---- w ----> [ z = w * x + b ] ----> [ a = 1 / (1 + e^-z) ] ----> a",
                "",
                document.text("given_neuron", X, W, B),
                "");
        document.heading("forward");
        document.formulas(
                format("z = w * x + b = %s * %s + %s = %s", W, X, B, s.z), format("a = 1 / (1 + e^-z) = %s", s.a), "");
        document.heading("loss_heading");
        document.formulas(
                format("C = (a - y)^2 = (%s - 1)^2 = %s", s.a, s.loss), document.text("difference", s.a - 1), "");
        document.heading("backward");
        document.formulas(
                link("dC/da = 2 (a - y)", dcDa, document.text("more_a")),
                link("da/dz = a (1 - a)", daDz, document.text("yields")),
                link("dz/dw = x", X, document.text("weight_counts")),
                link("dz/db", 1, document.text("bias_counts")),
                "",
                document.text("blame", daDz, dcDa, s.dz),
                format("dC/dw = dz/dw * da/dz * dC/da = %s * %s * %s = %s", X, daDz, dcDa, s.dw),
                format("dC/db = dz/db * da/dz * dC/da = 1 * %s * %s = %s", daDz, dcDa, s.db),
                document.text("negative"),
                "",
                document.text("check", slope.step()),
                "(C(w + h) - C(w - h)) / 2h = (" + slope.above() + " -",
                "   " + slope.below() + format(") / 2h = %s", slope.slope()),
                "");
        document.heading("update", learningRate);
        document.formulas(
                format("w := w - lr * dC/dw = %s - %s * %s = %s", W, learningRate, s.dw, next.w),
                format("b := b - lr * dC/db = %s - %s * %s = %s", B, learningRate, s.db, next.b),
                document.text("now", next.a, next.loss),
                "");
        document.paragraph("again").add(plot(document));
        Table table = new Table(document.text("step"), "w", "b", "z", "a", "C", "dC/dw", "dC/db").chartingSizes("C");
        for (int i = 0; i < steps.size(); i++) {
            Step at = steps.get(i);
            table.row(i, at.w, at.b, at.z, at.a, at.loss, at.dw, at.db);
        }
        return document.add(table);
    }

    /** The point on the sigmoid at every step, on its way up to 1. */
    private Plot plot(Document document) {
        double[] z = steps.stream().mapToDouble(Step::z).toArray();
        double[] a = steps.stream().mapToDouble(Step::a).toArray();
        double far = Math.max(
                CURVE_TO, Arrays.stream(z).filter(Double::isFinite).max().orElse(0));
        double[] along = IntStream.rangeClosed(0, CURVE_POINTS)
                .mapToDouble(i -> -CURVE_TO + (far + CURVE_TO) * i / CURVE_POINTS)
                .toArray();
        double[] curve = Arrays.stream(along).map(Activation.SIGMOID::value).toArray();
        return new Plot(document.text("climbs"), "z", "a")
                .add("a = 1 / (1 + e^-z)", Plot.Style.LINE, along, curve)
                .add(document.text("should_be"), Plot.Style.DASHED, new double[] {-CURVE_TO, far}, new double[] {1, 1})
                .add(document.text("points_of_steps", steps.size() - 1), Plot.Style.POINTS, z, a);
    }

    private static String link(String name, double value, String meaning) {
        return format("%-18s = %-10s %s", name, value, meaning);
    }

    private record Numbers(
            String toy, double learningRate, double x, int y, List<Step> steps, double finiteDifference) {}

    @Override
    public Record numbers() {
        return new Numbers("neuron", learningRate, X, 1, steps, slope.slope());
    }
}
