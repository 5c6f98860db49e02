package mnist.train;

import mnist.data.MemoryDataset;
import mnist.data.generate.DigitGenerator;

/** A few generated digits to train on. */
final class ToyDigits {
    private ToyDigits() {}

    static MemoryDataset of(int count) {
        DigitGenerator generator = new DigitGenerator(1);
        byte[] images = new byte[count * DigitGenerator.PIXELS];
        byte[] image = new byte[DigitGenerator.PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            generator.image(i, image);
            System.arraycopy(image, 0, images, i * image.length, image.length);
            labels[i] = (byte) generator.label(i);
        }
        return new MemoryDataset("toy", DigitGenerator.SIDE, DigitGenerator.SIDE, 10, images, labels);
    }
}
