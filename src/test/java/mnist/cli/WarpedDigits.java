package mnist.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.data.Pixels;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.augment.StrengthSchedule;
import mnist.data.generate.DigitGenerator;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;

/** Generated digits turned, sheared, bent and blotted more than any recipe does: the four files of MNIST. */
final class WarpedDigits {
    private static final Augmentation HARD =
            Augmentation.parse("shift=3,rotation=30,shear=20,scale=0.3,alpha=60,sigma=4,erase=0.3,noise=0.1");

    private WarpedDigits() {}

    static void write(Path folder, int trainImages, int testImages) throws IOException {
        Files.createDirectories(folder);
        writePart(folder, "train", trainImages, 1);
        writePart(folder, "t10k", testImages, 2);
    }

    private static void writePart(Path folder, String part, int count, long seed) throws IOException {
        int side = DigitGenerator.SIDE;
        DigitGenerator generator = new DigitGenerator(seed);
        Augmenter augmenter = new Augmenter(HARD, StrengthSchedule.CONSTANT, seed, side, side);
        byte[] images = new byte[count * DigitGenerator.PIXELS];
        byte[] image = new byte[DigitGenerator.PIXELS];
        float[] warped = new float[DigitGenerator.PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) generator.label(i);
            generator.image(i, image);
            augmenter.apply(image, 0, warped, 0, labels[i], 1, i);
            for (int pixel = 0; pixel < warped.length; pixel++) {
                images[i * warped.length + pixel] = (byte) Math.round(255 * warped[pixel] / Pixels.toFloat((byte) 255));
            }
        }
        IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(count, side, side), images);
        IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(count), labels);
    }
}
