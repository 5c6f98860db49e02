/**
 * The files of a run: models and checkpoints, metrics, run directories. A file is whole or absent.
 *
 * <p>Start at {@link mnist.store.RunDirectory} for the folder and {@link mnist.store.ModelFile} for a model. {@link
 * mnist.store.RunRecorder} writes both after every epoch.
 */
package mnist.store;
