/**
 * The command line: {@code mnist COMMAND}. The only rooms that print.
 *
 * <p>Start at {@link mnist.cli.Main}. One inner room a family of commands; {@code options} has what several commands share,
 * {@code frame} what every command needs.
 */
package mnist.cli;
