/**
 * Files, for everybody above: written whole or not at all, locked, told apart by their content.
 *
 * <p>Start at {@link mnist.file.AtomicFile}. Errors of the operating system become one line that names the file ({@link
 * mnist.file.StoreException}).
 */
package mnist.file;
