package mnist.data.table;

import static mnist.data.table.TestTables.images;
import static mnist.data.table.TestTables.read;
import static mnist.data.table.TestTables.words;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.files.InputFile;
import mnist.data.source.LabelledImages;
import mnist.file.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
    private static final List<String> NAMES = List.of("0", "Große", "say \"a\", or b", "7");
    private static final short[] LABELS = {2, 0, 1, 3, 3};

    @TempDir
    Path folder;

    private static Dataset dataset(int rows) {
        return new MemoryDataset("some", rows, 16 / rows, new ClassNames(NAMES), images(5), LABELS);
    }

    @Test
    void asKaggleHasThem() throws IOException {
        Path file = folder.resolve("train.csv");
        byte[] images = {0, 1, (byte) 255, 10, 0, 0, 0, 0};
        TableWriter.write(
                file, new MemoryDataset("some", 2, 2, new ClassNames(List.of("a", "b,c")), images, new short[] {1, 0}));
        assertEquals("label,pixel0,pixel1,pixel2,pixel3\n\"b,c\",0,1,255,10\na,0,0,0,0\n", Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.csv", "train.csv.gz"})
    void whatIsWrittenIsRead(String name) {
        Path file = folder.resolve(name);
        TableWriter.write(file, dataset(4));
        LabelledImages read = read(file);
        assertArrayEquals(images(5), read.images().readAll());
        assertEquals(List.of(NAMES.get(2), "0", "Große", "7", "7"), words(read.labels()));
        assertEquals(name.endsWith("gz"), InputFile.of(file).isCompressed());
    }

    @Test
    void imagesThatAreNoSquares() {
        Path file = folder.resolve("train.csv");
        TableWriter.write(file, dataset(2));
        LabelledImages read = read(file);
        assertEquals(2, read.images().rows());
        assertEquals(8, read.images().columns());
        assertArrayEquals(images(5), read.images().readAll());
    }

    @Test
    void aFailureLeavesNothing() throws IOException {
        assertThrows(StoreException.class, () -> TableWriter.write(folder.resolve("none/train.csv"), dataset(4)));
        Files.createDirectory(folder.resolve("train.csv"));
        assertThrows(StoreException.class, () -> TableWriter.write(folder.resolve("train.csv"), dataset(4)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("train.csv")), left.toList());
        }
    }
}
