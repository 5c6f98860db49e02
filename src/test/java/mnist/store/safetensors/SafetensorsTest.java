package mnist.store.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void whatIsWrittenIsReadBack(int seed) {
        SafetensorsFile content = randomContent(new Random(seed));
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, content);
        SafetensorsFile read = Safetensors.read(file);
        assertEquals(content.metadata(), read.metadata());
        assertEquals(content.sorted(), read.tensors());
        assertEquals(content.tensorsSha256(), read.tensorsSha256());
    }

    @Test
    void aTensorLargerThanTheBufferIsReadBack() {
        float[] data = new float[100_003];
        for (int i = 0; i < data.length; i++) {
            data[i] = i * 0.5f;
        }
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, new SafetensorsFile(Map.of(), List.of(Tensor.of("x", data, data.length))));
        assertArrayEquals(data, Safetensors.read(file).tensor("x").orElseThrow().data());
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(
                file,
                new SafetensorsFile(
                        Map.of("format", "pt"),
                        List.of(
                                Tensor.of("0.weight", new float[] {1, -2}, 1, 2),
                                Tensor.of("0.bias", new float[] {3}, 1))));
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"0.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"0.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[4,12]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        assertEquals(0, padded.length() % 8);
        assertArrayEquals(RawSafetensors.file(padded, RawSafetensors.floats(3, 1, -2)), Files.readAllBytes(file));
    }

    @Test
    void theSameContentGivesTheSameBytesInWhateverOrder() throws IOException {
        SafetensorsFile content = randomContent(new Random(4));
        List<Tensor> reversed = new ArrayList<>(content.tensors());
        Collections.reverse(reversed);
        Safetensors.write(folder.resolve("a"), content);
        Safetensors.write(folder.resolve("b"), new SafetensorsFile(content.metadata(), reversed));
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
    }

    @Test
    void noBitOfANumberIsLost() {
        float[] data = {
            Float.NaN, Float.intBitsToFloat(0x7fc12345), -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY
        };
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, new SafetensorsFile(Map.of(), List.of(Tensor.of("x", data, 6))));
        float[] read = Safetensors.read(file).tensor("x").orElseThrow().data();
        for (int i = 0; i < data.length; i++) {
            assertEquals(Float.floatToRawIntBits(data[i]), Float.floatToRawIntBits(read[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x8000, -0.0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0400, 6.103515625E-5",
        "0x0001, 5.960464477539063E-8",
        "0x3555, 0.333251953125",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN"
    })
    void halfPrecisionIsRead(String bits, float expected) {
        assertEquals(expected, readOne("F16", 2, Integer.decode(bits)));
    }

    @ParameterizedTest
    @CsvSource({"0x3f80, 1", "0xc000, -2", "0x7f80, Infinity", "0x8000, -0.0", "0x3eab, 0.333984375"})
    void brainFloatIsRead(String bits, float expected) {
        assertEquals(expected, readOne("BF16", 2, Integer.decode(bits)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -2.5, 0.1, 1e300, Double.NaN})
    void doublePrecisionIsRead(double value) {
        assertEquals((float) value, readOne("F64", 8, Double.doubleToRawLongBits(value)));
    }

    @Test
    void theDigestSeesNamesShapesAndBitsButNotMetadataOrOrder() {
        Tensor a = Tensor.of("a", new float[] {1, 2}, 2);
        Tensor b = Tensor.of("b", new float[] {3}, 1);
        String digest = new SafetensorsFile(Map.of(), List.of(a, b)).tensorsSha256();
        assertEquals(64, digest.length());
        assertEquals(digest, new SafetensorsFile(Map.of("k", "v"), List.of(b, a)).tensorsSha256());
        List<Tensor> others = List.of(
                Tensor.of("c", new float[] {1, 2}, 2),
                Tensor.of("a", new float[] {1, 2}, 1, 2),
                Tensor.of("a", new float[] {1, Math.nextUp(2f)}, 2));
        for (Tensor other : others) {
            assertNotEquals(digest, new SafetensorsFile(Map.of(), List.of(other, b)).tensorsSha256());
        }
    }

    @Test
    void theDigestIsTheDocumentedOne() {
        // printf '\0\0\0\1a\0\0\0\1\0\0\0\1\0\0\200\77' | sha256sum
        assertEquals(
                "ba2f0637d1ae60e3d2a592d1a9c82f29b99984d9b03cc993e3207031b10006a2",
                new SafetensorsFile(Map.of(), List.of(Tensor.of("a", new float[] {1}, 1))).tensorsSha256());
    }

    @Test
    void misuseIsABugOfTheCaller() {
        Tensor a = Tensor.of("a", new float[1], 1);
        assertThrows(IllegalArgumentException.class, () -> new SafetensorsFile(Map.of(), List.of(a, a)));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of("a", new float[2], 3));
        assertThrows(IllegalArgumentException.class, () -> Tensor.of("a", new float[2], -1, -2));
        SafetensorsFile reserved = new SafetensorsFile(Map.of(), List.of(Tensor.of("__metadata__", new float[1], 1)));
        assertThrows(IllegalArgumentException.class, () -> Safetensors.write(folder.resolve("m"), reserved));
    }

    private float readOne(String type, int bytes, long bits) {
        byte[] number = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bits)
                .array();
        byte[] data = Arrays.copyOf(number, bytes);
        String header = "{\"x\":{\"dtype\":\"" + type + "\",\"shape\":[],\"data_offsets\":[0," + bytes + "]}}";
        Path file = RawSafetensors.save(folder, RawSafetensors.file(header, data));
        return Safetensors.read(file).tensor("x").orElseThrow().data()[0];
    }

    /** Ranks 0 to 4, dimensions 0 to 5, names and texts with all sorts of characters. */
    private static SafetensorsFile randomContent(Random random) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int[] shape = random.ints(random.nextInt(5), 0, 6).toArray();
            int size = 1;
            for (int dimension : shape) {
                size *= dimension;
            }
            float[] data = new float[size];
            for (int k = 0; k < size; k++) {
                data[k] = (float) random.nextGaussian();
            }
            tensors.add(Tensor.of(i + ".w\u00e9\"\\ight\n\ud83d\ude00", data, shape));
        }
        Map<String, String> metadata = random.nextBoolean()
                ? Map.of()
                : Map.of("spec", "{\"layers\":[784,10]}", "\u00fc", "\u0000\t\"", "seed", "" + random.nextLong());
        return new SafetensorsFile(metadata, tensors);
    }
}
