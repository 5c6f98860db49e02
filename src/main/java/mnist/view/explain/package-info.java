/**
 * One backpropagation step explained with the network's own numbers: forward, loss, backward, update.
 *
 * <p>Start at {@link mnist.view.explain.Explanation}, which computes; {@link mnist.view.explain.ExplanationText} tells it.
 */
package mnist.view.explain;
