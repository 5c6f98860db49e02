package mnist.data.numpy;

import static mnist.data.numpy.NpyFiles.arrays;
import static mnist.data.numpy.NpyFiles.arraysWith;
import static mnist.data.numpy.NpyFiles.bytes;
import static mnist.data.numpy.NpyFiles.dictionary;
import static mnist.data.numpy.NpyFiles.images;
import static mnist.data.numpy.NpyFiles.labels;
import static mnist.data.numpy.NpyFiles.npy;
import static mnist.data.numpy.NpyFiles.npz;
import static mnist.data.numpy.NpyFiles.write;
import static mnist.data.numpy.NpyFiles.writeNpz;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mnist.data.DataException;
import mnist.data.Storage;
import mnist.data.files.FilePlace;
import mnist.data.number.NumberStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which an array is known to be broken gets a message of its own, in one line, with the file's name. */
class BrokenNpyTest {
    private static final byte[] IMAGES = bytes("30, 5, 5", images(30));
    private static final String NUMBERS =
            " (expected whole or floating-point numbers of up to 64 bits, or bool, found \"";
    private static final String SAVE = "\"); save it with another type, for example with array.astype('uint8')";
    private static final String AGAIN = "get the file again";
    private static final String DICTIONARY =
            "damaged header (expected a dictionary of descr, fortran_order and shape, found \"";

    @TempDir
    Path folder;

