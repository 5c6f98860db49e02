package mnist.nn;

import org.ejml.data.FMatrixRMaj;

/** One layer's normalization, forward and backward, on a range of columns or of rows, so that threads can share it. */
interface NormalizationPass {
    /** Whether ranges are of rows; of columns otherwise. */
    boolean alongRows();

    /** z becomes normalised in place (B x out); output = gamma * z + beta. */
    void forward(FMatrixRMaj z, FMatrixRMaj output, boolean training, int from, int to);

    /** dz, the gradient of the output on entry, becomes that of the sums before normalization. */
    void backward(FMatrixRMaj normalized, FMatrixRMaj dz, int from, int to);

    /** Called once after all ranges went backward. */
    default void sumGradients(FMatrixRMaj normalized) {}

    /** Gradient of gamma, 1 x out, valid after {@link #sumGradients}. */
    FMatrixRMaj dGamma();

    /** Gradient of beta, 1 x out. */
    FMatrixRMaj dBeta();
}
