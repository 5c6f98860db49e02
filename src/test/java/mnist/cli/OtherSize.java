package mnist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;

/** Images of 4 x 4 pixels, bright on the left or on the right, in the four files of MNIST. */
final class OtherSize {
    private static final int SIDE = 4;
    private static final int IMAGES = 40;

    private OtherSize() {}

    static Path write(Path folder) {
        return write(folder, SIDE, SIDE);
    }

    static Path write(Path folder, int rows, int columns) {
        byte[] images = new byte[IMAGES * rows * columns];
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < images.length; i++) {
            int image = i / (rows * columns);
            labels[image] = (byte) (image % 2);
            images[i] = (byte) (i % columns / 2 == image % 2 ? 200 + image : image);
        }
        try {
            Files.createDirectories(folder);
            for (String part : new String[] {"t10k", "train"}) {
                // The test images are others than the training images, if only a little.
                for (int i = 0; i < IMAGES; i++) {
                    images[i * rows * columns] += (byte) (part.length() - 4);
                }
                IdxHeader header = IdxHeader.ofBytes(IMAGES, rows, columns);
                IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), header, images);
                IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(IMAGES), labels);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
