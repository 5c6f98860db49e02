/**
 * A sweep: many runs of {@code train} that differ in some settings and in their seeds. Here is what it is, which runs it has,
 * the folder that all engines share, and how its points rank. Nothing here trains: engines do.
 *
 * <p>Start at {@link mnist.sweep.SweepDefinition}; {@link mnist.sweep.SweepPlan} makes the list of runs, {@link
 * mnist.sweep.SweepFolder} keeps it.
 */
package mnist.sweep;
