/**
 * Sweeps, evaluations and trainings as jobs of Apache Spark, with the same results as on one machine. Plain jobs: a task that is lost is
 * done again elsewhere. All executors see the folder that is worked in.
 *
 * <p>Start at {@link mnist.spark.SparkSweep}, {@link mnist.spark.SparkEval} and {@link mnist.spark.SparkRounds}. May use all rooms but {@code view} and
 * {@code cli}; of that, the public entry {@link mnist.cli.Main#runInside} alone, and {@link mnist.cli.frame.Stops}, which it takes.
 */
package mnist.spark;
