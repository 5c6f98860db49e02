/**
 * What shells offer when somebody presses the tabulator: scripts for zsh, fish and PowerShell, made from the commands
 * themselves. bash's is picocli's.
 *
 * <p>Start at {@link mnist.cli.completion.Completed}, which says what is offered; one class for each shell writes it down.
 */
package mnist.cli.completion;
