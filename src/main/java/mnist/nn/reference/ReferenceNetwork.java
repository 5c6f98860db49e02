package mnist.nn.reference;

import java.util.ArrayList;
import java.util.List;
import mnist.nn.Layer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields;
import org.ejml.data.FMatrixRMaj;

/**
 * The same network in double precision and plain loops, with forward and backward as one would write them on paper. It is
 * the definition that the fast code is tested against, what gradient checks differentiate and what explanations show; too
 * slow to train with.
 *
 * <p>Batch normalization uses the batch's own statistics, as in training, or the running ones, as when a trained network
 * answers. There is no dropout.
 */
public final class ReferenceNetwork {
    private final NetworkSpec spec;
    private final ReferenceNormalization normalization;
    private final List<ReferenceLayer> layers = new ArrayList<>();

    /** As in training. */
    public ReferenceNetwork(Network network) {
        this(network, false);
    }

    /** As a trained network answers: each image by itself, batch normalization by its running statistics. */
    public static ReferenceNetwork answering(Network network) {
        return new ReferenceNetwork(network, true);
    }

    private ReferenceNetwork(Network network, boolean runningStatistics) {
        spec = network.spec();
        normalization = new ReferenceNormalization(spec.normalization(), runningStatistics);
        for (int number = 1; number <= spec.layers(); number++) {
            Layer layer = network.layer(number);
            ReferenceLayer copy = new ReferenceLayer();
            copy.w = DoubleArrays.rows(layer.w);
            copy.b = row(layer.b);
            copy.gamma = row(layer.gamma);
            copy.beta = row(layer.beta);
            copy.mean = row(layer.mean);
            copy.variance = row(layer.variance);
            copy.projection = layer.projection == null ? null : DoubleArrays.rows(layer.projection);
            layers.add(copy);
        }
    }

    private static double[] row(FMatrixRMaj vector) {
        return vector == null ? null : DoubleArrays.rows(vector)[0];
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Layer 1 is the first; its arrays may be changed. */
    public ReferenceLayer layer(int number) {
        return layers.get(number - 1);
    }

    /** x: [row][input]. Returns one trace per layer; the last one's y are the outputs. */
    public List<LayerTrace> forward(double[][] x) {
        List<LayerTrace> traces = new ArrayList<>();
        double[][] input = x;
        for (int number = 1; number <= spec.layers(); number++) {
            LayerTrace trace = number < spec.layers() ? hidden(number, input) : output(input);
            traces.add(trace);
            input = trace.y;
        }
        return traces;
    }

    private LayerTrace hidden(int number, double[][] x) {
        ReferenceLayer layer = layer(number);
        LayerTrace t = new LayerTrace();
        t.x = x;
        t.z = DoubleArrays.plusRow(DoubleArrays.times(x, layer.w), layer.b);
        t.beforeActivation = t.z;
        if (spec.normalizedAt(number)) {
            normalization.forward(layer, t);
            t.beforeActivation =
                    DoubleArrays.map(t.normalized, (row, j) -> layer.gamma[j] * t.normalized[row][j] + layer.beta[j]);
        }
        t.a = DoubleArrays.map(t.z, (row, j) -> spec.activation().value(t.beforeActivation[row][j]));
        t.y = t.a;
        if (spec.residualAt(number)) {
            double[][] skipped = layer.projection == null ? x : DoubleArrays.times(x, layer.projection);
            t.y = DoubleArrays.map(t.a, (row, j) -> t.a[row][j] + skipped[row][j]);
        }
        return t;
    }

    private LayerTrace output(double[][] x) {
        ReferenceLayer layer = layer(spec.layers());
        LayerTrace t = new LayerTrace();
        t.x = x;
        t.z = DoubleArrays.plusRow(DoubleArrays.times(x, layer.w), layer.b);
        t.beforeActivation = t.z;
        t.a = new double[x.length][];
        for (int row = 0; row < x.length; row++) {
            t.a[row] = outputs(t.z[row]);
        }
        t.y = t.a;
        return t;
    }

    private double[] outputs(double[] z) {
        double[] a = new double[z.length];
        double max = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            a[j] = switch (spec.output()) {
                case SOFTMAX -> Math.exp(z[j] - max);
                case SIGMOID -> 1 / (1 + Math.exp(-z[j]));
                case IDENTITY -> z[j];
            };
            sum += a[j];
        }
        if (spec.output() == Output.SOFTMAX) {
            for (int j = 0; j < z.length; j++) {
                a[j] /= sum;
            }
        }
        return a;
    }

    /** The outputs that there should have been: 1 for the label of each row, 0 for the others. */
    public double[][] targets(int[] labels) {
        return DoubleArrays.map(new double[labels.length][spec.outputs()], (row, j) -> labels[row] == j ? 1 : 0);
    }

    /** The mean loss of the rows that {@link #forward} traced. */
    public double loss(List<LayerTrace> traces, int[] labels) {
        return loss(traces, targets(labels));
    }

    /** Likewise, for outputs that should have been {@code targets}: [row][output]. */
    public double loss(List<LayerTrace> traces, double[][] targets) {
        LayerTrace last = traces.get(traces.size() - 1);
        double sum = 0;
        for (int row = 0; row < last.a.length; row++) {
            for (int j = 0; j < spec.outputs(); j++) {
                sum += loss(last.z[row], j, last.a[row][j], targets[row][j]);
            }
        }
        return sum / last.a.length;
    }

