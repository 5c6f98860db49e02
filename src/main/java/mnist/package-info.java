/**
 * A trainer for MNIST-like digit images: one room a package, no arrow points up. What lies here every room may use.
 *
 * <p>Start at {@link mnist.train.Trainer} for the loop, or at {@link mnist.cli.Main} for the program.
 *
 * <p>For programs that use this as a library these are public on purpose, and what they promise stays: in {@code mnist.data}
 * {@link mnist.data.Dataset}, {@link mnist.data.MemoryDataset} and {@link mnist.data.folder.SourceFinder#read
 * SourceFinder.read}; in {@code mnist.nn} {@link mnist.nn.NetworkSpec} and {@link mnist.nn.Network}; in {@code mnist.linalg}
 * {@link mnist.linalg.Backends}; in {@code mnist.train} {@link mnist.train.Trainer}, {@link mnist.train.TrainingConfig},
 * {@link mnist.train.TrainingListener} and {@link mnist.train.Evaluator}; in {@code mnist.store} {@link
 * mnist.store.ModelFile} and {@link mnist.store.RunSettings#of RunSettings.of}. Everything else is public for other rooms, and may change with any version.
 */
package mnist;
