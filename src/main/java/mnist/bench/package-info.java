/**
 * Measures this machine: matrix products, augmentation, whole training steps.
 *
 * <p>Start at {@link mnist.bench.StepBenchmark}. The command {@code mnist bench} prints the results; single kernels are
 * measured with JMH in {@code src/jmh}.
 */
package mnist.bench;
