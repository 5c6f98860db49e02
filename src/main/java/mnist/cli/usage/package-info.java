/**
 * What is said of a command line that cannot be taken: what was found in it, and what to type instead.
 *
 * <p>Start at {@link mnist.cli.usage.UsageMessages}. What people type who know other programs is in {@code foreign-words.txt}.
 */
package mnist.cli.usage;
