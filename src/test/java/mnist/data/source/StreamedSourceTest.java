package mnist.data.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.DataException;
import mnist.data.Pixels;
import mnist.data.PreparedBatches;
import mnist.data.Storage;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shuffle buffer that is smaller than the file. */
class StreamedSourceTest {
    private static final int FILE_IMAGES = 200;
    private static final int PIXELS = 9;

    @TempDir
    Path folder;

    private StreamedDataset all;

    @ParameterizedTest
    @CsvSource({"1,false", "7,false", "50,false", "199,false", "200,false", "7,true", "64,true"})
    void everyImageOnceAndSeekIsExact(int capacity, boolean everyThird) {
        BitSet members = new BitSet();
        IntStream.range(0, FILE_IMAGES).filter(i -> !everyThird || i % 3 == 1).forEach(members::set);
        int size = members.cardinality();
        try (BatchStream through = batches(members, capacity);
                BatchStream sought = batches(members, capacity)) {
            List<Integer> first = checkedEpoch(through, members);
            List<Integer> second = checkedEpoch(through, members);
            assertEquals(
                    IntStream.range(0, size).boxed().toList(),
                    second.stream().sorted().toList());
            if (capacity > 1) {
                assertNotEquals(first, second);
            } else {
                assertEquals(first, second);
            }
            for (int step = through.stepsPerEpoch() - 1; step >= 0; step--) {
                sought.seek(2, step);
                assertEquals(second.subList(step * 10, size), checkedEpoch(sought, members));
            }
        }
    }

    @Test
    void anImageComesAtMostABufferTooEarly() {
        BitSet members = new BitSet();
        members.set(0, FILE_IMAGES);
        try (BatchStream batches = batches(members, 20)) {
            List<Integer> order = checkedEpoch(batches, members);
            for (int i = 0; i < order.size(); i++) {
                assertTrue(order.get(i) < i + 20, order.get(i) + " at " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33})
    void orderOfAShuffleIsAPermutation(int capacity) {
        ShuffleOrder order = new ShuffleOrder(100, capacity);
        for (int epoch = 1; epoch <= 3; epoch++) {
            order.start(1, epoch);
            BitSet seen = new BitSet();
            for (int i = 0; i < 100; i++) {
                int place = order.draw();
                seen.set(order.held(place));
                order.replace(place);
            }
            assertEquals(100, seen.cardinality());
            assertEquals(0, order.filled());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatChangesBetweenTheEpochsIsNotTrainedOn(boolean replaced) throws IOException {
        BitSet members = new BitSet();
        members.set(0, FILE_IMAGES);
        try (BatchStream batches = batches(members, 7)) {
            batches.seek(1, 0);
            checkedEpoch(batches, members);
            byte[] other = TestFiles.imageFile(FILE_IMAGES, 3, 3);
            other[other.length - 1]++;
            Path file = folder.resolve("images");
            FileTime before = Files.getLastModifiedTime(file);
            if (replaced) {
                Files.move(TestFiles.write(folder, "new", other), file, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(file, before);
            } else {
                Files.write(file, other);
                Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusMillis(1)));
            }
            DataException e = assertThrows(DataException.class, () -> {
                // Not the next epoch, which may be prepared already.
                batches.seek(5, 0);
                checkedEpoch(batches, members);
            });
            assertEquals(file + ": changed while in use; leave it alone and start again", e.getMessage());
        }
    }

    private BatchStream batches(BitSet members, int capacity) {
        Path path = folder.resolve("images");
        if (!Files.exists(path)) {
            // Once: a file that is written anew is another one for who reads it.
            TestFiles.write(folder, "images", TestFiles.imageFile(FILE_IMAGES, 3, 3));
        }
        if (all == null) {
            Path labels = TestFiles.write(folder, "labels", TestFiles.labelFile(FILE_IMAGES));
            all = assertInstanceOf(StreamedDataset.class, TestFiles.open(path, labels, Storage.STREAMED));
        }
        StreamedDataset some = all.subset(members.stream().toArray(), "some");
        return new PreparedBatches(some.source(capacity, 11), PIXELS, 10, null);
    }

    /** The images' indices; their pixels must be those of their place in the file. */
    private static List<Integer> checkedEpoch(BatchStream batches, BitSet members) {
        int[] places = members.stream().toArray();
        byte[] content = TestFiles.images(FILE_IMAGES, PIXELS);
        List<Integer> indices = new ArrayList<>();
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            for (int row = 0; row < batch.rows(); row++) {
                int index = batch.indices[row];
                indices.add(index);
                assertEquals(places[index] % 10, batch.labels[row]);
                for (int p = 0; p < PIXELS; p++) {
                    assertEquals(Pixels.toFloat(content[places[index] * PIXELS + p]), batch.x.get(row, p));
                }
            }
        }
        return indices;
    }
}
