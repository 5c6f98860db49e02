/**
 * Commands that look inside backpropagation: {@code explain} and {@code gradcheck}.
 *
 * <p>Start at {@link mnist.cli.explain.ExplainCommand}.
 */
package mnist.cli.explain;
