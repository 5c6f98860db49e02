/**
 * A trainer for MNIST-like digit images: one room a package, no arrow points up. What lies here every room may use.
 *
 * <p>Start at {@link mnist.train.Trainer} for the loop, or at {@link mnist.cli.Main} for the program.
 */
package mnist;
