package mnist.nn;

import org.ejml.data.FMatrixRMaj;

/** One layer's normalization, forward and backward, on a range of columns or of rows, so that threads can share it. */
abstract class NormalizationPass {
    final Layer layer;

    /** Whether ranges are of rows; of columns otherwise. */
    final boolean alongRows;

    /** Gradient of gamma, 1 x out, valid after {@link #sumGradients}. */
    final FMatrixRMaj dGamma;

    /** Gradient of beta, 1 x out. */
    final FMatrixRMaj dBeta;

    NormalizationPass(Layer layer, boolean alongRows) {
        this.layer = layer;
        this.alongRows = alongRows;
        dGamma = new FMatrixRMaj(1, layer.gamma.numCols);
        dBeta = new FMatrixRMaj(1, layer.gamma.numCols);
    }

    /** z becomes normalised in place (B x out); output = gamma * z + beta. */
    abstract void forward(FMatrixRMaj z, FMatrixRMaj output, boolean training, int from, int to);

    /** dz, the gradient of the output on entry, becomes that of the sums before normalization. */
    abstract void backward(FMatrixRMaj normalized, FMatrixRMaj dz, int from, int to);

    /** Called once after all ranges went backward. */
    void sumGradients(FMatrixRMaj normalized) {}
}
