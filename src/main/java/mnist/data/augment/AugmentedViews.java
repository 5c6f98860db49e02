package mnist.data.augment;

import java.util.ArrayList;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.Pixels;

/** What augmentation makes of single images, as bytes to look at. */
public final class AugmentedViews {
    private static final int WHITE = 255;

    private AugmentedViews() {}

    /**
     * The image itself, then {@code count} changed ones: what training at full strength would make of it in its first
     * epochs.
     *
     * @param index of the image in the data set
     * @return each rows x columns unsigned bytes
     */
    public static List<byte[]> of(Dataset dataset, int index, Augmentation settings, long seed, int count) {
        byte[] original = new byte[dataset.pixels()];
        dataset.image(index, original);
        List<byte[]> result = new ArrayList<>(List.of(original));
        Augmenter augmenter =
                new Augmenter(settings, StrengthSchedule.CONSTANT, seed, dataset.rows(), dataset.columns());
        float[] floats = new float[dataset.pixels()];
        for (int epoch = 1; epoch <= count; epoch++) {
            augmenter.apply(original, 0, floats, 0, dataset.label(index), epoch, index);
            result.add(bytes(floats));
        }
        return result;
    }

    private static byte[] bytes(float[] floats) {
        byte[] bytes = new byte[floats.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.min(WHITE, Math.max(0, Math.round(floats[i] / Pixels.SCALE)));
        }
        return bytes;
    }
}
