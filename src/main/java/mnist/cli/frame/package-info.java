/**
 * What every command needs: the console, exit codes, failures in one line, {@code --json}, tables.
 *
 * <p>Start at {@link mnist.cli.frame.Console} and {@link mnist.cli.frame.Failures}.
 */
package mnist.cli.frame;
