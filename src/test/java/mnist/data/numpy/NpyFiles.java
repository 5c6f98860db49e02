package mnist.data.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.files.FilePlace;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;

/** Files of NumPy, built byte by byte. */
final class NpyFiles {
    static final int TRAIN = 30;
    static final int TEST = 20;
    static final int SIDE = 5;

    private NpyFiles() {}

    /** A file of version 1 with this dictionary, fitting or not. */
    static byte[] npy(String dictionary, byte[] content) {
        return npy(1, dictionary, content);
    }

    static byte[] npy(int version, String dictionary, byte[] content) {
        byte[] text = dictionary.getBytes(version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(content);
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }

    static String dictionary(String type, boolean fortran, String shape) {
        return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }          \n"
                .formatted(type, fortran ? "True" : "False", shape);
    }

    /** Bytes, the last dimension running fastest. */
    static byte[] bytes(String shape, byte[] content) {
        return npy(dictionary("|u1", false, shape), content);
    }

    /** An array of the numbers of these bytes, written by {@code put}. */
    static byte[] numbers(String type, String shape, byte[] values, BiConsumer<ByteBuffer, Integer> put) {
        ByteBuffer content = ByteBuffer.allocate(values.length * Long.BYTES)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (byte value : values) {
            put.accept(content, value & 0xff);
        }
        return npy(dictionary(type, false, shape), java.util.Arrays.copyOf(content.array(), content.position()));
    }

    /** Images that differ: every byte value occurs. */
    static byte[] images(int count) {
        byte[] images = new byte[count * SIDE * SIDE];
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) (i * 37);
        }
        return images;
    }

    static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels;
    }

    /** The arrays of a plain data set, by their names in the archive. */
    static Map<String, byte[]> arrays() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x_train.npy", bytes("30, 5, 5", images(TRAIN)));
        arrays.put("y_train.npy", bytes("30,", labels(TRAIN)));
        arrays.put("x_test.npy", bytes("20, 5, 5", images(TEST)));
        arrays.put("y_test.npy", bytes("20,", labels(TEST)));
        return arrays;
    }

    /** A plain data set in which one array is another. */
    static Map<String, byte[]> arraysWith(String name, byte[] content) {
        Map<String, byte[]> arrays = arrays();
        arrays.put(name, content);
        return arrays;
    }

    static byte[] npz(Map<String, byte[]> arrays, boolean deflated) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey());
                if (!deflated) {
                    CRC32 checksum = new CRC32();
                    checksum.update(array.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path writeNpz(Path file, Map<String, byte[]> arrays) {
        return write(file, npz(arrays, false));
    }

    static TrainTest read(Path file, Storage storage) {
        return read(file, Reading.PLAIN, storage);
    }

    static TrainTest read(Path file, Reading reading, Storage storage) {
        return new SourceReader(NumpySets.of(FilePlace.of(file), reading), "toy", reading, null, storage).both();
    }
}
