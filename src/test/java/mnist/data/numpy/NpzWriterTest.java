package mnist.data.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.ProgressCallback;
import mnist.data.Storage;
import mnist.data.TrainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again as it was. */
class NpzWriterTest {
    private static final int SIDE = 3;

    @TempDir
    Path folder;

    private static Dataset part(String name, ClassNames classes, int count) {
        byte[] images = new byte[count * SIDE * SIDE];
        short[] labels = new short[count];
        for (int i = 0; i < count; i++) {
            images[i * SIDE * SIDE] = (byte) i;
            labels[i] = (short) (i % classes.count());
        }
        return new MemoryDataset(name, SIDE, SIDE, classes, images, labels);
    }

    private static TrainTest data(ClassNames classes) {
        return new TrainTest(part("train", classes, 2 * classes.count()), part("test", classes, classes.count()), null);
    }

    private void assertSameAgain(ClassNames classes) {
        Path file = folder.resolve("data.npz");
        TrainTest data = data(classes);
        NpzWriter.write(file, data, ProgressCallback.NONE);
        for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
            TrainTest read = NpyFiles.read(file, storage);
            assertEquals(data.train().fingerprint(), read.train().fingerprint());
            assertEquals(data.test().fingerprint(), read.test().fingerprint());
            assertEquals(classes, read.train().classNames());
        }
    }

    @Test
    void numberedClasses() {
        assertSameAgain(ClassNames.numbered(10));
    }

    @Test
    void namedClasses() {
        assertSameAgain(new ClassNames(List.of("shirt", "T-shirt/top", "ö", "\uD83D\uDE00 face", "1")));
    }

    /** Labels then are no bytes. */
    @Test
    void manyClasses() {
        assertSameAgain(ClassNames.numbered(ClassNames.MOST));
        assertSameAgain(new ClassNames(
                IntStream.range(0, 300).mapToObj(i -> "class " + i).toList()));
    }

    /** So that NumPy may map the content into memory. */
    @Test
    void headersAreAsNumPyWritesThem() {
        byte[] header = NpyHeader.of(NpyType.UINT8, 60000, 28, 28).toBytes();
        assertEquals(128, header.length);
        assertEquals(
                "{'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }",
                new String(header, 10, 118, StandardCharsets.US_ASCII).strip());
        assertEquals('\n', header[127]);
        byte[] one = NpyHeader.of(NpyType.UINT16, 7).toBytes();
        assertEquals(
                "{'descr': '<u2', 'fortran_order': False, 'shape': (7,), }",
                new String(one, 10, one.length - 10, StandardCharsets.US_ASCII).strip());
    }

    @Test
    void theBytesAreTheSameEverywhere() throws IOException {
        TimeZone before = TimeZone.getDefault();
        Path file = folder.resolve("data.npz");
        byte[] first = null;
        try {
            for (String zone : List.of("UTC", "Asia/Tokyo", "America/New_York", "GMT+14", "GMT-12")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                NpzWriter.write(file, data(ClassNames.numbered(10)), ProgressCallback.NONE);
                byte[] bytes = Files.readAllBytes(file);
                assertArrayEquals(first == null ? bytes : first, bytes, zone);
                first = bytes;
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void nothingRemainsOfWhatIsStopped() throws IOException {
        RuntimeException stop = new RuntimeException("stop");
        TrainTest data = data(ClassNames.numbered(10));
        assertThrows(
                RuntimeException.class,
                () -> NpzWriter.write(folder.resolve("data.npz"), data, (what, done, total) -> {
                    throw stop;
                }));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
