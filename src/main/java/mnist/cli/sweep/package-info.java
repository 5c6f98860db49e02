/**
 * {@code mnist sweep} and its family. A run of a sweep is a command line of {@code train}.
 *
 * <p>Start at {@link mnist.cli.sweep.SweepCommand}; {@link mnist.cli.sweep.SweepTraining} trains one run, {@link
 * mnist.cli.sweep.LocalEngine} all of them on this machine.
 */
package mnist.cli.sweep;
