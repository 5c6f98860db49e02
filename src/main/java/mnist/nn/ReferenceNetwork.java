package mnist.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The same network in double precision and plain loops, with forward and backward as one would write them on paper. It is
 * the definition that the fast code is tested against, what gradient checks differentiate and what explanations show; too
 * slow to train with.
 *
 * <p>Batch normalization uses the batch's own statistics, as in training. There is no dropout.
 */
public final class ReferenceNetwork {
    private static final double EPSILON = 1e-5;

    private final NetworkSpec spec;
    private final List<ReferenceLayer> layers = new ArrayList<>();

    /** One layer's parameters: w is [in][out], the vectors are [out]; null where the specification asks for none. */
    public static final class ReferenceLayer {
        public double[][] w;
        public double[] b;
        public double[] gamma;
        public double[] beta;
        public double[][] projection;
    }

    /** What one layer did: every array is [row][unit]. Fields of steps that the layer does not have are null. */
    public static final class LayerTrace {
        public double[][] x;
        public double[][] z;
        public double[][] normalized;
        public double[] deviation;
        public double[][] beforeActivation;
        public double[][] a;
        public double[][] y;

        /** Gradient of y, the layer's output. */
        public double[][] dy;

        /** Gradient of z. */
        public double[][] dz;

        /** Gradients of the parameters, of the same shapes. */
        public ReferenceLayer d;
    }

    public ReferenceNetwork(Network network) {
        spec = network.spec();
        for (int number = 1; number <= spec.layers(); number++) {
            Layer layer = network.layer(number);
            ReferenceLayer copy = new ReferenceLayer();
            copy.w = Doubles.rows(layer.w);
            copy.b = Doubles.rows(layer.b)[0];
            copy.gamma = layer.gamma == null ? null : Doubles.rows(layer.gamma)[0];
            copy.beta = layer.beta == null ? null : Doubles.rows(layer.beta)[0];
            copy.projection = layer.projection == null ? null : Doubles.rows(layer.projection);
            layers.add(copy);
        }
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
        t.z = Doubles.plusRow(Doubles.times(x, layer.w), layer.b);
        t.beforeActivation = t.z;
        if (spec.normalizedAt(number)) {
            normalize(t);
            t.beforeActivation =
                    Doubles.map(t.normalized, (row, j) -> layer.gamma[j] * t.normalized[row][j] + layer.beta[j]);
        }
        t.a = Doubles.map(t.z, (row, j) -> spec.activation().value(t.beforeActivation[row][j]));
        t.y = t.a;
        if (spec.residualAt(number)) {
            double[][] skipped = layer.projection == null ? x : Doubles.times(x, layer.projection);
            t.y = Doubles.map(t.a, (row, j) -> t.a[row][j] + skipped[row][j]);
        }
        return t;
    }

