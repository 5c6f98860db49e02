/**
 * Options that several commands share, as picocli mixins, and what they open.
 *
 * <p>Start at {@link mnist.cli.options.DataOptions} and {@link mnist.cli.options.ModelOption}.
 */
package mnist.cli.options;
