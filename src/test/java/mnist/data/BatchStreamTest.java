package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every batch stream promises, of data in memory and of streamed data, raw and gz. */
class BatchStreamTest {
    private static final int IMAGES = 103;
    private static final int ROWS = 3;
    private static final int COLUMNS = 7;
    private static final int PIXELS = ROWS * COLUMNS;

    enum Kind {
        MEMORY(false, Storage.MEMORY),
        STREAMED(false, Storage.STREAMED),
        STREAMED_GZ(true, Storage.STREAMED);

        final boolean gz;
        final Storage storage;

        Kind(boolean gz, Storage storage) {
            this.gz = gz;
            this.storage = storage;
        }
    }

    /** A copy of a batch, for the batch itself is reused. */
    record Copy(List<Integer> indices, List<Integer> labels, List<Float> x, List<Integer> nonZero) {
        static Copy of(Batch batch) {
            int rows = batch.rows();
            List<Float> x = new ArrayList<>();
            for (int i = 0; i < rows * batch.x.numCols; i++) {
                x.add(batch.x.data[i]);
            }
            return new Copy(
                    Arrays.stream(batch.indices, 0, rows).boxed().toList(),
                    Arrays.stream(batch.labels, 0, rows).boxed().toList(),
                    x,
                    Arrays.stream(batch.nonZero.index(), 0, batch.nonZero.count())
                            .boxed()
                            .toList());
        }
    }

    @TempDir
    Path folder;

    static Stream<Arguments> kindsAndBatches() {
        return Stream.of(Kind.values())
                .flatMap(kind -> IntStream.of(1, 2, 6, 10, 64, IMAGES - 1, IMAGES, IMAGES + 50)
                        .mapToObj(batch -> Arguments.of(kind, batch)));
    }

    @ParameterizedTest
    @MethodSource("kindsAndBatches")
    void everyImageComesOncePerEpochWithItsLabelAndPixels(Kind kind, int batchSize) {
        Dataset dataset = dataset(kind);
        try (BatchStream batches = dataset.shuffled(batchSize, 5)) {
            assertEquals(IMAGES, batches.images());
            assertEquals((IMAGES + batchSize - 1) / batchSize, batches.stepsPerEpoch());
            for (int epoch = 1; epoch <= 3; epoch++) {
                checkEpoch(dataset, epoch(batches), Math.min(batchSize, IMAGES));
            }
        }
    }

    private static void checkEpoch(Dataset dataset, List<Copy> epoch, int batchSize) {
        List<Integer> seen = new ArrayList<>();
        for (int step = 0; step < epoch.size(); step++) {
            Copy batch = epoch.get(step);
            assertEquals(sizes(batchSize).get(step), batch.indices.size());
            for (int row = 0; row < batch.indices.size(); row++) {
                checkImage(dataset, batch, row);
            }
            assertEquals(columnsInUse(batch), batch.nonZero);
            seen.addAll(batch.indices);
        }
        assertEquals(
                IntStream.range(0, IMAGES).boxed().toList(),
                seen.stream().sorted().toList());
    }

    /** Full batches and the rest; a single image shares with the batch before, unless batches are of two. */
    private static List<Integer> sizes(int batchSize) {
        List<Integer> sizes = new ArrayList<>();
        for (int left = IMAGES; left > 0; left -= Math.min(batchSize, left)) {
            sizes.add(Math.min(batchSize, left));
        }
        int last = sizes.size() - 1;
        if (last > 0 && sizes.get(last) == 1 && batchSize > 2) {
            sizes.set(last, (batchSize + 1) / 2);
            sizes.set(last - 1, batchSize + 1 - sizes.get(last));
        }
        return sizes;
    }

    private static void checkImage(Dataset dataset, Copy batch, int row) {
        int index = batch.indices.get(row);
        assertEquals(dataset.label(index), batch.labels.get(row));
        byte[] pixels = new byte[PIXELS];
        dataset.image(index, pixels);
        for (int p = 0; p < PIXELS; p++) {
            assertEquals((pixels[p] & 0xff) * (2f / 255f), batch.x.get(row * PIXELS + p));
        }
    }

