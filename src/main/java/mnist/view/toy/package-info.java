/**
 * Networks small enough to follow by hand: one neuron, a chain, a line.
 *
 * <p>Start at {@link mnist.view.toy.Toys}.
 */
package mnist.view.toy;
