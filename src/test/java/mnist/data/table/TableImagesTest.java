package mnist.data.table;

import static mnist.data.table.TestTables.PIXELS;
import static mnist.data.table.TestTables.ROWS;
import static mnist.data.table.TestTables.digitsFirst;
import static mnist.data.table.TestTables.gz;
import static mnist.data.table.TestTables.images;
import static mnist.data.table.TestTables.kaggle;
import static mnist.data.table.TestTables.text;
import static mnist.data.table.TestTables.withHeader;
import static mnist.data.table.TestTables.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import mnist.JavaProcess;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.source.ImagePass;
import mnist.data.source.ImageSource;
import mnist.data.source.PixelScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that are read from the file in every pass are those that were kept in memory. */
class TableImagesTest {
    private static final String TEXT = text(withHeader(kaggle(), digitsFirst()));

    @TempDir
    Path folder;

    /** As if they had not fitted. */
    private static ImageSource streamed(Path file) {
        return new TableImages(Columns.of(TableHead.of(FilePlace.of(file)), null), ROWS, PixelScale.BYTES, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"some.csv", "some.csv.gz"})
    void everyPassGivesThemAll(String name) {
        Path file = folder.resolve(name);
        ImageSource images = streamed(name.endsWith("gz") ? write(file, gz(TEXT)) : write(file, TEXT));
        assertArrayEquals(images(ROWS), images.readAll());
        assertArrayEquals(images(ROWS), images.readAll());
    }

    @Test
    void imagesAreLeftOut() {
        byte[] image = new byte[PIXELS];
        try (ImagePass pass = streamed(write(folder.resolve("some.csv"), TEXT)).open()) {
            pass.skip(3);
            pass.read(image, 0);
            assertArrayEquals(Arrays.copyOfRange(images(ROWS), 3 * PIXELS, 4 * PIXELS), image);
            pass.skip(ROWS - 5);
            pass.read(image, 0);
            pass.finish();
        }
    }

    @Test
    void anotherFileIsNoticed() throws IOException {
        Path file = write(folder.resolve("some.csv"), TEXT);
        ImageSource images = streamed(file);
        String refusal = file + ": changed while in use; leave it alone and start again";
        try (ImagePass pass = images.open()) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            pass.skip(ROWS);
            assertEquals(
                    refusal, assertThrows(DataException.class, pass::finish).getMessage());
        }
        assertEquals(refusal, assertThrows(DataException.class, images::open).getMessage());
    }

    @Test
    void fewerRowsAreNoticed() {
        Path file = write(folder.resolve("some.csv"), TEXT);
        try (ImagePass pass = streamed(file).open()) {
            assertThrows(DataException.class, () -> pass.skip(ROWS + 1));
        }
    }

    /** In a JVM of its own. */
    @Test
    void moreImagesThanHeap() throws IOException, InterruptedException {
        int count = 20_000;
        String row = ",0".repeat(28 * 28 - 1) + "\n";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i % 10).append(',').append(i % 256).append(row);
        }
        Path file = write(folder.resolve("many.csv"), text.toString());
        String output = JavaProcess.output(List.of("-Xmx24m"), StreamedTable.class, List.of(file.toString()));
        assertEquals("in the file: 20000 images, 2546416", output.strip());
    }
}
