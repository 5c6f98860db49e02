package mnist.data.generate;

import java.nio.file.Path;
import mnist.data.MemoryDataset;
import mnist.data.ProgressCallback;

/** A few generated digits, as bytes, as a data set, or as a folder. */
public final class SomeDigits {
    private SomeDigits() {}

    /** The first of those that seed 1 gives. */
    public static MemoryDataset of(int count) {
        return of(count, 1);
    }

    public static MemoryDataset of(int count, long seed) {
        return dataset(images(count, seed), labels(count, seed));
    }

    /** @param images the pixels of all images, one after the other: count x 784 */
    public static MemoryDataset dataset(byte[] images, byte[] labels) {
        int side = DigitGenerator.SIDE;
        return new MemoryDataset("toy", side, side, DigitGenerator.CLASSES, images, labels);
    }

    /** Their pixels, one image after the other: count x 784. */
    public static byte[] images(int count, long seed) {
        DigitGenerator generator = new DigitGenerator(seed);
        byte[] images = new byte[count * DigitGenerator.PIXELS];
        byte[] image = new byte[DigitGenerator.PIXELS];
        for (int i = 0; i < count; i++) {
            generator.image(i, image);
            System.arraycopy(image, 0, images, i * image.length, image.length);
        }
        return images;
    }

    public static byte[] labels(int count, long seed) {
        DigitGenerator generator = new DigitGenerator(seed);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) generator.label(i);
        }
        return labels;
    }

    /** Writes the four files of a data set, with a note that they are generated, and returns their folder. */
    public static Path write(Path folder, int train, int test) {
        GeneratedData.write(folder, train, test, 1, 1, ProgressCallback.NONE);
        return folder;
    }
}
