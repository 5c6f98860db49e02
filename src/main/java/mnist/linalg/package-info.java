/**
 * Matrix products, elementary functions and worker threads, behind interfaces with EJML's names.
 *
 * <p>Start at {@link mnist.linalg.Gemm}. {@link mnist.linalg.Backends} chooses between the portable kernel on EJML and the
 * SIMD kernel in {@code mnist.linalg.simd}. EJML's {@code FMatrixRMaj} is the matrix that all rooms share.
 */
package mnist.linalg;
