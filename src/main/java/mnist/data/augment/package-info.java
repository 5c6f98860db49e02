/**
 * Changes to training images, new in every epoch: turned, scaled, moved, deformed, with other strokes.
 *
 * <p>Start at {@link mnist.data.augment.Augmentation} for the settings and {@link mnist.data.augment.Augmenter} for the
 * work.
 */
package mnist.data.augment;
