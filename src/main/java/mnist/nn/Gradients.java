package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import mnist.linalg.Backend;
import mnist.linalg.NonZeros;
import mnist.linalg.WeightRuns;
import org.ejml.data.FMatrixRMaj;

/** The gradient of the loss for every trainable parameter of a network. */
public final class Gradients {
    private final List<OfLayer> layers = new ArrayList<>();

    public Gradients(Network network) {
        for (int layer = 1; layer <= network.spec().layers(); layer++) {
            layers.add(new OfLayer(network.layer(layer)));
        }
    }

    public OfLayer layer(int number) {
        return layers.get(number - 1);
    }

    /** Of the weights of layer {@code number}, from 1. */
    public FMatrixRMaj weights(int number) {
        return layer(number).w;
    }

    /** In the order of {@link Network#parameters()}, without statistics. */
    public List<FMatrixRMaj> matrices() {
        return layers.stream().flatMap(layer -> layer.matrices().stream()).toList();
    }

    /** Of one layer's trainable parameters, each of its parameter's shape; null where there is no such parameter. */
    public static final class OfLayer {
        public final FMatrixRMaj w;
        public final FMatrixRMaj b;
        public final FMatrixRMaj gamma;
        public final FMatrixRMaj beta;
        public final FMatrixRMaj projection;

        OfLayer(Layer layer) {
            w = like(layer.w);
            b = like(layer.b);
            gamma = like(layer.gamma);
            beta = like(layer.beta);
            projection = like(layer.projection);
        }

        /** dw = x^T dz, within {@code runs} at least unless that is null; db = column sums of dz. */
        void fill(Backend backend, FMatrixRMaj x, NonZeros nonZero, FMatrixRMaj dz, WeightRuns runs) {
            backend.gemm().multTransA(x, nonZero, dz, w, runs);
            b.zero();
            Rows.addColumnSums(1, dz, b);
        }

        /** In the order of {@link Layer#parameters()}, without statistics. */
        List<FMatrixRMaj> matrices() {
            List<FMatrixRMaj> all = new ArrayList<>(List.of(w, b));
            if (gamma != null) {
                all.add(gamma);
                all.add(beta);
            }
            if (projection != null) {
                all.add(projection);
            }
            return all;
        }

        private static FMatrixRMaj like(FMatrixRMaj parameter) {
            return parameter == null ? null : new FMatrixRMaj(parameter.numRows, parameter.numCols);
        }
    }
}
