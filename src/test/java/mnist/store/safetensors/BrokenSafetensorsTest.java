package mnist.store.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mnist.file.StoreException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue of damage: each file gets a message of one line that names the file and the trouble. */
class BrokenSafetensorsTest {
    private static final String ONE = entry("a", "F32", "[1]", "[0,4]");

    @TempDir
    Path folder;

    private record Case(String name, byte[] content, String... messageParts) {}

    @TestFactory
    Stream<DynamicTest> eachDamageHasItsMessage() {
        return Stream.of(notSafetensors(), lengths(), headers(), entries(), places())
                .flatMap(List::stream)
                .map(c -> DynamicTest.dynamicTest(c.name, () -> assertRefused(c)));
    }

    private static List<Case> notSafetensors() {
        return List.of(
                new Case("empty", new byte[0], "an empty file"),
                new Case("html", ascii("<!DOCTYPE html><html>403 Forbidden</html>"), "an HTML page"),
                new Case("html after a blank line", ascii("\n<HTML lang=en>"), "an HTML page"),
                new Case("xml", ascii("<?xml version='1.0'?><Error>"), "an XML or HTML page"),
                new Case("gzip", bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), "a gzip file"),
                new Case("zip", bytes('P', 'K', 3, 4, 0, 0, 8, 8, 0, 0), "a zip archive", "PyTorch .pt"),
                new Case("pickle", bytes(0x80, 2, 0x8a, 10, 'l', 0xfc, 0x9c, 'F', 0xf9, ' '), "pickle", ".pt"),
                new Case("new pickle", bytes(0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0), "pickle"),
                new Case("hdf5", bytes(0x89, 'H', 'D', 'F', 13, 10, 0x1a, 10, 0), "HDF5", "Keras"),
                new Case("npy", bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 'v', 0), "NumPy .npy"),
                new Case("png", bytes(0x89, 'P', 'N', 'G', 13, 10, 0x1a, 10, 0, 0), "PNG picture"),
                new Case("images", bytes(0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28), "an IDX file of images"),
                new Case("lfs", ascii("version https://git-lfs.github.com/spec/v1\n"), "Git LFS pointer"),
                new Case("json", ascii("{\"layers\": [784, 10]}"), "a JSON file"),
                new Case("text", ascii("hello, world"), "a text file"),
                new Case("zeros", new byte[4096], "nothing but zero bytes"),
                new Case("noise", bytes(7, 1, 255, 254, 3, 9, 200, 13, 17, 1), "unknown kind"),
                new Case("four bytes", bytes(1, 2, 3, 4), "unknown kind"));
    }

    private static List<Case> lengths() {
        byte[] good = RawSafetensors.file("{" + ONE + "}", RawSafetensors.floats(1));
        byte[] lengthOnly = Arrays.copyOf(good, 8);
        return List.of(
                new Case("length alone", lengthOnly, "unknown kind"),
                new Case(
                        "cut within the header",
                        Arrays.copyOf(good, 20),
                        "bytes, found 20",
                        "cut off within the header"),
                new Case("cut within the data", Arrays.copyOf(good, good.length - 1), "cut off", "\"a\""),
                new Case("one byte more", Arrays.copyOf(good, good.length + 1), "1 bytes after the last tensor"),
                new Case("huge length", RawSafetensors.join(RawSafetensors.length(1L << 40), ascii("{}")), "109951162"),
                new Case(
                        "negative length",
                        RawSafetensors.join(RawSafetensors.length(-1), ascii("{}")),
                        "18446744073709551615"),
                new Case(
                        "length of 2 GB",
                        RawSafetensors.join(RawSafetensors.length(Integer.MAX_VALUE), ascii("{}")),
                        "2147483647"));
    }

    private static List<Case> headers() {
        return List.of(
                header("not JSON", "{abc}", "broken header", "column 2"),
                header("unfinished JSON", "{\"a\":", "broken header"),
                header("not UTF-8", "{\"\u0000\":1}", "broken header"),
                header("text after the object", "{} {}", "broken header"),
                header("deep", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "broken header", "32 levels"),
                header("doubled tensor", "{" + ONE + "," + ONE + "}", "broken header", "\"a\" for the second time"),
                header(
                        "doubled field",
                        "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
                        "\"dtype\" for the second time"),
                header("metadata not an object", "{\"__metadata__\":[1]}", "__metadata__", "an object"),
                header("metadata of numbers", "{\"__metadata__\":{\"seed\":1}}", "__metadata__.seed", "a text"),
                header("tensor not an object", "{\"a\":7}", "\"a\"", "an object"),
                header("line break in a name", "{\"a\\nb\":7}", "\"a?b\""),
                header("long number", "{\"a\":" + "9".repeat(2000) + "}", "broken header"));
    }

    private static List<Case> entries() {
        return List.of(
                header("field missing", "{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", "dtype missing"),
                header("shape missing", "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", "shape missing"),
                header("place missing", "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", "data_offsets missing"),
                header(
                        "field unknown",
                        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}",
                        "a field \"x\""),
                one("type unknown", "Q7", "[1]", "[0,4]", "dtype", "Q7", "F32, F64, F16, BF16"),
                one("integers", "I32", "[1]", "[0,4]", "I32", "F32"),
                one("negative dimension", "F32", "[-1]", "[0,4]", "shape", "-1"),
                one("two negative dimensions", "F32", "[-1,-1]", "[0,4]", "shape", "-1"),
                one("fraction", "F32", "[1.0]", "[0,4]", "shape", "1.0"),
                one("text as dimension", "F32", "[\"1\"]", "[0,4]", "shape"),
                one("dimension beyond long", "F32", "[18446744073709551616]", "[0,4]", "18446744073709551616"),
                one("product wraps to 1", "F32", "[4294967297,4294967297]", "[0,4]", "at most"),
                one("product wraps to 0", "F32", "[4294967296,4294967296]", "[0,0]", "at most"),
                one("many large dimensions", "F32", "[65536,65536,65536,65536,65536]", "[0,0]", "at most"),
                one("huge tensor", "F32", "[1000000000]", "[0,4000000000]", "cut off"),
                one("shape not matching", "F32", "[2]", "[0,4]", "4 bytes of data", "8 for F32 [2]"),
                one("type not matching", "F64", "[1]", "[0,4]", "4 bytes of data", "8 for F64 [1]"));
    }

    private static List<Case> places() {
        return List.of(
                one("one offset", "F32", "[1]", "[0]", "data_offsets [0]", "[begin, end]"),
                one("three offsets", "F32", "[1]", "[0,4,8]", "[begin, end]"),
                one("end before begin", "F32", "[1]", "[4,0]", "[begin, end]"),
                one("negative offset", "F32", "[1]", "[-4,0]", "data_offsets", "-4"),
                one("offset beyond the end", "F32", "[1]", "[4,8]", "leaving a hole"),
                one("end near 2^63", "F32", "[1]", "[9223372036854775803,9223372036854775807]", "leaving a hole"),
                two("same place", "[0,4]", "[0,4]", "overlapping", "\"b\""),
                two("overlap", "[0,4]", "[2,6]", "overlapping"),
                two("hole", "[0,4]", "[8,12]", "hole", "\"b\""),
                two("out of range", "[0,4]", "[4,8]", "up to 8", "at most 4"));
    }

    @Test
    void aFileThatIsWholeIsRead() {
        Path file = RawSafetensors.save(folder, RawSafetensors.file("{" + ONE + "}   \n", RawSafetensors.floats(0.5f)));
        assertEquals(0.5f, Safetensors.read(file).tensor("a").orElseThrow().data()[0]);
        Path none = RawSafetensors.save(folder, RawSafetensors.file("{}", new byte[0]));
        assertEquals(List.of(), Safetensors.read(none).tensors());
    }

    @Test
    void aMissingFileAndADirectoryAreNamed() {
        assertMessage(folder.resolve("none"), "no such file");
        assertMessage(folder, "a directory");
    }

    @Test
    void aFileThatMayNotBeReadIsNamed() {
        Path file = RawSafetensors.save(folder, bytes(1));
        Assumptions.assumeTrue(
                file.toFile().setReadable(false) && !Files.isReadable(file), "this user may read every file");
        assertMessage(file, "may not be read");
    }

    @Test
    void notFiniteNumbersAreReportedOnRequest() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            String header = "{" + ONE + "," + entry("0.bias", "F32", "[2]", "[4,12]") + "}";
            Path file = RawSafetensors.save(folder, RawSafetensors.file(header, RawSafetensors.floats(1, 2, bad)));
            assertEquals(2, Safetensors.read(file).tensors().size());
            StoreException e = assertThrows(StoreException.class, () -> Safetensors.readFinite(file, any -> {}));
            assertTrue(e.getMessage().contains("\"0.bias\" at position 1"), e.getMessage());
            assertTrue(e.getMessage().contains("" + bad), e.getMessage());
        }
    }

    @Test
    void moreNumbersThanMemoryIsSaidAndNotTried() throws IOException {
        // Sparse: on most file systems this takes no space on the disk.
        long elements = 2_000_000_000L;
        String tensors = Stream.of(0, 1, 2, 3)
                .map(i -> entry(
                        "t" + i,
                        "F32",
                        "[" + elements + "]",
                        "[" + i * 4 * elements + "," + (i + 1) * 4 * elements + "]"))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        Assumptions.assumeTrue(Runtime.getRuntime().maxMemory() < 32_000_000_000L, "too much memory");
        byte[] start = RawSafetensors.file("{" + tensors + "}", new byte[0]);
        Path file = RawSafetensors.save(folder, start);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(start.length + 16 * elements);
        } catch (IOException e) {
            Assumptions.abort("no sparse files here: " + e.getMessage());
        }
        assertMessage(file, "32000 MB", "MNIST_JAVA_OPTS=-Xmx");
        Files.delete(file);
    }

    private void assertRefused(Case c) {
        assertMessage(RawSafetensors.save(folder, c.content), c.messageParts);
    }

    private static void assertMessage(Path file, String... parts) {
        StoreException e = assertThrows(StoreException.class, () -> Safetensors.read(file));
        String message = e.getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        assertTrue(message.contains("found ") && message.contains("expected ") && message.contains("; "), message);
        assertFalse(message.contains("\n"), message);
        assertTrue(message.length() < file.toString().length() + 300, message);
        for (String part : parts) {
            assertTrue(message.contains(part), message + "\nlacks: " + part);
        }
    }

    private static Case header(String name, String header, String... parts) {
        return new Case(name, RawSafetensors.file(header, new byte[4]), parts);
    }

    private static Case one(String name, String type, String shape, String offsets, String... parts) {
        return header(name, "{" + entry("a", type, shape, offsets) + "}", parts);
    }

    private static Case two(String name, String offsetsA, String offsetsB, String... parts) {
        String a = entry("a", "F32", "[1]", offsetsA);
        return header(name, "{" + a + "," + entry("b", "F32", "[1]", offsetsB) + "}", parts);
    }

    private static String entry(String name, String type, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
