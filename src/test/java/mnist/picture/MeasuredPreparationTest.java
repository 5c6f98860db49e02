package mnist.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.fetch.DataEnvironment;
import mnist.data.folder.DataFolder;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training images say themselves how pictures were made into them. */
class MeasuredPreparationTest {
    @TempDir
    private Path folder;

    /** Filled discs and squares, wherever there is room. */
    private static Dataset shapes(int side, int count) {
        byte[][] images = new byte[count][];
        for (int i = 0; i < count; i++) {
            images[i] = DrawnShapes.shape(i, side).pixels();
        }
        return dataset(side, images);
    }

    private static Dataset dataset(int side, byte[]... images) {
        byte[] pixels = new byte[images.length * side * side];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(images[i], 0, pixels, i * side * side, side * side);
        }
        return new MemoryDataset("drawn", side, side, 3, pixels, new byte[images.length]);
    }

    private static Dataset inverted(Dataset images, int every) {
        byte[][] turned = new byte[images.size()][images.pixels()];
        for (int i = 0; i < turned.length; i++) {
            images.image(i, turned[i]);
            if (i % every == 0) {
                turned[i] = new Picture(images.rows(), images.columns(), turned[i])
                        .inverted()
                        .pixels();
            }
        }
        return dataset(images.rows(), turned);
    }

    @Test
    void generatedDigitsAreDigits() {
        Dataset digits = ReadFolder.of(SomeDigits.write(folder, 150, 60)).train();
        assertEquals(PreparationKind.DIGIT, MeasuredPreparation.of(digits));
        assertEquals(PreparationKind.LIGHT, MeasuredPreparation.of(inverted(digits, 1)));
    }

    @Test
    void realDigitsAreDigits() {
        Path mnist = Path.of(
                Optional.ofNullable(System.getenv(DataEnvironment.MNIST_DATA)).orElse("../shared/mnist"));
        assumeTrue(DataFolder.holdsData(mnist), () -> "no MNIST in " + mnist.toAbsolutePath());
        assertEquals(
                PreparationKind.DIGIT,
                MeasuredPreparation.of(ReadFolder.of(mnist).train()));
        assertEquals(
                PreparationKind.DIGIT,
                MeasuredPreparation.of(ReadFolder.of(mnist).test()));
    }

    @Test
    void otherImagesArePlain() {
        assertEquals(PreparationKind.PLAIN, MeasuredPreparation.of(shapes(28, 100)));
        assertEquals(PreparationKind.PLAIN, MeasuredPreparation.of(shapes(20, 7)));
        assertEquals(PreparationKind.PLAIN, MeasuredPreparation.of(dataset(28, new byte[28 * 28])));
    }

    /** A network that learned light grounds must not be given dark ones. */
    @Test
    void theGroundIsThatOfTheTrainingImages() {
        assertEquals(PreparationKind.LIGHT, MeasuredPreparation.of(inverted(shapes(28, 100), 1)));
        assertEquals(PreparationKind.FIT, MeasuredPreparation.of(inverted(shapes(28, 100), 2)));
        assertEquals(PreparationKind.PLAIN, MeasuredPreparation.of(inverted(shapes(28, 100), 20)));
    }
}
