package mnist.data.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.TrainTest;
import mnist.data.folder.ReadFolder;
import mnist.file.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedDataTest {
    private static final int TRAIN = 3000;
    private static final int TEST = 700;

    @TempDir
    Path temporary;

    @Test
    void opensAsADataSetThatSaysWhatItIs() {
        write(temporary, 1, 2);
        assertTrue(GeneratedData.isIn(temporary));
        TrainTest data = ReadFolder.of(temporary).both();
        assertEquals("generated digits train", data.train().name());
        assertEquals(TRAIN, data.train().size());
        assertEquals(TEST, data.test().size());
        byte[] expected = new byte[DigitGenerator.PIXELS];
        byte[] found = new byte[DigitGenerator.PIXELS];
        DigitGenerator generator = new DigitGenerator(1);
        for (int index : new int[] {0, 1023, 1024, TRAIN - 1}) {
            generator.image(index, expected);
            data.train().image(index, found);
            assertArrayEquals(expected, found);
            assertEquals(generator.label(index), data.train().label(index));
        }
        generator.image(GeneratedData.FIRST_TEST_INDEX + 5, expected);
        data.test().image(5, found);
        assertArrayEquals(expected, found);
    }

    @Test
    void bytesDoNotDependOnThreads() throws IOException {
        TreeMap<String, byte[]> one = write(temporary.resolve("1"), 7, 1);
        TreeMap<String, byte[]> five = write(temporary.resolve("5"), 7, 5);
        assertEquals(one.keySet(), five.keySet());
        for (String name : one.keySet()) {
            assertArrayEquals(one.get(name), five.get(name), name);
        }
    }

    @Test
    void leavesNothingButTheFiles() throws IOException {
        assertEquals(
                List.of(
                        ".lock",
                        "SOURCE.txt",
                        "t10k-images-idx3-ubyte",
                        "t10k-labels-idx1-ubyte",
                        "train-images-idx3-ubyte",
                        "train-labels-idx1-ubyte"),
                new ArrayList<>(write(temporary, 1, 2).keySet()));
    }

    @Test
    void doesNothingWhenTheVerySameIsThere() throws IOException {
        write(temporary, 1, 2);
        Path images = temporary.resolve("train-images-idx3-ubyte");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(images, longAgo);
        write(temporary, 1, 2);
        assertEquals(longAgo, Files.getLastModifiedTime(images));
        write(temporary, 2, 2);
        assertNotEquals(longAgo, Files.getLastModifiedTime(images));
    }

    @Test
    void doesNotOverwriteOtherImages() throws IOException {
        Files.writeString(temporary.resolve("train-images-idx3-ubyte.gz"), "precious");
        DataException e = assertThrows(DataException.class, () -> write(temporary, 1, 2));
        assertTrue(e.getMessage().startsWith(temporary + ": holds images that were not generated"), e.getMessage());
        assertFalse(GeneratedData.isIn(temporary));
    }

    /** MNIST's own files, which readers would take for a part of this data set or the other way round. */
    @ParameterizedTest
    @ValueSource(strings = {"train-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz", "train-images.idx3-ubyte"})
    void doesNotWriteBesideOtherImages(String name) throws IOException {
        TreeMap<String, byte[]> before = write(temporary, 1, 2);
        Files.writeString(temporary.resolve(name), "precious");
        DataException e = assertThrows(DataException.class, () -> write(temporary, 2, 2));
        assertTrue(e.getMessage().startsWith(temporary + ": holds images that were not generated"), e.getMessage());
        Files.delete(temporary.resolve(name));
        assertArrayEquals(
                before.get("t10k-images-idx3-ubyte"), contents(temporary).get("t10k-images-idx3-ubyte"));
    }

    @Test
    void aFailureLeavesNoHalfWrittenFile() throws IOException {
        RuntimeException stop = new RuntimeException("stop");
        RuntimeException thrown = assertThrows(
                RuntimeException.class,
                () -> GeneratedData.write(temporary, TRAIN, TEST, 1, 2, (what, done, total) -> {
                    throw stop;
                }));
        assertEquals(stop, thrown);
        assertEquals(List.of(".lock"), new ArrayList<>(contents(temporary).keySet()));
    }

    @Test
    void severalAtOnceDoNotDisturbOneAnother() throws Exception {
        TreeMap<String, byte[]> expected = write(temporary.resolve("alone"), 1, 2);
        Path shared = temporary.resolve("shared");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<TreeMap<String, byte[]>> task = () -> write(shared, 1, 1);
            for (Future<TreeMap<String, byte[]>> written : threads.invokeAll(List.of(task, task, task))) {
                assertEquals(expected.keySet(), keys(written));
            }
        } finally {
            threads.shutdownNow();
        }
        for (String name : expected.keySet()) {
            assertArrayEquals(expected.get(name), contents(shared).get(name), name);
        }
    }

    @Test
    void tellsProgressUpToTheEnd() {
        List<Long> heard = new ArrayList<>();
        GeneratedData.write(temporary, TRAIN, TEST, 1, 2, (what, done, total) -> {
            assertEquals(TRAIN + TEST, total);
            heard.add(done);
        });
        assertEquals(TRAIN + TEST, heard.get(heard.size() - 1));
        assertEquals(heard.stream().sorted().toList(), heard);
    }

    @Test
    void refusesAnEmptyPart() {
        assertThrows(
                IllegalArgumentException.class,
                () -> GeneratedData.write(temporary, 0, TEST, 1, ProgressCallback.NONE));
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        StoreException e = assertThrows(StoreException.class, () -> write(file, 1, 1));
        assertTrue(e.getMessage().startsWith(file + ": cannot be written: "), e.getMessage());
    }

    private static Object keys(Future<TreeMap<String, byte[]>> written)
            throws ExecutionException, InterruptedException {
        return written.get().keySet();
    }

    private static TreeMap<String, byte[]> write(Path folder, long seed, int threads) {
        GeneratedData.write(folder, TRAIN, TEST, seed, threads, ProgressCallback.NONE);
        return contents(folder);
    }

    private static TreeMap<String, byte[]> contents(Path folder) {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
