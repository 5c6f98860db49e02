package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threads behind a batch stream: errors, ends, transforms. */
class PreparedBatchesTest {
    @TempDir
    Path folder;

    /** Numbers its images; fails, or waits for an interrupt, at one of them. */
    private static final class FakeSource implements BatchSource {
        private final int images;
        private final int badImage;
        private final Runnable accident;
        private final byte[] pixels = {1, 0};
        private int position;
        private boolean closed;

        FakeSource(int images, int badImage, Runnable accident) {
            this.images = images;
            this.badImage = badImage;
            this.accident = accident;
        }

        @Override
        public int images() {
            return images;
        }

        @Override
        public void seek(int epoch, int position) {
            this.position = position;
        }

        @Override
        public void fill(BatchAssembler batch, int rows) {
            for (int row = 0; row < rows; row++) {
                if (position == badImage) {
                    accident.run();
                }
                batch.add(pixels, 0, 0, position++);
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void failureReachesTheCallerAfterTheBatchesBefore() {
        DataException failure = new DataException("file: gone");
        FakeSource source = new FakeSource(10, 7, () -> {
            throw failure;
        });
        try (BatchStream batches = new PreparedBatches(source, 2, 3, null)) {
            assertNotNull(batches.next());
            assertNotNull(batches.next());
            DataException thrown = assertThrows(DataException.class, batches::next);
            assertEquals("file: gone", thrown.getMessage());
            assertSame(failure, thrown.getCause());
            assertThrows(DataException.class, batches::next);
            batches.seek(1, 1);
            assertEquals(3, batches.next().indices[0]);
        }
        assertTrue(source.closed);
    }

    @Test
    void bugsKeepTheirCause() {
        FakeSource source = new FakeSource(10, 0, () -> {
            throw new ArithmeticException("a bug");
        });
        try (BatchStream batches = new PreparedBatches(source, 2, 3, null)) {
            assertInstanceOf(
                    ArithmeticException.class,
                    assertThrows(IllegalStateException.class, batches::next).getCause());
        }
    }

    @Test
    void closingInterruptsAPreparationThatHangs() throws InterruptedException {
        CountDownLatch hangs = new CountDownLatch(1);
        Thread[] preparer = new Thread[1];
        FakeSource source = new FakeSource(10, 3, () -> {
            preparer[0] = Thread.currentThread();
            hangs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("as expected", e);
            }
        });
        BatchStream batches = new PreparedBatches(source, 2, 3, null);
        assertNotNull(batches.next());
        hangs.await();
        batches.close();
        assertFalse(preparer[0].isAlive());
    }

    @Test
    void closingWithoutUse() {
        FakeSource source = new FakeSource(10, -1, null);
        new PreparedBatches(source, 2, 3, null).close();
        assertTrue(source.closed);
    }

    @Test
    void manySmallBatchesKeepTheirOrder() {
        int images = 20_000;
        try (BatchStream batches = new PreparedBatches(new FakeSource(images, -1, null), 2, 1, null)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                for (int i = 0; i < images; i++) {
                    assertEquals(i, batches.next().indices[0]);
                }
                assertNull(batches.next());
            }
        }
    }

    @Test
    void anyOrderOfSeeksWhilePreparing() {
        try (BatchStream batches = new PreparedBatches(new FakeSource(1000, -1, null), 2, 10, null)) {
            for (int i = 0; i < 300; i++) {
                int step = i * 37 % 100;
                batches.seek(1 + i % 3, step);
                assertEquals(step * 10, batches.next().indices[0]);
                if (i % 2 == 0 && step < 99) {
                    assertEquals(step * 10 + 10, batches.next().indices[0]);
                }
            }
        }
    }

    @Test
    void aBatchThatCannotFitIsRefusedInOneLine() {
        FakeSource source = new FakeSource(Integer.MAX_VALUE - 8, -1, null);
        DataException thrown =
                assertThrows(DataException.class, () -> new PreparedBatches(source, 784, Integer.MAX_VALUE, null));
        assertTrue(thrown.getMessage().contains("smaller batch"), thrown.getMessage());
    }

    @Test
    void transformSeesEpochAndIndexAndDecidesTheColumns() {
        MemoryDataset dataset = new MemoryDataset("toy", 1, 3, 10, new byte[12], new byte[4]);
        ImageTransform transform = (source, sourceOffset, target, targetOffset, label, epoch, index) -> {
            target[targetOffset] = epoch;
            target[targetOffset + 1] = 0;
            target[targetOffset + 2] = index == 0 ? 0 : -index;
        };
        try (BatchStream batches = dataset.shuffled(4, 1, transform)) {
            batches.seek(2, 0);
            Batch batch = batches.next();
            for (int row = 0; row < 4; row++) {
                assertEquals(2, batch.x.get(row, 0));
                assertEquals(-batch.indices[row], batch.x.get(row, 2), 0);
            }
            assertEquals(2, batch.nonZero.count());
            assertEquals(0, batch.nonZero.index()[0]);
            assertEquals(2, batch.nonZero.index()[1]);
        }
    }

