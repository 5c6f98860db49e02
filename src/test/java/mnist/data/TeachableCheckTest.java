package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import mnist.data.generate.DigitGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeachableCheckTest {
    private static final int IMAGES = 200;

    @Test
    void soundImagesGiveNoAlarm() {
        assertEquals(List.of(), TeachableCheck.of(images(p -> p), null));
    }

    /** Pixels of 0 and 1, and those of 0 to 16 that scikit-learn's digits have. */
    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void faintPixels(int largest) {
        assertFound("the largest pixel is " + largest + " of 255", images(p -> p * largest / 255));
    }

    @Test
    void lightGround() {
        assertFound("dark on light ground", images(p -> 255 - p));
    }

    @Test
    void imagesThatAreAllTheSame() {
        assertFound("all images look the same", images(p -> 7));
    }

    @Test
    void oneClassOnly() {
        Dataset whole = images(p -> p);
        int[] fives =
                IntStream.range(0, IMAGES).filter(i -> whole.label(i) == 5).toArray();
        assertFound("all images have the label 5", whole.subset(fives, "fives"));
    }

    private static void assertFound(String expected, Dataset train) {
        List<String> doubts = TeachableCheck.of(train, null);
        assertEquals(1, doubts.size(), doubts.toString());
        assertTrue(doubts.get(0).contains(expected), doubts.get(0));
    }

    /** Generated digits whose pixels are changed. */
    private static Dataset images(IntUnaryOperator pixel) {
        DigitGenerator generator = new DigitGenerator(3);
        byte[] image = new byte[DigitGenerator.PIXELS];
        byte[] images = new byte[IMAGES * DigitGenerator.PIXELS];
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            generator.image(i, image);
            for (int p = 0; p < image.length; p++) {
                images[i * image.length + p] = (byte) pixel.applyAsInt(image[p] & 0xff);
            }
            labels[i] = (byte) generator.label(i);
        }
        return new MemoryDataset(
                "toy", DigitGenerator.SIDE, DigitGenerator.SIDE, DigitGenerator.CLASSES, images, labels);
    }
}
