package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import mnist.nn.Parameter.Kind;
import org.ejml.data.FMatrixRMaj;

/** The parameters of one layer; those that the specification does not ask for are null. */
public final class Layer {
    /** Weights, in x out. */
    public final FMatrixRMaj w;

    /** Biases, 1 x out. */
    public final FMatrixRMaj b;

    /** Scale of the normalised sums, 1 x out. */
    public final FMatrixRMaj gamma;

    /** Shift of the normalised sums, 1 x out. */
    public final FMatrixRMaj beta;

    /** Running mean of the sums over batches, 1 x out; batch normalization only. */
    public final FMatrixRMaj mean;

    /** Running variance (unbiased, as in PyTorch) of the sums over batches, 1 x out; batch normalization only. */
    public final FMatrixRMaj variance;

    /** Weights of the residual connection between layers of different widths, in x out. */
    public final FMatrixRMaj projection;

    /** What each unit sees of the layer below; null where that is all of it. */
    final ReceptiveFields receptiveFields;

    private final int fanIn;

    private final List<Parameter> parameters = new ArrayList<>();

    Layer(NetworkSpec spec, int layer) {
        int in = spec.width(layer - 1);
        int out = spec.width(layer);
        boolean normalized = spec.normalizedAt(layer);
        boolean batch = normalized && spec.normalization() == Normalization.BATCH;
        receptiveFields = spec.receptiveFieldsAt(layer);
        fanIn = spec.fanIn(layer);
        // nn.Sequential counts the modules: linear, normalization if any, activation.
        int module = (layer - 1) * (spec.normalization() == Normalization.NONE ? 2 : 3);
        w = add(module + ".weight", in, out, Kind.WEIGHT, receptiveFields);
        b = add(module + ".bias", 1, out, Kind.BIAS);
        gamma = normalized ? add(module + 1 + ".weight", 1, out, Kind.BIAS) : null;
        beta = normalized ? add(module + 1 + ".bias", 1, out, Kind.BIAS) : null;
        mean = batch ? add(module + 1 + ".running_mean", 1, out, Kind.STATISTIC) : null;
        variance = batch ? add(module + 1 + ".running_var", 1, out, Kind.STATISTIC) : null;
        projection = spec.projectionAt(layer) ? add(module + ".projection", in, out, Kind.WEIGHT) : null;
    }

    /** In a fixed order, the same for every layer of the same make. */
    public List<Parameter> parameters() {
        return parameters;
    }

    void initialize(Initializer initializer, long seed, int layer) {
        initializer.fill(w, fanIn, seed, layer, 0);
        if (receptiveFields != null) {
            receptiveFields.cut(w);
        }
        if (projection != null) {
            Initializer.LECUN.fill(projection, fanIn, seed, layer, 1);
        }
        if (gamma != null) {
            gamma.fill(1);
        }
        if (variance != null) {
            variance.fill(1);
        }
    }

    private FMatrixRMaj add(String name, int rows, int columns, Kind kind) {
        return add(name, rows, columns, kind, null);
    }

    private FMatrixRMaj add(String name, int rows, int columns, Kind kind, ReceptiveFields connections) {
        FMatrixRMaj value = new FMatrixRMaj(rows, columns);
        parameters.add(new Parameter(name, value, kind, connections));
        return value;
    }
}
