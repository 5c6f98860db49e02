package mnist.data.idx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels in other types than MNIST's unsigned bytes. */
class LabelTypesTest {
    private static final int IMAGES = 20;

    @TempDir
    Path folder;

    /** The fingerprint too: a run on either file is a run on the same data. */
    @ParameterizedTest
    @CsvSource({"0x09,1", "0x0B,2", "0x0C,4"})
    void wholeNumbersOfEveryTypeAreTheSameLabels(String type, int bytes) {
        Dataset expected = open(TestFiles.labelFile(IMAGES));
        Dataset found = open(numbers(type, bytes, 1));
        for (int i = 0; i < IMAGES; i++) {
            assertEquals(i % 10, found.label(i));
        }
        assertEquals(expected.fingerprint(), found.fingerprint());
    }

    /** The first of eight is the class, the others say who wrote it. */
    @Test
    void rowsOfQmnist() {
        assertEquals(
                open(TestFiles.labelFile(IMAGES)).fingerprint(),
                open(numbers("0x0C", 4, 8)).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"-1", "10", "256", "2147483647"})
    void numbersOutsideTheClassesAreNamed(int label) {
        byte[] file = numbers("0x0C", 4, 1);
        ByteBuffer.wrap(file).putInt(file.length - 8, label);
        String message = assertThrows(DataException.class, () -> open(file)).getMessage();
        assertTrue(message.contains("expected 0 to 9, found " + label + " for image 18"), message);
    }

    @Test
    void rowsWithASingleOne() {
        byte[] rows = new byte[IMAGES * 10];
        IntStream.range(0, IMAGES).forEach(i -> rows[i * 10 + i % 10] = 1);
        assertEquals(
                open(TestFiles.labelFile(IMAGES)).fingerprint(),
                open(TestFiles.idx(0x08, new int[] {IMAGES, 10}, rows)).fingerprint());
        rows[57] = 2;
        byte[] other = TestFiles.idx(0x08, new int[] {IMAGES, 10}, rows);
        String message = assertThrows(DataException.class, () -> open(other)).getMessage();
        assertTrue(message.contains("a single 1 in each row, else 0, found another row for image 5"), message);
    }

    @ParameterizedTest
    @CsvSource({"0x0C,4,7,a single 1", "0x08,1,1001,1 dimension of labels"})
    void othersAreRefused(String type, int bytes, int columns, String expected) {
        byte[] file = numbers(type, bytes, columns);
        String message = assertThrows(DataException.class, () -> open(file)).getMessage();
        assertTrue(message.startsWith(folder.resolve("labels") + ": ") && message.contains(expected), message);
    }

    private Dataset open(byte[] labels) {
        Path images = TestFiles.write(folder, "images", TestFiles.imageFile(IMAGES, 4, 5));
        return TestFiles.open(images, TestFiles.write(folder, "labels", labels), Storage.AUTO);
    }

    /** As many rows as images, each of label and then other numbers, big-endian. */
    private static byte[] numbers(String type, int bytes, int columns) {
        ByteBuffer content = ByteBuffer.allocate(IMAGES * bytes * columns);
        IntStream.range(0, IMAGES * columns).forEach(i -> {
            content.position((i + 1) * bytes - 1);
            content.put((byte) (i % columns == 0 ? i / columns % 10 : 99));
        });
        int[] sizes = columns == 1 ? new int[] {IMAGES} : new int[] {IMAGES, columns};
        return TestFiles.idx(Integer.decode(type), sizes, content.array());
    }
}
