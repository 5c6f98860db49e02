package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.data.DataSplits.TrainValidation;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSplitsTest {
    private static final int IMAGES = 100;
    private static final Dataset WHOLE =
            new MemoryDataset("toy", 1, 4, 10, TestFiles.images(IMAGES, 4), TestFiles.labels(IMAGES));

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 99})
    void holdsOutExactlySoManyAndLosesNone(int count) {
        TrainValidation split = DataSplits.holdOut(WHOLE, count, 3);
        assertEquals(count, split.validation().size());
        assertEquals(IMAGES - count, split.train().size());
        List<Integer> both = new ArrayList<>(numbers(split.train()));
        both.addAll(numbers(split.validation()));
        assertEquals(
                IntStream.rangeClosed(1, IMAGES).boxed().toList(),
                both.stream().sorted().toList());
    }

    @Test
    void splitIsAFunctionOfTheSeed() {
        List<Integer> one = numbers(DataSplits.holdOut(WHOLE, 20, 3).validation());
        assertEquals(one, numbers(DataSplits.holdOut(WHOLE, 20, 3).validation()));
        assertNotEquals(one, numbers(DataSplits.holdOut(WHOLE, 20, 4).validation()));
    }

    @Test
    void holdingOutNoneOrAll() {
        assertSame(WHOLE, DataSplits.holdOut(WHOLE, 0, 1).train());
        assertNull(DataSplits.holdOut(WHOLE, 0, 1).validation());
        assertThrows(DataException.class, () -> DataSplits.holdOut(WHOLE, IMAGES, 1));
        assertThrows(IllegalArgumentException.class, () -> DataSplits.holdOut(WHOLE, -1, 1));
    }

    @Test
    void firstImages() {
        assertEquals(List.of(1, 2, 3), numbers(DataSplits.limited(WHOLE, 3, 1)));
        assertSame(WHOLE, DataSplits.limited(WHOLE, IMAGES + 1, 1));
        assertThrows(IllegalArgumentException.class, () -> DataSplits.limited(WHOLE, 0, 1));
    }

    /** The numbers that {@link TestFiles#images} wrote in the images. */
    private static List<Integer> numbers(Dataset dataset) {
        List<Integer> numbers = new ArrayList<>();
        byte[] pixels = new byte[4];
        for (int i = 0; i < dataset.size(); i++) {
            dataset.image(i, pixels);
            numbers.add(ByteBuffer.wrap(pixels).getInt());
        }
        return numbers;
    }

    /** Nobody who is trained on is validated on, and the number that was held out says again who. */
    @Test
    void writersAreHeldOutWhole() {
        int[] writers = new int[IMAGES];
        Arrays.setAll(writers, i -> i * i % 7);
        Dataset whole = dataset(new short[IMAGES], writers);
        DataSplits.TrainValidation parts = DataSplits.holdOutWriters(whole, IMAGES / 3, 5);
        Set<Integer> trained = writers(parts.train());
        Set<Integer> held = writers(parts.validation());
        assertTrue(Collections.disjoint(trained, held), trained + " and " + held);
        assertEquals(IMAGES, parts.train().size() + parts.validation().size());
        assertTrue(parts.validation().size() >= IMAGES / 3);
        DataSplits.TrainValidation again =
                DataSplits.holdOutWriters(whole, parts.validation().size(), 5);
        assertEquals(parts.validation().fingerprint(), again.validation().fingerprint());
        assertThrows(DataException.class, () -> DataSplits.holdOutWriters(whole, IMAGES, 5));
        assertThrows(DataException.class, () -> DataSplits.holdOutWriters(WHOLE, 5, 5));
    }

    /** Every image is held out once, and never trained on with others of its writer; the groups are about as large. */
    @Test
    void foldsOfWritersAreAllImages() {
        int[] writers = new int[IMAGES];
        Arrays.setAll(writers, i -> i % 23);
        Dataset whole = dataset(new short[IMAGES], writers);
        Set<Integer> seen = new HashSet<>();
        int images = 0;
        for (int number = 1; number <= 3; number++) {
            DataSplits.TrainValidation parts = DataSplits.holdOutWriters(whole, new Fold(number, 3), 5);
            Set<Integer> held = writers(parts.validation());
            assertTrue(Collections.disjoint(held, seen), "each writer in one fold");
            assertTrue(Collections.disjoint(held, writers(parts.train())));
            assertEquals(IMAGES / 3.0, parts.validation().size(), IMAGES / 20.0 + 1);
            seen.addAll(held);
            images += parts.validation().size();
        }
        assertEquals(IMAGES, images);
        Fold third = new Fold(3, 3);
        assertNotEquals(
                writers(DataSplits.holdOutWriters(whole, third, 5).validation()),
                writers(DataSplits.holdOutWriters(whole, third, 6).validation()));
        Arrays.setAll(writers, i -> i % 2);
        DataException few = assertThrows(
                DataException.class, () -> DataSplits.holdOutWriters(dataset(new short[IMAGES], writers), third, 5));
        assertTrue(few.getMessage().contains("0 of 2 writers"), few.getMessage());
        for (String text : List.of("3", "0/3", "4/3", "1/1", "1/3/3", "0.3", "01/3", "1/99999")) {
            assertThrows(IllegalArgumentException.class, () -> Fold.parse(text), text);
        }
    }

    private static Set<Integer> writers(Dataset dataset) {
        return IntStream.range(0, dataset.size()).map(dataset::writer).boxed().collect(Collectors.toSet());
    }

    /** The first of them would be of few classes. */
    @Test
    void imagesSortedByClassAreDrawn() {
        short[] labels = new short[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (short) (9 - i * 10 / IMAGES);
        }
        Dataset sorted = dataset(labels, null);
        assertTrue(DataSplits.isSorted(sorted));
        assertFalse(DataSplits.isSorted(WHOLE));
        Dataset limited = DataSplits.limited(sorted, IMAGES / 2, 3);
        assertEquals(IMAGES / 2, limited.size());
        assertTrue(limited.classCounts()[9] < IMAGES / 10, "not the first");
        assertTrue(limited.classCounts()[0] + limited.classCounts()[1] + limited.classCounts()[2] > 0);
    }

    private static Dataset dataset(short[] labels, int[] writers) {
        return new MemoryDataset("toy", 1, 4, ClassNames.numbered(10), TestFiles.images(IMAGES, 4), labels, writers);
    }

    /** A share of each class; an image keeps its part when others are taken away. */
    @Test
    void whatIsDrawnDependsOnThePixels() {
        DataSplits.TrainValidation parts = DataSplits.drawn(WHOLE, 0.2, "toy");
        assertEquals(20, parts.validation().size());
        assertEquals(2, parts.validation().classCounts()[7]);
        int[] most = IntStream.range(5, IMAGES).toArray();
        Dataset fewer = WHOLE.subset(most, "fewer");
        Dataset testOfFewer = DataSplits.drawn(fewer, 0.2, "toy").validation();
        assertTrue(SharedImages.count(parts.train(), testOfFewer) <= 2, "at the edge of the share alone");
        assertThrows(DataException.class, () -> DataSplits.drawn(WHOLE, 0.01, "toy"));
    }
}
