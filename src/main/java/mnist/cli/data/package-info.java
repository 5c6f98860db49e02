/**
 * {@code mnist data}: fetch, generate, show and verify data sets.
 *
 * <p>Start at {@link mnist.cli.data.DataCommand}.
 */
package mnist.cli.data;
