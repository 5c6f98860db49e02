package mnist.data.numpy;

import static mnist.data.numpy.NpyFiles.SIDE;
import static mnist.data.numpy.NpyFiles.TEST;
import static mnist.data.numpy.NpyFiles.TRAIN;
import static mnist.data.numpy.NpyFiles.arrays;
import static mnist.data.numpy.NpyFiles.arraysWith;
import static mnist.data.numpy.NpyFiles.bytes;
import static mnist.data.numpy.NpyFiles.dictionary;
import static mnist.data.numpy.NpyFiles.images;
import static mnist.data.numpy.NpyFiles.labels;
import static mnist.data.numpy.NpyFiles.npy;
import static mnist.data.numpy.NpyFiles.npz;
import static mnist.data.numpy.NpyFiles.numbers;
import static mnist.data.numpy.NpyFiles.read;
import static mnist.data.numpy.NpyFiles.write;
import static mnist.data.numpy.NpyFiles.writeNpz;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Storage;
import mnist.data.TrainTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the types, the byte orders and the shapes of the arrays: the images are the same. */
class NumpyFormsTest {
    private static final String SHAPE = "30, 5, 5";

    @TempDir
    Path folder;

    private static Dataset expected() {
        return new MemoryDataset("toy", SIDE, SIDE, ClassNames.numbered(10), images(TRAIN), shorts(labels(TRAIN)));
    }

    private static short[] shorts(byte[] labels) {
        short[] shorts = new short[labels.length];
        for (int i = 0; i < labels.length; i++) {
            shorts[i] = labels[i];
        }
        return shorts;
    }