    /** Slower for some batches than for others, so that threads overtake each other. */
    private static final class Uneven implements ImageTransform {
        private final int badImage;

        Uneven(int badImage) {
            this.badImage = badImage;
        }

        @Override
        public void apply(
                byte[] source, int sourceOffset, float[] target, int targetOffset, int label, int epoch, int index) {
            if (index == badImage) {
                throw new ArithmeticException("image " + index);
            }
            float sum = 0;
            for (int i = 0; i < index * 37 % 11 * 1000; i++) {
                sum += i;
            }
            target[targetOffset] = sum < 0 ? sum : epoch;
            target[targetOffset + 1] = index;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void severalThreadsKeepTheOrderAndTheContents(int threads) {
        int images = 1003;
        try (BatchStream batches =
                new PreparedBatches(new FakeSource(images, -1, null), 2, 5, new Uneven(-1), threads)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                int index = 0;
                for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    for (int row = 0; row < batch.rows(); row++) {
                        assertEquals(index, batch.indices[row]);
                        assertEquals(epoch, batch.x.get(row, 0));
                        assertEquals(index, batch.x.get(row, 1));
                        index++;
                    }
                }
                assertEquals(images, index);
            }
            batches.seek(2, 100);
            assertEquals(500, batches.next().x.get(0, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void failureOfATransformReachesTheCallerAfterTheBatchesBefore(int threads) {
        FakeSource source = new FakeSource(100, -1, null);
        try (BatchStream batches = new PreparedBatches(source, 2, 2, new Uneven(51), threads)) {
            for (int step = 0; step < 25; step++) {
                assertEquals(2 * step, batches.next().indices[0]);
            }
            for (int i = 0; i < 2; i++) {
                Throwable thrown = assertThrows(IllegalStateException.class, batches::next);
                assertEquals("image 51", thrown.getCause().getMessage());
            }
            batches.seek(1, 26);
            assertEquals(52, batches.next().indices[0]);
        }
        assertTrue(source.closed);
    }

    @Test
    void failureOfTheSourceStopsAllThreads() {
        FakeSource source = new FakeSource(100, 61, () -> {
            throw new DataException("file: gone");
        });
        try (BatchStream batches = new PreparedBatches(source, 2, 2, new Uneven(-1), 4)) {
            for (int step = 0; step < 30; step++) {
                assertEquals(2 * step, batches.next().indices[0]);
            }
            assertThrows(DataException.class, batches::next);
        }
    }

    @Test
    void closingEndsAllThreads() {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        ImageTransform transform = (source, sourceOffset, target, targetOffset, label, epoch, index) ->
                threads.add(Thread.currentThread());
        BatchStream batches = new PreparedBatches(new FakeSource(100_000, -1, null), 2, 5, transform, 4);
        for (int step = 0; step < 1000; step++) {
            assertNotNull(batches.next());
        }
        batches.close();
        assertTrue(threads.stream().noneMatch(Thread::isAlive));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fileTruncatedWhileStreaming(boolean gz) throws IOException {
        // Larger than every buffer on the way, so that not all of it can have been read before.
        Dataset dataset = TestFiles.dataset(folder, 60_000, 28, 28, gz, Storage.STREAMED);
        Path file = folder.resolve("train-images-idx3-ubyte");
        try (BatchStream batches = dataset.inOrder(100)) {
            assertNotNull(batches.next());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 100);
            }
            DataException thrown = assertThrows(DataException.class, () -> drain(batches));
            assertTrue(thrown.getMessage().startsWith(file.toString()), thrown.getMessage());
        }
    }

    @Test
    void fileReplacedBetweenEpochs() throws IOException {
        Dataset dataset = TestFiles.dataset(folder, 50, 4, 4, false, Storage.STREAMED);
        Path file = folder.resolve("train-images-idx3-ubyte");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(TestFiles.imageFile(50, 2, 8)));
        }
        try (BatchStream batches = dataset.shuffled(10, 1)) {
            assertTrue(assertThrows(DataException.class, batches::next)
                    .getMessage()
                    .contains("changed while in use"));
        }
    }

    private static void drain(BatchStream batches) {
        while (batches.next() != null) {
            // Only the failure matters.
        }
    }
}
