package mnist.data.augment;

import mnist.data.ImageTransform;
import mnist.data.Pixels;

/**
 * Several views of every image, whose answers are averaged: the first is the image itself, the others are changed a little,
 * each in its own way. What an image's view looks like is a function of (seed, view, index) alone and never of its label.
 *
 * @param count views of an image, 1 or more
 * @param changes of all views but the first
 */
public record TestViews(int count, Augmentation changes, long seed) {
    /** Nothing but the images. */
    public static final TestViews NONE = new TestViews(1, Augmentation.NONE, 0);

    /** No class: nobody may be treated by what he is to be recognised as. */
    private static final int NO_LABEL = -1;

    /** @throws IllegalArgumentException in one line when there would be no view, or all were the same */
    public TestViews {
        if (count < 1) {
            throw new IllegalArgumentException("an image has 1 view or more, not " + count);
        }
        if (count > 1 && changes.isNone()) {
            throw new IllegalArgumentException(count + " views of an image need changes that tell them apart");
        }
    }

    /** For images of this size: epoch {@code n} of a stream of batches gives view {@code n}. */
    public ImageTransform transform(int rows, int columns) {
        return new Transform(new Augmenter(changes, StrengthSchedule.CONSTANT, seed, rows, columns), rows * columns);
    }

    /** The image itself in the first epoch, a changed one in every other. */
    private record Transform(Augmenter augmenter, int pixels) implements ImageTransform {
        @Override
        public void apply(
                byte[] source, int sourceOffset, float[] target, int targetOffset, int label, int view, int index) {
            if (view == 1) {
                Pixels.toFloats(source, sourceOffset, target, targetOffset, pixels);
            } else {
                augmenter.apply(source, sourceOffset, target, targetOffset, NO_LABEL, view, index);
            }
        }

        @Override
        public ImageTransform forAnotherThread() {
            return new Transform(augmenter.forAnotherThread(), pixels);
        }
    }
}
