package mnist.nn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mnist.linalg.WeightRuns;
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
    public final ReceptiveFields receptiveFields;

    private final int fanIn;

    private final List<Parameter> parameters = new ArrayList<>();

    Layer(NetworkSpec spec, int layer) {
        boolean normalized = spec.normalizedAt(layer);
        boolean batch = normalized && spec.normalization() == Normalization.BATCH;
        receptiveFields = spec.receptiveFieldsAt(layer);
        fanIn = spec.fanIn(layer);
        Iterator<Parameter.Shape> shapes = spec.shapes(layer).iterator();
        w = add(shapes.next(), receptiveFields == null ? null : receptiveFields.weightRuns());
        b = add(shapes.next(), null);
        gamma = normalized ? add(shapes.next(), null) : null;
        beta = normalized ? add(shapes.next(), null) : null;
        mean = batch ? add(shapes.next(), null) : null;
        variance = batch ? add(shapes.next(), null) : null;
        projection = spec.projectionAt(layer) ? add(shapes.next(), null) : null;
    }

    /** In a fixed order, the same for every layer of the same make. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Whether its windows lie on a grid, as many units at each place. */
    public boolean hasGrid() {
        return receptiveFields != null && receptiveFields.isGrid();
    }

    void initialize(Initializer initializer, long seed, int layer) {
        initializer.fill(w, fanIn, seed, layer, 0);
        if (receptiveFields != null) {
            receptiveFields.weightRuns().clearOutside(w);
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

    private FMatrixRMaj add(Parameter.Shape shape, WeightRuns connections) {
        FMatrixRMaj value = new FMatrixRMaj(shape.rows(), shape.columns());
        parameters.add(new Parameter(shape.name(), value, shape.kind(), connections));
        return value;
    }
}
