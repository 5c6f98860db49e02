/**
 * Runs as TensorBoard reads them.
 *
 * <p>Start at {@link mnist.store.tensorboard.EventExport}. The messages are records, by the schema in {@code event.proto};
 * {@link mnist.store.tensorboard.EventFile} puts them into a file.
 */
package mnist.store.tensorboard;
