package mnist.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import mnist.data.ClassNames;
import mnist.data.DataException;
import mnist.data.MemoryDataset;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataEnvironment;
import mnist.data.idx.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFolderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"-,false", "-,true", ".,false", ".,true"})
    void opensDashAndDotNamesRawAndGz(String separator, boolean gz) {
        assertFalse(DataFolder.holdsData(folder));
        writeFour(folder, separator, gz);
        assertTrue(DataFolder.holdsData(folder));
        TrainTest data = new ReadFolder(folder, "Toy", null, Storage.AUTO).both();
        assertEquals("Toy train", data.train().name());
        assertEquals("Toy test", data.test().name());
        assertEquals(30, data.train().size());
        assertEquals(20, data.test().size());
        assertEquals(4, data.train().rows());
        assertEquals(5, data.train().columns());
        assertEquals(20, data.train().pixels());
        assertEquals(10, data.train().classes());
        assertInstanceOf(MemoryDataset.class, data.train());
    }

    @Test
    void trainIsReadWithoutTest() throws IOException {
        writeFour(folder, "-", false);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertEquals(30, ReadFolder.of(folder).train().size());
        assertFalse(DataFolder.holdsData(folder));
        assertThrows(DataException.class, ReadFolder.of(folder)::both);
    }

    @Test
    void fingerprintIsThatOfTheTwoFiles() throws NoSuchAlgorithmException {
        writeFour(folder, "-", true);
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(TestFiles.imageFile(30, 4, 5));
        sha.update(TestFiles.labelFile(30));
        String fingerprint = ReadFolder.of(folder).train().fingerprint();
        assertEquals(HexFormat.of().formatHex(sha.digest()), fingerprint);
        assertEquals(Optional.empty(), Catalog.contentOf(fingerprint));
    }

    @Test
    void moreClassesWhenAskedFor() {
        writeFour(folder, "-", false);
        assertEquals(
                47,
                new ReadFolder(folder, "Toy", ClassNames.numbered(47), Storage.AUTO)
                        .train()
                        .classes());
        assertThrows(DataException.class, new ReadFolder(folder, "Toy", ClassNames.numbered(9), Storage.AUTO)::train);
    }

    @Test
    void storageIsDecidedByTheHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        assertTrue(Storage.AUTO.inMemory(1000));
        assertFalse(Storage.AUTO.inMemory(heap / 2));
        assertFalse(Storage.AUTO.inMemory(1L << 31));
        assertTrue(Storage.MEMORY.inMemory(heap / 2));
        assertFalse(Storage.STREAMED.inMemory(1000));
    }

    @Test
    void theFirstPlaceThatHoldsMnistCounts() throws IOException {
        DataEnvironment environment =
                new DataEnvironment(folder.resolve("home"), folder.resolve("current"), null, null);
        assertEquals(Optional.empty(), environment.mnist());
        assertEquals(Optional.empty(), environment.dataSet("mnist"));
        Path second = Files.createDirectories(folder.resolve("current/data/mnist"));
        Path first = Files.createDirectories(folder.resolve("home/data/mnist"));
        writeFour(second, "-", false);
        assertEquals(Optional.of(second), environment.mnist());
        assertEquals(Optional.of(second), environment.dataSet("mnist"));
        writeFour(first, "-", false);
        assertEquals(Optional.of(first), environment.mnist());
        assertEquals(Optional.of(first), environment.dataSet("mnist"));
    }

    @Test
    void environmentVariableDecides() throws IOException {
        Path usual = Files.createDirectories(folder.resolve("data/mnist"));
        Path named = Files.createDirectory(folder.resolve("named"));
        writeFour(usual, "-", false);
        assertEquals(Optional.of(usual), new DataEnvironment(folder, folder, null, null).mnist());
        DataEnvironment environment = new DataEnvironment(folder, folder, named.toString(), null);
        String message = assertThrows(DataException.class, environment::mnist).getMessage();
        assertTrue(message.contains("MNIST_DATA") && message.contains(named.toString()), message);
        writeFour(named, "-", false);
        assertEquals(Optional.of(named), environment.mnist());
    }

    private static void writeFour(Path target, String separator, boolean gz) {
        write(target, "train-images" + separator + "idx3-ubyte", TestFiles.imageFile(30, 4, 5), gz);
        write(target, "train-labels" + separator + "idx1-ubyte", TestFiles.labelFile(30), gz);
        write(target, "t10k-images" + separator + "idx3-ubyte", TestFiles.imageFile(20, 4, 5), gz);
        write(target, "t10k-labels" + separator + "idx1-ubyte", TestFiles.labelFile(20), gz);
    }

    private static void write(Path target, String name, byte[] content, boolean gz) {
        TestFiles.write(target, gz ? name + ".gz" : name, gz ? TestFiles.gz(content) : content);
    }
}
