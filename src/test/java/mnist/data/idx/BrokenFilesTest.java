package mnist.data.idx;

import static mnist.data.idx.TestFiles.concat;
import static mnist.data.idx.TestFiles.gz;
import static mnist.data.idx.TestFiles.idx;
import static mnist.data.idx.TestFiles.imageFile;
import static mnist.data.idx.TestFiles.labelFile;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.folder.ReadFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a file is known to be broken gets a message of its own, in one line, with the file's name. */
class BrokenFilesTest {
    private static final int COUNT = 20;
    private static final byte[] IMAGES = imageFile(COUNT, 4, 5);
    private static final byte[] LABELS = labelFile(COUNT);
    private static final String HTML = "<!DOCTYPE html>\n<html><body>403 Forbidden</body></html>";

    @TempDir
    Path folder;

    static List<Arguments> brokenImages() {
        byte[] compressed = gz(IMAGES);
        byte[] badChecksum = compressed.clone();
        badChecksum[compressed.length - 6] ^= 1;
        byte[] badSize = compressed.clone();
        badSize[compressed.length - 2] ^= 1;
        byte[] badMethod = compressed.clone();
        badMethod[2] = 3;
        byte[] wrongMagic = IMAGES.clone();
        wrongMagic[0] = 0x50;
        int[] sizes = {COUNT, 4, 5};
        byte[] content = new byte[COUNT * 20];
        return List.of(
                broken("wrong magic", wrongMagic, "wrong magic number", "00 00 TYPE RANK", "50 00 08 03"),
                broken("png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}, "wrong magic number", "89 50 4e 47"),
                broken("unknown type", idx(0x0A, sizes, content), "unknown IDX element type", "08, 09", "found 0a"),
                broken("below 0", idx(0x09, sizes, filled(400)), "pixels of an unknown range", "found -1 to -1"),
                broken("NaN", idx(0x0D, sizes, filled(1600)), "no number", "found NaN in image 0, row 0, column 0"),
                broken(
                        "labels for images",
                        LABELS,
                        "wrong rank",
                        "images x rows x columns",
                        "found 20 (unsigned byte)"),
                broken("no square", idx(8, new int[] {2, 8}, new byte[16]), "no images", "found 2 x 8"),
                broken(
                        "rank 5",
                        idx(8, new int[] {2, 2, 2, 2, 1}, new byte[16]),
                        "wrong rank",
                        "found 2 x 2 x 2 x 2 x 1"),
                broken("rank 0", idx(8, new int[0], new byte[1]), "wrong rank", "found"),
                broken("too short", Arrays.copyOf(IMAGES, IMAGES.length - 1), "too short", "400 bytes", "399"),
                broken("too short in gz", gz(Arrays.copyOf(IMAGES, IMAGES.length - 1)), "too short", "400", "399"),
                broken("header only", Arrays.copyOf(IMAGES, 16), "too short", "400 bytes", "at most 0"),
                broken("half a header", Arrays.copyOf(IMAGES, 10), "too short for its header", "16 bytes", "found 10"),
                broken("three bytes", Arrays.copyOf(IMAGES, 3), "too short for its header", "found 3"),
                broken("too long", concat(IMAGES, (byte) 0), "too long", "400 bytes", "401"),
                broken("too long in gz", gz(concat(IMAGES, (byte) 0)), "too long", "400 bytes", "more"),
                broken("bytes after gz", concat(compressed, (byte) 1, (byte) 2), "trailing bytes after the gz data"),
                broken("zero after gz", concat(compressed, (byte) 0), "trailing bytes after the gz data"),
                broken("bad checksum", badChecksum, "bad gz checksum"),
                broken("bad size in gz", badSize, "damaged gz file", "size mismatch"),
                broken("bad method in gz", badMethod, "damaged gz file", "compression method"),
                broken("truncated gz", Arrays.copyOf(compressed, compressed.length / 2), "truncated gz"),
                broken("gz without trailer", Arrays.copyOf(compressed, compressed.length - 8), "truncated gz"),
                broken("gz header only", Arrays.copyOf(compressed, 5), "truncated gz"),
                broken("web page", HTML.getBytes(StandardCharsets.UTF_8), "web page", "another place"),
                broken("web page in gz", gz(HTML.getBytes(StandardCharsets.UTF_8)), "web page", "another place"),
                broken("gz in gz", gz(compressed), "is compressed twice", "gunzip"),
                broken("empty", new byte[0], "is empty"),
                broken("empty in gz", gz(new byte[0]), "too short for its header", "found 0"),
                broken("no images", idx(8, new int[] {0, 28, 28}, new byte[0]), "holds no images", "0 x 28 x 28"),
                broken("no pixels", idx(8, new int[] {5, 0, 28}, new byte[0]), "holds no images", "5 x 0 x 28"),
                broken("2^40", idx(8, new int[] {1 << 31, 512, 1}, new byte[9]), "too short", "1099511627776", "9"),
                broken("2^40 in gz", gz(idx(8, new int[] {1 << 31, 512, 1}, new byte[9])), "too short", "at most"),
                broken("2^96", idx(8, new int[] {-1, -1, -1}, new byte[9]), "too short", "4294967295 x"));
    }

    /** Of bytes with all bits set: -1, or a NaN. */
    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) -1);
        return bytes;
    }

    private static Arguments broken(String what, byte[] content, String... expectedParts) {
        return Arguments.of(what, content, expectedParts);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenImages")
    void imagesAreRefused(String what, byte[] content, String[] expectedParts) {
        Path images = TestFiles.write(folder, "images.gz", content);
        Path labels = TestFiles.write(folder, "labels", LABELS);
        assertRefused(images, () -> open(images, labels), expectedParts);
    }

    @Test
    void countsMustAgree() {
        Path images = TestFiles.write(folder, "images", IMAGES);
        Path labels = TestFiles.write(folder, "labels", labelFile(COUNT - 1));
        assertRefused(labels, () -> open(images, labels), "not as many labels as images", "expected 20", "found 19");
    }

    @Test
    void labelsMustBeClasses() {
        byte[] content = LABELS.clone();
        content[8 + 3] = 10;
        Path images = TestFiles.write(folder, "images", IMAGES);
        Path labels = TestFiles.write(folder, "labels", content);
        assertRefused(
                labels, () -> open(images, labels), "label outside the classes", "0 to 9", "found 10 for image 3");
    }

    @Test
    void imagesAreNoLabels() {
        Path images = TestFiles.write(folder, "images", IMAGES);
        assertRefused(images, () -> open(images, images), "no labels", "1 dimension", "found 20 x 4 x 5");
    }

    @Test
    void missingFile() {
        Path labels = TestFiles.write(folder, "labels", LABELS);
        assertRefused(folder.resolve("absent"), () -> open(folder.resolve("absent"), labels), "no such file");
    }

    @Test
    void directory() {
        Path labels = TestFiles.write(folder, "labels", LABELS);
        assertRefused(folder, () -> open(folder, labels), "is a directory");
    }

    @Test
    void unreadableFile() throws IOException {
        Path labels = TestFiles.write(folder, "labels", LABELS);
        Path images = TestFiles.write(folder, "images", IMAGES);
        Files.setPosixFilePermissions(images, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(images), "this user (root?) may read every file");
        assertRefused(images, () -> open(images, labels), "permission");
    }

    @Test
    void missingFilesOfAFolderAreNamed() {
        TestFiles.write(folder, "train-images-idx3-ubyte", IMAGES);
        String message =
                assertThrows(DataException.class, ReadFolder.of(folder)::train).getMessage();
        assertTrue(message.contains("looked for train-labels-idx1-ubyte, train-labels.idx1-ubyte, also .gz)"), message);
    }

    @Test
    void missingFolder() {
        assertRefused(folder.resolve("absent"), ReadFolder.of(folder.resolve("absent"))::train, "no such folder");
    }

    @Test
    void sizesOfTrainAndTestMustAgree() {
        TestFiles.write(folder, "train-images-idx3-ubyte", IMAGES);
        TestFiles.write(folder, "train-labels-idx1-ubyte", LABELS);
        TestFiles.write(folder, "t10k-images-idx3-ubyte", imageFile(COUNT, 5, 4));
        TestFiles.write(folder, "t10k-labels-idx1-ubyte", LABELS);
        assertRefused(folder, ReadFolder.of(folder)::both, "4 x 5", "5 x 4");
    }

    private static Dataset open(Path images, Path labels) {
        return TestFiles.open(images, labels, Storage.AUTO);
    }

    private static void assertRefused(Path file, Executable action, String... expectedParts) {
        String message = assertThrows(DataException.class, action).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertEquals(1, message.lines().count(), message);
        for (String part : expectedParts) {
            assertTrue(message.contains(part), "'" + part + "' is not in: " + message);
        }
    }
}
