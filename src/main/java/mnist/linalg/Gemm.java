package mnist.linalg;

import org.ejml.data.FMatrixRMaj;

/**
 * Products of row-major float matrices, with EJML's names and the output last. Outputs must have the product's shape
 * already; nothing is allocated or reshaped. Every method throws {@link org.ejml.MatrixDimensionException} when shapes
 * do not fit.
 *
 * <p>Each element of a result is summed over the inner dimension in rising order, whatever the number of threads.
 *
 * <p>{@code nonZero} is a hint, or null: where {@code a} may hold anything but zero. Where b is finite, the result is the same
 * with and without it.
 *
 * <p>{@code runs} is a hint, or null: the only elements of the weights that may be other than zero, where weights are the
 * right factor (the result is then the same where a is finite), or the only ones that are wanted, where they are the output:
 * the others must be zero before, and are so afterwards.
 *
 * <p>Not thread-safe: one product at a time, which is shared out among the threads of the backend's team.
 */
public interface Gemm {
    /** output = a b, then {@code then} on each finished block. a: m x k, b: k x n, output: m x n. */
    void mult(FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then);

    /** output = a^T b. a: k x m, b: k x n, output: m x n; rows of output outside {@code nonZero} become zero. */
    void multTransA(FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs);

    /** output += alpha a^T b: a step of plain gradient descent where alpha = -learningRate. */
    void multAddTransA(
            float alpha, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj output, WeightRuns runs);

    /** output = a b^T, then {@code then} on each finished block. a: m x k, b: n x k, output: m x n. */
    void multTransB(FMatrixRMaj a, FMatrixRMaj b, WeightRuns runs, FMatrixRMaj output, BlockOperation then);

    /** output = a b. */
    default void mult(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        mult(a, null, b, null, output, BlockOperation.NONE);
    }
}
