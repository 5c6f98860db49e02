package mnist.picture.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.ProgressCallback;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.files.Archive;
import mnist.data.files.FileTree;
import mnist.data.source.ClassChoice;
import mnist.data.source.FoundSource;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSetsTest {
    private static final int SIDE = 6;

    @TempDir
    Path folder;

    /** In the order of the files' numbers, whatever class they are of, with the bytes that the pictures have. */
    @ParameterizedTest
    @CsvSource({"train,test", "Training,TESTING", "a/train,a/test"})
    void picturesInTwoParts(String train, String test) throws IOException {
        for (int i = 0; i < 12; i++) {
            write(train + "/" + (i % 3 == 0 ? "cat" : "dog") + "/" + i + ".png", pixels(i));
        }
        write(test + "/cat/1.png", pixels(20));
        write(test + "/mouse/2.png", pixels(21));
        write("val/dog/3.png", pixels(30));
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        TrainTest data = read(Reading.PLAIN).both();
        boolean besideIt = !train.contains("/");
        assertEquals(
                "pictures in folders" + (besideIt ? " (left out: 1 in no class, or for validation)" : ""),
                data.reading());
        assertEquals(List.of("cat", "dog", "mouse"), data.train().classNames().names());
        assertEquals(12, data.train().size());
        for (int i = 0; i < 12; i++) {
            assertEquals(i % 3 == 0 ? 0 : 1, data.train().label(i));
            assertArrayEquals(pixels(i), image(data.train(), i));
        }
        assertEquals(2, data.test().label(1));
    }

    @Test
    void oneWholeGivesAShareForTheTest() throws IOException {
        for (int i = 0; i < 10; i++) {
            write(i % 2 + "/" + i + ".png", pixels(i));
        }
        TrainTest data = read(Reading.PLAIN).both();
        assertEquals(8, data.train().size());
        assertEquals(2, data.test().size());
        assertEquals("pictures in folders, 2 images drawn as the test part", data.reading());
        assertEquals(
                data.test().fingerprint(), read(Reading.PLAIN).both().test().fingerprint());
    }

    /** Only where every picture says it so, and none lies in a folder of a class. */
    @ParameterizedTest
    @CsvSource({"train/,test/", "'',test/", "Training/MNIST_,testing/mnist-"})
    void namesOfFilesSayTheClass(String train, String test) throws IOException {
        for (int i = 0; i < 6; i++) {
            write(train + (i % 2 == 0 ? "7_" : "3_") + i + ".png", pixels(i));
        }
        write(test + "7_12.png", pixels(9));
        TrainTest data = read(Reading.PLAIN).both();
        assertEquals("pictures named after their classes", data.reading());
        assertEquals(List.of("3", "7"), data.train().classNames().names());
        assertEquals(3, data.train().classCounts()[0]);
        for (int i = 0; i < 6; i++) {
            int place = i % 2 == 0 ? 3 + i / 2 : i / 2;
            assertArrayEquals(pixels(i), image(data.train(), place), "sorted by name");
            assertEquals(1 - i % 2, data.train().label(place));
        }
        assertEquals(1, data.test().label(0));
        write("train/7/1.png", pixels(1));
        FoundSource mixed = new PictureSets(folder, () -> (what, done, all) -> {})
                .in(FileTree.of(folder), Reading.PLAIN)
                .get(0);
        assertTrue(
                mixed.source().form().startsWith("pictures in folders"),
                mixed.source().form());
    }

    @ParameterizedTest
    @CsvSource({"IMG_2023_0101.jpg", "7.png", "scan_7.png", "a/7_1.png"})
    void otherNamesSayNoClass(String name) throws IOException {
        write(name, pixels(1));
        List<FoundSource> found =
                new PictureSets(folder, () -> (what, done, total) -> {}).in(FileTree.of(folder), Reading.PLAIN);
        assertEquals(name.contains("/") ? 1 : 0, found.size());
        assertTrue(found.stream().allMatch(source -> source.source().form().startsWith("pictures in folders")));
    }

    @Test
    void picturesOfDifferentSizesAreFitted() throws IOException {
        write("train/a/1.png", pixels(1));
        write("train/b/2.png", new Picture(40, 20, new byte[800]), 77);
        write("test/a/1.png", pixels(2));
        Dataset train = read(Reading.PLAIN).both().train();
        assertEquals(28, train.rows());
        assertEquals(28, train.columns());
        Reading small = new Reading(
                null,
                null,
                false,
                false,
                new Reading.ImageSize(5, 7),
                null,
                null,
                null,
                null,
                ClassChoice.ALL,
                "plain",
                null);
        assertEquals(7, read(small).both().train().rows());
        assertEquals(5, read(small).both().test().columns());
    }

    /** Kept images are used again; those of pictures that have changed are made anew. */
    @Test
    void whatWasReadIsKept() throws IOException {
        write("train/a/1.png", pixels(1));
        write("train/b/2.png", pixels(2));
        write("test/a/1.png", pixels(3));
        List<String> told = new ArrayList<>();
        assertArrayEquals(pixels(1), image(read(Reading.PLAIN, told).both().train(), 0));
        assertEquals(2, told.size());
        assertArrayEquals(pixels(1), image(read(Reading.PLAIN, told).both().train(), 0));
        assertEquals(2, told.size());
        write("train/a/1.png", pixels(9));
        Files.setLastModifiedTime(folder.resolve("train/a/1.png"), FileTime.fromMillis(1));
        assertArrayEquals(pixels(9), image(read(Reading.PLAIN, told).both().train(), 0));
        assertEquals(4, told.size());
    }

    @Test
    void archivesAreReadInPlace() throws IOException {
        Path zip = folder.resolve("pictures.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (int i = 5; i >= 0; i--) {
                write("x.png", pixels(i));
                out.putArchiveEntry(new ZipArchiveEntry((i < 4 ? "train/" : "test/") + i % 2 + "/" + i + ".png"));
                out.write(Files.readAllBytes(folder.resolve("x.png")));
                out.closeArchiveEntry();
            }
        }
        TrainTest data = reader(FileTree.of(Archive.of(zip).orElseThrow()), Reading.PLAIN, new ArrayList<>())
                .both();
        assertArrayEquals(pixels(3), image(data.train(), 3));
        assertEquals(1, data.test().label(1));
    }

    @Test
    void whatIsNoPictureIsNamed() throws IOException {
        write("train/a/1.png", pixels(1));
        Files.writeString(folder.resolve("train/a/2.png"), "nothing");
        assertRefused("2.png: cannot be read (expected a picture");
        Files.delete(folder.resolve("train/a/2.png"));
        Files.writeString(folder.resolve("train/a/3.heic"), "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
        assertRefused("3.heic: cannot be read", "found a HEIC picture");
    }

    @Test
    void aTestPartAloneIsRefused() throws IOException {
        write("test/a/1.png", pixels(1));
        assertRefused("no training pictures");
    }

    private void assertRefused(String... parts) {
        String message = assertThrows(
                        DataException.class, () -> read(Reading.PLAIN).both())
                .getMessage();
        Arrays.stream(parts).forEach(part -> assertTrue(message.contains(part), message));
        assertEquals(1, message.lines().count());
    }

    private SourceReader read(Reading reading) {
        return read(reading, new ArrayList<>());
    }

    private SourceReader read(Reading reading, List<String> told) {
        return reader(FileTree.of(folder), reading, told);
    }

    private SourceReader reader(FileTree tree, Reading reading, List<String> told) {
        Path cache = folder.resolveSibling(folder.getFileName() + "-cache");
        ProgressCallback progress = (what, done, total) -> told.add(what);
        List<FoundSource> found = new PictureSets(cache, () -> progress).in(tree, reading);
        assertEquals(1, found.size());
        return new SourceReader(found.get(0).source(), "toy", reading, null, Storage.AUTO);
    }

    private static byte[] image(Dataset dataset, int index) {
        byte[] pixels = new byte[dataset.pixels()];
        dataset.image(index, pixels);
        return pixels;
    }

    private static byte[] pixels(int seed) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % (seed + 2) * 40);
        }
        return pixels;
    }

    private void write(String path, byte[] pixels) throws IOException {
        write(path, new Picture(SIDE, SIDE, pixels), -1);
    }

    /** @param lit a pixel that is made white; -1 for none */
    private void write(String path, Picture picture, int lit) throws IOException {
        if (lit >= 0) {
            picture.pixels()[lit] = -1;
        }
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            PictureFile.writePng(picture, out);
        }
    }
}
