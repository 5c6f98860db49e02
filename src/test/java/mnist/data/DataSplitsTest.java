package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
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
}
