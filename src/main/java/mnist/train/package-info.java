/**
 * Training and evaluating: the loop from batch to step, its configuration, and what it measures.
 *
 * <p>Start at {@link mnist.train.Trainer}: next batch, forward, loss, backward, step. Nothing here prints or names a file.
 */
package mnist.train;
