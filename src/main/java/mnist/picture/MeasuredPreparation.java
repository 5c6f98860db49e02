package mnist.picture;

import mnist.data.Dataset;
import mnist.data.Storage;

/**
 * Finds out from training images in which way pictures have to be prepared for a network that learned them. A hundred
 * images are looked at.
 */
public final class MeasuredPreparation {
    private static final int MOST_IMAGES = 100;

    /** To reach an image of a streamed set, all before it are read. */
    private static final int MOST_STREAMED = 20;

    /** So many of the images must be alike to speak for a kind. */
    private static final double MOST = 0.9;

    private int digits;
    private int dark;
    private int light;

    private MeasuredPreparation() {}

    /** The kind that gave images such as these; never {@link PreparationKind#RAW}. */
    public static PreparationKind of(Dataset images) {
        boolean streamed = images.storage() == Storage.STREAMED;
        int count = Math.min(images.size(), streamed ? MOST_STREAMED : MOST_IMAGES);
        MeasuredPreparation measured = new MeasuredPreparation();
        byte[] pixels = new byte[images.pixels()];
        for (int i = 0; i < count; i++) {
            images.image(streamed ? i : (int) ((long) i * images.size() / count), pixels);
            measured.look(new Picture(images.rows(), images.columns(), pixels));
        }
        return measured.kind(count);
    }

    private void look(Picture image) {
        if (image.hasLightGround()) {
            light++;
        } else {
            dark++;
        }
        digits += DigitFrame.isFramed(image) ? 1 : 0;
    }

    private PreparationKind kind(int count) {
        double least = MOST * count;
        if (digits >= least) {
            return PreparationKind.DIGIT;
        }
        if (dark >= least) {
            return PreparationKind.PLAIN;
        }
        return light >= least ? PreparationKind.LIGHT : PreparationKind.FIT;
    }
}