    static List<Arguments> broken() {
        byte[] content = images(30);
        return List.of(
                Arguments.of(new byte[0], "is empty; " + AGAIN),
                Arguments.of(
                        "<html></html>".getBytes(StandardCharsets.UTF_8),
                        "is a web page, not an .npy file: the server sent an error page instead of the data;"
                                + " get the file again, from another place"),
                Arguments.of(
                        new byte[] {0, 0, 8, 3, 0, 0, 0, 0},
                        "wrong magic number, this is no .npy file (expected 93 4e 55 4d 50 59,"
                                + " found 00 00 08 03 00 00, an IDX file of images); name an .npy file"),
                Arguments.of(
                        Arrays.copyOf(IMAGES, 7),
                        "file too short for its header (expected 2 bytes more, found 1); " + AGAIN),
                Arguments.of(
                        Arrays.copyOf(IMAGES, 9),
                        "file too short for its header (expected 2 bytes more, found 1); " + AGAIN),
                Arguments.of(
                        Arrays.copyOf(IMAGES, 20),
                        "file too short for its header (expected 74 bytes more, found 10); " + AGAIN),
                Arguments.of(
                        npy(4, dictionary("|u1", false, "30, 5, 5"), content),
                        "unknown version of the .npy format (expected 1, 2 or 3, found 4); save it with numpy.save"),
                Arguments.of(
                        hugeHeader(), "header too long (expected at most 65536 bytes, found 4294967295); " + AGAIN),
                Arguments.of(npy("{'descr': '|u1'", content), DICTIONARY + "{'descr': '|u1'\"); " + AGAIN),
                Arguments.of(npy("import os", content), DICTIONARY + "import os\"); " + AGAIN),
                Arguments.of(npy("{'descr': '|u1'}", content), DICTIONARY + "{'descr': '|u1'}\"); " + AGAIN),
                Arguments.of(npy("(".repeat(60000), content), DICTIONARY + "(".repeat(60) + "...\"); " + AGAIN),
                Arguments.of(
                        npy("{'descr': '|u1', 'fortran_order': 1, 'shape': (3,)}", content),
                        "damaged header (expected fortran_order True or False, found \"1\"); " + AGAIN),
                Arguments.of(
                        npy(dictionary("|u1", false, "-1, 4, 4"), content),
                        "damaged header (expected sizes of 0 or more, found \"[-1, 4, 4]\"); " + AGAIN),
                Arguments.of(
                        npy(dictionary("|u1", false, "1,".repeat(65)), content),
                        "damaged header (expected a shape of at most 64 sizes, found \"[" + "1, ".repeat(19)
                                + "1,...\"); " + AGAIN),
                Arguments.of(
                        npy(dictionary("|O", false, "3,"), content),
                        "an array of Python objects" + NUMBERS + "|O" + SAVE),
                Arguments.of(
                        npy(dictionary("<c8", false, "3,"), content),
                        "an array of complex numbers" + NUMBERS + "<c8" + SAVE),
                Arguments.of(
                        npy(dictionary("<f16", false, "3,"), content),
                        "an array of long floating-point numbers" + NUMBERS + "<f16" + SAVE),
                Arguments.of(
                        npy(dictionary("<M8[ns]", false, "3,"), content),
                        "an array of dates" + NUMBERS + "<M8[ns]" + SAVE),
                Arguments.of(
                        npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,)}", content),
                        "an array of records" + NUMBERS + "[[a, <i4]]" + SAVE),
                Arguments.of(
                        npy(dictionary("<q9", false, "3,"), content),
                        "an array of elements of an unknown type" + NUMBERS + "<q9" + SAVE),
                Arguments.of(
                        npy(dictionary("|S2", false, "375,"), content),
                        "no numbers (expected numbers, found 375 (texts)); is it the array of the images?"),
                Arguments.of(
                        npy(dictionary("|u1", false, ""), new byte[1]),
                        "wrong rank (expected images x rows x columns, also with 1 to 4 channels, or images x pixels of a"
                                + " square, found a single one (uint8)); is it the file of the images?"),
                Arguments.of(
                        bytes("0, 4, 4", new byte[0]),
                        "holds no images (expected 1 image or more, found 0 x 4 x 4 (uint8)); is it the file of the"
                                + " images?"),
                Arguments.of(
                        Arrays.copyOf(IMAGES, IMAGES.length - 1),
                        "file too short (expected 750 bytes for 30 x 5 x 5 (uint8), found at most 749); " + AGAIN),
                Arguments.of(
                        Arrays.copyOf(IMAGES, IMAGES.length + 1),
                        "file too long (expected 750 bytes for 30 x 5 x 5 (uint8), found 751 after the header); "
                                + AGAIN),
                Arguments.of(
                        bytes("4611686018427387904, 4, 4", content),
                        "file too short (expected more bytes than can be for 4611686018427387904 x 4 x 4 (uint8), found at"
                                + " most 750); " + AGAIN),
                Arguments.of(
                        npy(dictionary("<f8", true, "3000000000, 4, 4"), content),
                        "file too short (expected 384000000000 bytes for 3000000000 x 4 x 4 (float64), found at most 750); "
                                + AGAIN));
    }

    private static byte[] hugeHeader() {
        byte[] file = npy(2, dictionary("|u1", false, "30, 5, 5"), images(30));
        Arrays.fill(file, 8, 12, (byte) -1);
        return file;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void imagesAreRefused(byte[] content, String message) {
        Path images = write(folder.resolve("x_train.npy"), content);
        write(folder.resolve("y_train.npy"), bytes("30,", labels(30)));
        assertRefused(() -> NpyFiles.read(images, Storage.MEMORY), images + ": " + message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("broken")
    void soAreTheyInAnArchive(byte[] content, String message) {
        Path file = writeNpz(folder.resolve("toy.npz"), arraysWith("x_train.npy", content));
        assertRefused(() -> NpyFiles.read(file, Storage.STREAMED), file + "!x_train.npy: " + message);
    }

    private static void assertRefused(Executable reading, String message) {
        assertEquals(message, assertThrows(DataException.class, reading).getMessage());
    }

    /** An archive whose directory says that an entry has another size. */
    private Path lying(Map<String, byte[]> arrays, boolean deflated, int size) {
        byte[] zip = npz(arrays, deflated);
        ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(directory(buffer) + 24, size);
        return write(folder.resolve("toy.npz"), zip);
    }

    @Test
    void entriesThatLieAboutTheirSize() throws IOException {
        for (boolean deflated : new boolean[] {false, true}) {
            Path file = lying(arrays(), deflated, IMAGES.length - 10);
            assertRefused(
                    () -> NpyFiles.read(file, Storage.MEMORY),
                    file
                            + "!x_train.npy: file too short (expected 750 bytes for 30 x 5 x 5 (uint8), found at most 740); "
                            + AGAIN);
            lying(arrays(), deflated, IMAGES.length + 10);
            assertRefused(
                    () -> NpyFiles.read(file, Storage.MEMORY),
                    file + "!x_train.npy: file too long (expected 750 bytes for 30 x 5 x 5 (uint8), found 760 after the"
                            + " header); " + AGAIN);
            lying(arrays(), deflated, 2_000_000_000);
            assertRefused(
                    () -> NpyFiles.read(file, Storage.MEMORY),
                    file + "!x_train.npy: larger than its archive can hold (expected at most " + Files.size(file) * 1032
                            + " bytes, found 2000000000); get the archive again");
        }
    }

    /** The header agrees with the lie. */
    @Test
    void entriesThatEndInTheMiddle() {
        byte[] half = bytes("60, 5, 5", images(30));
        byte[] labels = bytes("60,", labels(60));
        for (boolean deflated : new boolean[] {false, true}) {
            Map<String, byte[]> arrays = arraysWith("x_train.npy", half);
            arrays.put("y_train.npy", labels);
            Path file = lying(arrays, deflated, half.length + 750);
            for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
                assertRefused(
                        () -> NpyFiles.read(file, storage).train().fingerprint(),
                        file
                                + "!x_train.npy: file too short (expected 1500 bytes for 60 x 5 x 5 (uint8), found at most "
                                + "750); " + AGAIN);
            }
        }
    }

    /** A single bit, of which nothing else would tell. */
    @Test
    void pixelsThatAreDamaged() {
        byte[] zip = npz(arrays(), false);
        zip[200] ^= 1;
        Path file = write(folder.resolve("toy.npz"), zip);
        for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
            assertRefused(
                    () -> NpyFiles.read(file, storage).train().fingerprint(),
                    file + "!x_train.npy: damaged archive: bad checksum, its content was damaged on the way;"
                            + " get the archive again");
        }
    }

    /** Of the method's number, and of the sign of encryption, both in the archive's directory. */
    @Test
    void entriesThatAreNotRead() {
        for (int offset : new int[] {10, 8}) {
            byte[] zip = npz(arrays(), false);
            ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
            int directory = directory(buffer);
            buffer.putShort(directory + offset, (short) (offset == 10 ? 93 : 1));
            Path file = write(folder.resolve("toy.npz"), zip);
            assertRefused(
                    () -> NpyFiles.read(file, Storage.MEMORY),
                    file + "!x_train.npy: cannot be read: "
                            + (offset == 10
                                    ? "it is compressed by zip's method 93, which is not read here"
                                    : "it is encrypted")
                            + "; check the file");
        }
    }

    private static int directory(ByteBuffer zip) {
        int at = 0;
        while (zip.getInt(at) != 0x02014b50) {
            at++;
        }
        return at;
    }

    @Test
    void labelsOfAnotherCount() {
        Path file = writeNpz(folder.resolve("toy.npz"), arraysWith("y_train.npy", bytes("29,", labels(29))));
        assertRefused(
                () -> NpyFiles.read(file, Storage.MEMORY),
                file + "!y_train.npy: not as many labels as images (expected 30 as in x_train.npy, found 29);"
                        + " these files don't belong together: get both again");
    }

    @Test
    void damagedTexts() {
        byte[] texts = npy(dictionary("<U1", false, "30,"), new byte[120]);
        texts[texts.length - 1] = 1;
        Path file = writeNpz(folder.resolve("toy.npz"), arraysWith("y_train.npy", texts));
        assertRefused(
                () -> NpyFiles.read(file, Storage.MEMORY),
                file + "!y_train.npy: text 29 is damaged (expected visible characters, found 16777216); " + AGAIN);
    }

    @Test
    void anArrayThatChangesBetween() throws IOException {
        Path file = write(folder.resolve("x_train.npy"), IMAGES);
        NpyArray array = new NpyArray(FilePlace.of(file));
        NumberStream stream = array.open();
        stream.skip(750);
        Files.write(file, Arrays.copyOf(IMAGES, IMAGES.length + 1));
        String message = file + ": changed while in use; leave it alone and start again";
        assertRefused(array::open, message);
        stream.close();
    }
}
