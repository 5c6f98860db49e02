/**
 * Data sets of pictures, each in a folder that is named after its class.
 *
 * <p>Start at {@link mnist.picture.folder.PictureSets}, which finds them.
 */
package mnist.picture.folder;
