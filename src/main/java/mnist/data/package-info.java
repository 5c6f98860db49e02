/**
 * Images on their way from IDX files to batches of floats.
 *
 * <p>{@link mnist.data.DataFolder} or {@link mnist.data.LabelledFiles} open files as a {@link mnist.data.Dataset}, kept
 * in memory ({@link mnist.data.MemoryDataset}) or on disk ({@link mnist.data.StreamedDataset}), as {@link
 * mnist.data.Residence} decides. A data set gives {@link mnist.data.BatchStream}s of {@link mnist.data.Batch}es.
 * Whatever is wrong with a file is said by a {@link mnist.data.DataException}.
 */
package mnist.data;
