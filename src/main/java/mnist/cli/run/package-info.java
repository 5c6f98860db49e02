/**
 * Commands about finished runs: {@code compare}, {@code report} and {@code verify}.
 *
 * <p>Start at {@link mnist.cli.run.CompareCommand} and {@link mnist.cli.run.ReportCommand}.
 */
package mnist.cli.run;
