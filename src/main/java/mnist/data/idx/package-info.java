/**
 * IDX files, MNIST's own format, raw or gzipped: read into memory, streamed from disk, written.
 *
 * <p>Start at {@link mnist.data.idx.LabelledFiles} for images with labels, at {@link mnist.data.idx.IdxReader} for one
 * file.
 */
package mnist.data.idx;