    /** Output j's share of the loss of one row with the sums z, being a where it should be y. */
    public double loss(double[] z, int j, double a, double y) {
        if (spec.loss() == Loss.MSE) {
            return (a - y) * (a - y);
        }
        if (spec.output() == Output.SIGMOID) {
            return Math.max(z[j], 0) - y * z[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
        }
        return y == 0 ? 0 : negativeLogOfSoftmax(z, j);
    }

    /**
     * -ln of softmax output j, as the ln of the sum of all e^(z_i - z_j). The 1 of j itself is kept apart, so that a loss
     * close to 0 has all its digits: finite differences live on them.
     */
    private static double negativeLogOfSoftmax(double[] z, int j) {
        double farthest = 0;
        for (double value : z) {
            farthest = Math.max(farthest, value - z[j]);
        }
        double others = 0;
        for (int i = 0; i < z.length; i++) {
            others += i == j ? 0 : Math.exp(z[i] - z[j] - farthest);
        }
        return farthest == 0 ? Math.log1p(others) : farthest + Math.log(Math.exp(-farthest) + others);
    }

    /** Fills dy, dz and the gradients d of every trace, last layer to first. */
    public void backward(List<LayerTrace> traces, int[] labels) {
        backward(traces, targets(labels));
    }

    /** Likewise, for outputs that should have been {@code targets}: [row][output]. */
    public void backward(List<LayerTrace> traces, double[][] targets) {
        LayerTrace last = traces.get(traces.size() - 1);
        last.dz = outputGradient(last, targets);
        last.dy = last.dz;
        for (int number = spec.layers(); number >= 1; number--) {
            LayerTrace t = traces.get(number - 1);
            if (number < spec.layers()) {
                hiddenGradient(number, t);
            }
            parameterGradients(number, t);
            if (number > 1) {
                traces.get(number - 2).dy = inputGradient(number, t);
            }
        }
    }

    private double[][] outputGradient(LayerTrace last, double[][] targets) {
        int rows = last.a.length;
        return DoubleArrays.map(last.a, (row, j) -> {
            double[] a = last.a[row];
            double difference = difference(a, targets[row], j);
            if (spec.loss() == Loss.CROSS_ENTROPY) {
                return difference / rows;
            }
            return switch (spec.output()) {
                case IDENTITY -> 2 * difference / rows;
                case SIGMOID -> 2 * difference * a[j] * (1 - a[j]) / rows;
                case SOFTMAX -> {
                    double product = 0;
                    for (int i = 0; i < a.length; i++) {
                        product += 2 * (a[i] - targets[row][i]) * a[i];
                    }
                    yield a[j] * (2 * difference - product) / rows;
                }
            };
        });
    }

    /** a - y of output j. With softmax 1 - a is what the others have, which has more digits where a is almost 1. */
    private double difference(double[] a, double[] y, int j) {
        if (spec.output() != Output.SOFTMAX || y[j] != 1) {
            return a[j] - y[j];
        }
        double others = 0;
        for (int i = 0; i < a.length; i++) {
            others += i == j ? 0 : a[i];
        }
        return -others;
    }

    private void hiddenGradient(int number, LayerTrace t) {
        t.dz = DoubleArrays.map(
                t.dy, (row, j) -> t.dy[row][j] * spec.activation().derivative(t.beforeActivation[row][j]));
        t.d = new ReferenceLayer();
        if (spec.normalizedAt(number)) {
            double[][] dScaled = t.dz;
            t.d.beta = DoubleArrays.columnSums(dScaled);
            t.d.gamma = DoubleArrays.columnSums(
                    DoubleArrays.map(dScaled, (row, j) -> dScaled[row][j] * t.normalized[row][j]));
            double[] gamma = layer(number).gamma;
            t.dz = normalization.backward(t, DoubleArrays.map(dScaled, (row, j) -> dScaled[row][j] * gamma[j]));
        }
    }

    private void parameterGradients(int number, LayerTrace t) {
        if (t.d == null) {
            t.d = new ReferenceLayer();
        }
        t.d.w = DoubleArrays.times(DoubleArrays.transposed(t.x), t.dz);
        ReceptiveFields fields = spec.receptiveFieldsAt(number);
        if (fields != null) {
            double[][] all = t.d.w;
            t.d.w = DoubleArrays.map(all, (in, out) -> fields.connects(in, out) ? all[in][out] : 0);
        }
        t.d.b = DoubleArrays.columnSums(t.dz);
        if (spec.projectionAt(number)) {
            t.d.projection = DoubleArrays.times(DoubleArrays.transposed(t.x), t.dy);
        }
    }

    /** The gradient of the input of layer {@code number}. */
    public double[][] inputGradient(int number, LayerTrace t) {
        ReferenceLayer layer = layer(number);
        double[][] dx = DoubleArrays.times(t.dz, DoubleArrays.transposed(layer.w));
        if (!spec.residualAt(number)) {
            return dx;
        }
        double[][] skipped =
                layer.projection == null ? t.dy : DoubleArrays.times(t.dy, DoubleArrays.transposed(layer.projection));
        return DoubleArrays.map(dx, (row, j) -> dx[row][j] + skipped[row][j]);
    }
}