    private LayerTrace output(double[][] x) {
        ReferenceLayer layer = layer(spec.layers());
        LayerTrace t = new LayerTrace();
        t.x = x;
        t.z = Doubles.plusRow(Doubles.times(x, layer.w), layer.b);
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

    /** The mean loss of the rows that {@link #forward} traced. */
    public double loss(List<LayerTrace> traces, int[] labels) {
        LayerTrace last = traces.get(traces.size() - 1);
        double sum = 0;
        for (int row = 0; row < last.a.length; row++) {
            for (int j = 0; j < spec.outputs(); j++) {
                sum += loss(last.z[row], j, last.a[row][j], labels[row] == j ? 1 : 0);
            }
        }
        return sum / last.a.length;
    }

    /** One output's share of the loss. */
    private double loss(double[] z, int j, double a, double y) {
        if (spec.loss() == Loss.MSE) {
            return (a - y) * (a - y);
        }
        if (spec.output() == Output.SIGMOID) {
            return Math.max(z[j], 0) - y * z[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
        }
        return y == 0 ? 0 : logSumExp(z) - z[j];
    }

    private static double logSumExp(double[] z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : z) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (double value : z) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    }

    /** Fills dy, dz and the gradients d of every trace, last layer to first. */
    public void backward(List<LayerTrace> traces, int[] labels) {
        LayerTrace last = traces.get(traces.size() - 1);
        last.dz = outputGradient(last, labels);
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

    private double[][] outputGradient(LayerTrace last, int[] labels) {
        int rows = last.a.length;
        return Doubles.map(last.a, (row, j) -> {
            double[] a = last.a[row];
            double difference = a[j] - (labels[row] == j ? 1 : 0);
            if (spec.loss() == Loss.CROSS_ENTROPY) {
                return difference / rows;
            }
            return switch (spec.output()) {
                case IDENTITY -> 2 * difference / rows;
                case SIGMOID -> 2 * difference * a[j] * (1 - a[j]) / rows;
                case SOFTMAX -> {
                    double product = 0;
                    for (int i = 0; i < a.length; i++) {
                        product += 2 * (a[i] - (labels[row] == i ? 1 : 0)) * a[i];
                    }
                    yield a[j] * (2 * difference - product) / rows;
                }
            };
        });
    }

    private void hiddenGradient(int number, LayerTrace t) {
        t.dz = Doubles.map(t.dy, (row, j) -> t.dy[row][j] * spec.activation().derivative(t.beforeActivation[row][j]));
        t.d = new ReferenceLayer();
        if (spec.normalizedAt(number)) {
            double[][] dScaled = t.dz;
            t.d.beta = Doubles.columnSums(dScaled);
            t.d.gamma = Doubles.columnSums(Doubles.map(dScaled, (row, j) -> dScaled[row][j] * t.normalized[row][j]));
            double[] gamma = layer(number).gamma;
            t.dz = normalizeBackward(t, Doubles.map(dScaled, (row, j) -> dScaled[row][j] * gamma[j]));
        }
    }

    private void parameterGradients(int number, LayerTrace t) {
        if (t.d == null) {
            t.d = new ReferenceLayer();
        }
        t.d.w = Doubles.times(Doubles.transposed(t.x), t.dz);
        t.d.b = Doubles.columnSums(t.dz);
        if (spec.projectionAt(number)) {
            t.d.projection = Doubles.times(Doubles.transposed(t.x), t.dy);
        }
    }

    /** The blame handed down by layer {@code number}: the gradient of its input. */
    public double[][] inputGradient(int number, LayerTrace t) {
        ReferenceLayer layer = layer(number);
        double[][] dx = Doubles.times(t.dz, Doubles.transposed(layer.w));
        if (!spec.residualAt(number)) {
            return dx;
        }
        double[][] skipped =
                layer.projection == null ? t.dy : Doubles.times(t.dy, Doubles.transposed(layer.projection));
        return Doubles.map(dx, (row, j) -> dx[row][j] + skipped[row][j]);
    }

    private void normalize(LayerTrace t) {
        boolean batch = spec.normalization() == Normalization.BATCH;
        double[][] groups = batch ? Doubles.transposed(t.z) : t.z;
        double[][] normalized = new double[groups.length][];
        t.deviation = new double[groups.length];
        for (int g = 0; g < groups.length; g++) {
            double mean = Doubles.mean(groups[g]);
            double variance = 0;
            for (double value : groups[g]) {
                variance += (value - mean) * (value - mean) / groups[g].length;
            }
            t.deviation[g] = Math.sqrt(variance + EPSILON);
            normalized[g] = new double[groups[g].length];
            for (int i = 0; i < groups[g].length; i++) {
                normalized[g][i] = (groups[g][i] - mean) / t.deviation[g];
            }
        }
        t.normalized = batch ? Doubles.transposed(normalized) : normalized;
    }

    private double[][] normalizeBackward(LayerTrace t, double[][] dNormalized) {
        boolean batch = spec.normalization() == Normalization.BATCH;
        double[][] d = batch ? Doubles.transposed(dNormalized) : dNormalized;
        double[][] n = batch ? Doubles.transposed(t.normalized) : t.normalized;
        double[][] dz = new double[d.length][];
        for (int g = 0; g < d.length; g++) {
            double mean = Doubles.mean(d[g]);
            double product = 0;
            for (int i = 0; i < d[g].length; i++) {
                product += d[g][i] * n[g][i] / d[g].length;
            }
            dz[g] = new double[d[g].length];
            for (int i = 0; i < d[g].length; i++) {
                dz[g][i] = (d[g][i] - mean - n[g][i] * product) / t.deviation[g];
            }
        }
        return batch ? Doubles.transposed(dz) : dz;
    }
}
