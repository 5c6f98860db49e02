/**
 * Commands that look inside backpropagation: {@code explain}, {@code lab} and {@code gradcheck}.
 *
 * <p>Start at {@link mnist.cli.explain.ExplainCommand}.
 */
package mnist.cli.explain;