    /** The training part, read into memory and streamed. */
    private void assertReadAsExpected(Map<String, byte[]> arrays) {
        Path file = writeNpz(folder.resolve("toy.npz"), arrays);
        for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
            TrainTest read = read(file, storage);
            assertEquals(expected().fingerprint(), read.train().fingerprint());
            assertEquals(TEST, read.test().size());
        }
    }

    static List<Arguments> types() {
        List<Arguments> types = new ArrayList<>();
        add(types, "u2", (content, value) -> content.putShort(value.shortValue()));
        add(types, "i2", (content, value) -> content.putShort(value.shortValue()));
        add(types, "u4", ByteBuffer::putInt);
        add(types, "i4", ByteBuffer::putInt);
        add(types, "u8", ByteBuffer::putLong);
        add(types, "i8", ByteBuffer::putLong);
        add(types, "f2", (content, value) -> content.putShort(half(value)));
        add(types, "f4", ByteBuffer::putFloat);
        add(types, "f8", ByteBuffer::putDouble);
        return types;
    }

    private static void add(List<Arguments> types, String type, BiConsumer<ByteBuffer, Integer> put) {
        types.add(Arguments.of("<" + type, put));
        types.add(Arguments.of(">" + type, put));
    }

    /** A whole number from 0 to 255 in half precision. */
    private static short half(int value) {
        if (value == 0) {
            return 0;
        }
        int exponent = 31 - Integer.numberOfLeadingZeros(value);
        return (short) ((exponent + 15) << 10 | (value << (10 - exponent) & 0x3ff));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void everyType(String type, BiConsumer<ByteBuffer, Integer> put) {
        Map<String, byte[]> arrays = arraysWith("x_train.npy", numbers(type, SHAPE, images(TRAIN), put));
        arrays.put("y_train.npy", numbers(type, "30,", labels(TRAIN), put));
        assertReadAsExpected(arrays);
    }

    @Test
    void halfPrecision() {
        double[] values = {0, -0.0, 1, -2, 65504, 0x1p-24, 0x1p-14, 1 / 3.0, Double.POSITIVE_INFINITY};
        int[] bits = {0, 0x8000, 0x3c00, 0xc000, 0x7bff, 1, 0x400, 0x3555, 0x7c00};
        for (int i = 0; i < bits.length; i++) {
            assertEquals(values[i], NpyType.half((short) bits[i]), 1e-4, Integer.toHexString(bits[i]));
        }
        assertEquals(Double.NaN, NpyType.half((short) 0x7e00));
    }

    @Test
    void largeUnsignedNumbers() {
        NpyType type = NpyType.of("<u8").orElseThrow();
        for (long value : new long[] {-1, Long.MIN_VALUE, Long.MIN_VALUE + 1025, 7}) {
            ByteBuffer content = ByteBuffer.allocate(Long.BYTES).putLong(0, value);
            assertEquals(new java.math.BigInteger(Long.toUnsignedString(value)).doubleValue(), type.next(content));
        }
    }

    @Test
    void bytesWithOrWithoutAnOrder() {
        for (String type : List.of("u1", "|u1", "<u1", ">u1")) {
            assertReadAsExpected(arraysWith("x_train.npy", npy(dictionary(type, false, SHAPE), images(TRAIN))));
        }
        assertReadAsExpected(arraysWith("y_train.npy", npy(dictionary("|i1", false, "30,"), labels(TRAIN))));
    }

    @Test
    void fractionsUpToOne() {
        assertReadAsExpected(arraysWith(
                "x_train.npy",
                numbers("<f4", SHAPE, images(TRAIN), (content, value) -> content.putFloat(value / 255f))));
    }

    @Test
    void truthIsBlackAndWhite() {
        byte[] truth = new byte[TRAIN * SIDE * SIDE];
        truth[1] = 1;
        truth[2] = 3;
        Path file = writeNpz(
                folder.resolve("toy.npz"), arraysWith("x_train.npy", npy(dictionary("|b1", false, SHAPE), truth)));
        byte[] image = new byte[SIDE * SIDE];
        read(file, Storage.MEMORY).train().image(0, image);
        assertArrayEquals(new byte[] {0, -1, -1, 0}, java.util.Arrays.copyOf(image, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30, 5, 5", "30, 5, 5, 1", "30, 1, 5, 5", "30, 25", "30L, 5L, 5L"})
    void everyShapeOfGreyImages(String shape) {
        assertReadAsExpected(arraysWith("x_train.npy", bytes(shape, images(TRAIN))));
    }

    @Test
    void equalColoursAreGrey() {
        byte[] grey = images(TRAIN);
        byte[] last = new byte[3 * grey.length];
        byte[] first = new byte[3 * grey.length];
        int pixels = SIDE * SIDE;
        for (int i = 0; i < grey.length; i++) {
            for (int c = 0; c < 3; c++) {
                last[3 * i + c] = grey[i];
                first[(i / pixels * 3 + c) * pixels + i % pixels] = grey[i];
            }
        }
        assertReadAsExpected(arraysWith("x_train.npy", bytes("30, 5, 5, 3", last)));
        assertReadAsExpected(arraysWith("x_train.npy", bytes("30, 3, 5, 5", first)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void fortranOrder(int elementBytes) {
        byte[] content = images(TRAIN);
        byte[] turned = new byte[content.length * elementBytes];
        int pixels = SIDE * SIDE;
        for (int i = 0; i < content.length; i++) {
            int row = i % pixels / SIDE;
            int column = i % SIDE;
            turned[((column * SIDE + row) * TRAIN + i / pixels) * elementBytes] = content[i];
        }
        String dictionary = dictionary("<u" + elementBytes, true, SHAPE);
        assertReadAsExpected(arraysWith("x_train.npy", npy(dictionary, turned)));
        assertReadAsExpected(arraysWith("y_train.npy", npy(dictionary("|u1", true, "30,"), labels(TRAIN))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyVersion(int version) {
        assertReadAsExpected(arraysWith("x_train.npy", npy(version, dictionary("|u1", false, SHAPE), images(TRAIN))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shape': (30, 5, 5), 'descr': '|u1', 'fortran_order': False}",
                "{\"fortran_order\":False,\"shape\":(30,5,5,),\"descr\":\"|u1\",}\n",
                "{u'descr': u'|u1', u'fortran_order': False, u'shape': (30L, 5L, 5L)}",
                "  { 'descr' : '|u1' , 'fortran_order' : False , 'shape' : [ 30 , 5 , 5 ] , } "
            })
    void keysInAnyOrder(String dictionary) {
        assertReadAsExpected(arraysWith("x_train.npy", npy(dictionary, images(TRAIN))));
    }

    @Test
    void labelsInAColumn() {
        assertReadAsExpected(arraysWith("y_train.npy", bytes("30, 1", labels(TRAIN))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"|u1", "|b1", "<f4"})
    void labelsInRows(String type) {
        byte[] rows = new byte[TRAIN * 10];
        for (int i = 0; i < TRAIN; i++) {
            rows[i * 10 + labels(TRAIN)[i]] = 1;
        }
        BiConsumer<ByteBuffer, Integer> put =
                type.equals("<f4") ? ByteBuffer::putFloat : (content, value) -> content.put(value.byteValue());
        assertReadAsExpected(arraysWith("y_train.npy", numbers(type, "30, 10", rows, put)));
    }

    /** QMNIST's rows of eight ints are not taken for rows of eight classes, nor these for those. */
    @Test
    void labelsInRowsOfEightInts() {
        byte[] rows = new byte[TRAIN * 8];
        for (int i = 0; i < TRAIN; i++) {
            rows[i * 8 + i % 8] = 1;
        }
        Map<String, byte[]> arrays = arraysWith("y_train.npy", numbers("<i4", "30, 8", rows, ByteBuffer::putInt));
        Path file = writeNpz(folder.resolve("toy.npz"), arrays);
        Dataset train = read(file, Storage.MEMORY).train();
        assertEquals(7, train.label(7));
        assertEquals(0, train.label(8));
    }

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("<U5", "UTF-32LE", 20),
                Arguments.of(">U5", "UTF-32BE", 20),
                Arguments.of("|S5", "UTF-8", 5));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void labelsAsTexts(String type, String charset, int width) {
        ByteBuffer numbers = ByteBuffer.allocate(TRAIN * width);
        ByteBuffer words = ByteBuffer.allocate(TRAIN * width);
        String[] names = {"bag", "boot", "coat", "dress", "shirt", "a", "b", "c", "d", "e"};
        for (int i = 0; i < TRAIN; i++) {
            numbers.position(i * width).put(Integer.toString(i % 10).getBytes(Charset.forName(charset)));
            words.position(i * width).put(names[i % 10].getBytes(Charset.forName(charset)));
        }
        String dictionary = dictionary(type, false, "30,");
        assertReadAsExpected(arraysWith("y_train.npy", npy(dictionary, numbers.array())));
        Map<String, byte[]> arrays = arrays();
        arrays.keySet().removeIf(name -> name.contains("test"));
        arrays.put("y_train.npy", npy(dictionary, words.array()));
        Dataset train = read(writeNpz(folder.resolve("words.npz"), arrays), Storage.MEMORY)
                .train();
        assertEquals(
                List.of("a", "b", "bag", "boot", "c", "coat", "d", "dress", "e", "shirt"),
                train.classNames().names());
    }

    @Test
    void compressedArchives() {
        Path file = write(folder.resolve("toy.npz"), npz(arrays(), true));
        for (Storage storage : List.of(Storage.MEMORY, Storage.STREAMED)) {
            assertEquals(expected().fingerprint(), read(file, storage).train().fingerprint());
        }
    }
}
