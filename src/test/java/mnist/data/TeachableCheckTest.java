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
        return images(pixel, IMAGES);
    }

    private static Dataset images(IntUnaryOperator pixel, int count) {
        DigitGenerator generator = new DigitGenerator(3);
        byte[] image = new byte[DigitGenerator.PIXELS];
        byte[] images = new byte[count * DigitGenerator.PIXELS];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            generator.image(i, image);
            for (int p = 0; p < image.length; p++) {
                images[i * image.length + p] = (byte) pixel.applyAsInt(image[p] & 0xff);
            }
            labels[i] = (byte) generator.label(i);
        }
        return new MemoryDataset(
                "toy", DigitGenerator.SIDE, DigitGenerator.SIDE, DigitGenerator.CLASSES, images, labels);
    }

    @Test
    void testImagesThatAreTrainedOn() {
        Dataset whole = images(p -> p);
        int[] most = IntStream.range(0, IMAGES - 10).toArray();
        int[] last = IntStream.range(IMAGES - 50, IMAGES).toArray();
        Dataset train = whole.subset(most, "train");
        assertEquals(40, SharedImages.count(train, whole.subset(last, "test")));
        List<String> doubts = TeachableCheck.of(train, whole.subset(last, "test"));
        assertEquals(
                List.of("40 of the 50 test images are among the training images, so the test says little; take others"),
                doubts);
        int[] others = IntStream.range(IMAGES - 10, IMAGES).toArray();
        assertEquals(List.of(), TeachableCheck.of(train, whole.subset(others, "test")));
    }

    @Test
    void classesThatTrainingLacks() {
        Dataset whole = images(p -> p);
        Dataset few = whole.subset(
                IntStream.range(0, IMAGES).filter(i -> whole.label(i) < 8).toArray(), "few");
        assertEquals(
                List.of(
                        "the test images have classes that training lacks: 8, 9; they cannot be learnt; are the labels right?"),
                TeachableCheck.of(few, whole.subset(withLabels(whole, 8, 9), "test")));
        assertFound("no images of classes: 8, 9", few);
    }

    @Test
    void farMoreOfOneClass() {
        Dataset whole = images(p -> p);
        int[] mostlySevens = IntStream.range(0, IMAGES)
                .filter(i -> whole.label(i) == 7 || i < 15)
                .toArray();
        assertTrue(TeachableCheck.of(whole.subset(mostlySevens, "sevens"), null).stream()
                .noneMatch(doubt -> doubt.contains("are of class 7")));
        Dataset sevens = whole.subset(
                IntStream.range(0, IMAGES)
                        .filter(i -> whole.label(i) == 7 || i < 6)
                        .toArray(),
                "sevens");
        assertTrue(
                TeachableCheck.of(sevens, null).stream().anyMatch(doubt -> doubt.contains("images are of class 7")),
                TeachableCheck.of(sevens, null).toString());
    }

    private static int[] withLabels(Dataset whole, int from, int to) {
        return IntStream.range(0, whole.size())
                .filter(i -> whole.label(i) >= from && whole.label(i) <= to)
                .toArray();
    }

    /** Any tenth of good data is good. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noFalseAlarmOfATenth(long seed) {
        Dataset generated = images(p -> p, 4000);
        Dataset tenth = DataSplits.holdOut(generated, 400, seed).validation();
        assertEquals(List.of(), TeachableCheck.of(tenth, null));
    }
}
