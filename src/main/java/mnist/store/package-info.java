/** The files of a run: models and checkpoints, metrics, run directories. A file is whole or absent. */
package mnist.store;
