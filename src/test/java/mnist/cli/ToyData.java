package mnist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.data.generate.DigitGenerator;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;

/** A folder with a few generated digits in the four files of MNIST. */
final class ToyData {
    static final int TEST_IMAGES = 60;

    private ToyData() {}

    static Path write(Path folder, int trainImages, long seed) {
        try {
            Files.createDirectories(folder);
            writePart(folder, "train", trainImages, seed);
            writePart(folder, "t10k", TEST_IMAGES, seed + 1);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writePart(Path folder, String part, int count, long seed) throws IOException {
        DigitGenerator generator = new DigitGenerator(seed);
        int side = DigitGenerator.SIDE;
        byte[] images = new byte[count * DigitGenerator.PIXELS];
        byte[] image = new byte[DigitGenerator.PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            generator.image(i, image);
            System.arraycopy(image, 0, images, i * image.length, image.length);
            labels[i] = (byte) generator.label(i);
        }
        IdxHeader imageHeader = IdxHeader.ofBytes(count, side, side);
        IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), imageHeader, images);
        IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(count), labels);
    }
}
