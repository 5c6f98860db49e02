/**
 * What every command needs: its base class, the console, exit codes, failures in one line, help and man pages.
 *
 * <p>Start at {@link mnist.cli.frame.ReportingCommand}, {@link mnist.cli.frame.Console} and {@link mnist.cli.frame.Failures}.
 */
package mnist.cli.frame;
