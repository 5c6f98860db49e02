/**
 * People's own pictures: read from files, and prepared the way MNIST's makers prepared theirs.
 *
 * <p>Start at {@link mnist.picture.PicturePreparation}; {@link mnist.picture.PictureFile} reads the files.
 */
package mnist.picture;
