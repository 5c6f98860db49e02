/**
 * Matrix products and elementary functions on the Vector API, loaded by name where the JVM has the module.
 *
 * <p>Start at {@link mnist.linalg.simd.SimdGemm}, then {@link mnist.linalg.simd.Tile}: a tile of the result stays in registers
 * while panels of both factors stream by. {@code scripts/mnist} names the hot classes to the JIT.
 */
package mnist.linalg.simd;
