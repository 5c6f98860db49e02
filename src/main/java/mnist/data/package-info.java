/**
 * Labelled images in memory, their order, and batches of floats made from them.
 *
 * <p>Start at {@link mnist.data.Dataset}: it gives {@link mnist.data.BatchStream}s of {@link mnist.data.Batch}es. The inner
 * rooms are the ways in. Whatever is wrong with data is said by a {@link mnist.data.DataException}.
 */
package mnist.data;
