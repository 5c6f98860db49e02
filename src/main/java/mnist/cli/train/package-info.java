/**
 * {@code mnist train}: its options, recipes, the header it prints, a run from start to end.
 *
 * <p>Start at {@link mnist.cli.train.TrainCommand}, then {@link mnist.cli.train.TrainingRun}.
 */
package mnist.cli.train;
