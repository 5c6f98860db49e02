/**
 * Commands about finished runs: {@code compare} and {@code report}.
 *
 * <p>Start at {@link mnist.cli.run.CompareCommand} and {@link mnist.cli.run.ReportCommand}.
 */
package mnist.cli.run;
