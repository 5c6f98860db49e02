/**
 * Help as it is asked for: on terminals, narrow ones too, and as man pages.
 *
 * <p>Start at {@link mnist.cli.help.HelpRequests}.
 */
package mnist.cli.help;