    private static List<Integer> columnsInUse(Copy batch) {
        return IntStream.range(0, PIXELS)
                .filter(column -> IntStream.range(0, batch.indices.size())
                        .anyMatch(row -> batch.x.get(row * PIXELS + column) != 0))
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void orderIsAFunctionOfSeedAndEpoch(Kind kind) {
        Dataset dataset = dataset(kind);
        try (BatchStream one = dataset.shuffled(10, 5);
                BatchStream same = dataset.shuffled(10, 5);
                BatchStream other = dataset.shuffled(10, 6)) {
            List<Integer> first = indices(epoch(one));
            List<Integer> second = indices(epoch(one));
            assertNotEquals(first, second);
            assertNotEquals(first, indices(epoch(other)));
            same.seek(2, 0);
            assertEquals(second, indices(epoch(same)));
            same.seek(1, 0);
            assertEquals(first, indices(epoch(same)));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void orderDoesNotDependOnTheBatchSize(Kind kind) {
        Dataset dataset = dataset(kind);
        try (BatchStream small = dataset.shuffled(1, 5);
                BatchStream large = dataset.shuffled(IMAGES, 5)) {
            assertEquals(indices(epoch(small)), indices(epoch(large)));
            assertEquals(indices(epoch(small)), indices(epoch(large)));
        }
    }

    static Stream<Arguments> kindsAndRests() {
        return Stream.of(Kind.values())
                .flatMap(kind -> IntStream.of(6, 8).mapToObj(batch -> Arguments.of(kind, batch)));
    }

    /** 103 images in batches of 8 leave 7, of 6 one. */
    @ParameterizedTest
    @MethodSource("kindsAndRests")
    void seekGivesWhatRunningThroughGives(Kind kind, int batchSize) {
        Dataset dataset = dataset(kind);
        try (BatchStream through = dataset.shuffled(batchSize, 3);
                BatchStream sought = dataset.shuffled(batchSize, 3)) {
            List<List<Copy>> epochs = List.of(epoch(through), epoch(through), epoch(through));
            int steps = through.stepsPerEpoch();
            for (int place : new int[] {3 * steps - 1, 0, 5, steps, steps + 1, 2 * steps - 1, 2 * steps, 7, 8}) {
                sought.seek(1 + place / steps, place % steps);
                List<Copy> rest = epoch(sought);
                List<Copy> epoch = epochs.get(place / steps);
                assertEquals(epoch.subList(place % steps, steps), rest, "from step " + place);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void seekToTheEndOfAnEpoch(Kind kind) {
        Dataset dataset = dataset(kind);
        try (BatchStream batches = dataset.shuffled(10, 1)) {
            List<Integer> first = indices(epoch(batches));
            List<Integer> second = indices(epoch(batches));
            batches.seek(1, batches.stepsPerEpoch());
            assertNull(batches.next());
            assertEquals(second, indices(epoch(batches)));
            batches.seek(1, 0);
            assertEquals(first, indices(epoch(batches)));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void inOrderKeepsTheOrderOfTheFiles(Kind kind) {
        Dataset dataset = dataset(kind);
        List<Integer> expected = IntStream.range(0, IMAGES).boxed().toList();
        try (BatchStream batches = dataset.inOrder(10)) {
            assertEquals(expected, indices(epoch(batches)));
            assertEquals(expected, indices(epoch(batches)));
            batches.seek(4, 3);
            assertEquals(expected.subList(30, IMAGES), indices(epoch(batches)));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void subsetHasItsOwnIndicesLabelsAndPixels(Kind kind) {
        Dataset whole = dataset(kind);
        int[] chosen = {0, 3, 4, 50, 77, 101, 102};
        Dataset subset = whole.subset(chosen, "some");
        assertEquals("some", subset.name());
        assertSubset(whole, subset, chosen);
        assertSubset(whole, subset.subset(new int[] {1, 3, 6}, "fewer"), new int[] {3, 50, 102});
    }

    private static void assertSubset(Dataset whole, Dataset subset, int[] chosen) {
        assertEquals(chosen.length, subset.size());
        byte[] expected = new byte[PIXELS];
        byte[] actual = new byte[PIXELS];
        try (BatchStream batches = subset.inOrder(chosen.length);
                BatchStream shuffled = subset.shuffled(2, 1)) {
            Batch batch = batches.next();
            for (int i = 0; i < chosen.length; i++) {
                whole.image(chosen[i], expected);
                subset.image(i, actual);
                assertArrayEquals(expected, actual);
                assertEquals(whole.label(chosen[i]), subset.label(i));
                assertEquals(subset.label(i), batch.labels[i]);
                assertEquals(i, batch.indices[i]);
                assertEquals(Pixels.toFloat(expected[3]), batch.x.data[i * PIXELS + 3]);
            }
            assertEquals(
                    IntStream.range(0, chosen.length).boxed().toList(),
                    indices(epoch(shuffled)).stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fingerprintIsOfTheContentAlone(Kind kind) {
        Dataset inMemory = dataset(Kind.MEMORY);
        Dataset dataset = dataset(kind);
        assertEquals(inMemory.fingerprint(), dataset.fingerprint());
        int[] chosen = {1, 5, 9};
        String part = dataset.subset(chosen, "part").fingerprint();
        assertEquals(inMemory.subset(chosen, "part").fingerprint(), part);
        assertNotEquals(dataset.fingerprint(), part);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void badIndicesAndPlacesAreRefused(Kind kind) {
        Dataset dataset = dataset(kind);
        for (int[] indices : new int[][] {{}, {3, 2}, {2, 2}, {-1}, {IMAGES}}) {
            assertThrows(IllegalArgumentException.class, () -> dataset.subset(indices, "bad"));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> dataset.image(IMAGES, new byte[PIXELS]));
        assertThrows(IllegalArgumentException.class, () -> dataset.shuffled(0, 1));
        try (BatchStream batches = dataset.shuffled(10, 1)) {
            assertThrows(IllegalArgumentException.class, () -> batches.seek(0, 0));
            assertThrows(IllegalArgumentException.class, () -> batches.seek(1, 12));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void batchesAreReusedNotAllocated(Kind kind) {
        try (BatchStream batches = dataset(kind).shuffled(IMAGES, 1)) {
            Batch first = batches.next();
            assertNotNull(first);
            assertNull(batches.next());
            assertSame(first, batches.next());
        }
    }

    @Test
    void closedStreamGivesNothing() {
        BatchStream batches = dataset(Kind.MEMORY).shuffled(10, 1);
        batches.next();
        batches.close();
        batches.close();
        assertThrows(IllegalStateException.class, batches::next);
    }

    private Dataset dataset(Kind kind) {
        return TestFiles.dataset(folder, IMAGES, ROWS, COLUMNS, kind.gz, kind.storage);
    }

    private static List<Copy> epoch(BatchStream batches) {
        List<Copy> copies = new ArrayList<>();
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            copies.add(Copy.of(batch));
        }
        return copies;
    }

    private static List<Integer> indices(List<Copy> epoch) {
        return epoch.stream().flatMap(copy -> copy.indices.stream()).toList();
    }
}
