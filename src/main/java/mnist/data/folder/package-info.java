/**
 * Data sets in folders: which files belong together, and where a data set is looked for.
 *
 * <p>Start at {@link mnist.data.folder.DataFolder}.
 */
package mnist.data.folder;
