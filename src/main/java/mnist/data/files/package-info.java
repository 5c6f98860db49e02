/**
 * Files that hold data: on disk or in archives, compressed or not.
 *
 * <p>Start at {@link mnist.data.files.InputFile}, which reads one, and {@link mnist.data.files.FileTree}, which lists those
 * of a folder or an archive.
 */
package mnist.data.files;
