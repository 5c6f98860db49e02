package mnist.data.idx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.files.FilePlace;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;

/** Files built byte by byte. */
public final class TestFiles {
    private TestFiles() {}

    /** An IDX file: any magic number, sizes and content, fitting or not. */
    public static byte[] idx(int type, int[] sizes, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
        bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) sizes.length);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        return bytes.put(content).array();
    }

    /**
     * Images whose pixels tell them apart: image i has i + 1 in its first four bytes, then a few varied ones, then
     * background.
     */
    public static byte[] images(int count, int pixels) {
        byte[] content = new byte[count * pixels];
        ByteBuffer buffer = ByteBuffer.wrap(content);
        for (int i = 0; i < count; i++) {
            buffer.putInt(i * pixels, i + 1);
            for (int p = 4; p < pixels * 2 / 3; p++) {
                content[i * pixels + p] = (byte) (i % 7 == 0 ? 0 : i * 31 + p * 17);
            }
        }
        return content;
    }

    public static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return labels;
    }

    public static byte[] imageFile(int count, int rows, int columns) {
        return idx(0x08, new int[] {count, rows, columns}, images(count, rows * columns));
    }

    public static byte[] labelFile(int count) {
        return idx(0x08, new int[] {count}, labels(count));
    }

    public static byte[] gz(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(bytes)) {
            gz.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[] first, byte... second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    public static Path write(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an image and a label file, under their usual names, and opens them. */
    public static Dataset dataset(Path folder, int count, int rows, int columns, boolean gz, Storage storage) {
        byte[] images = imageFile(count, rows, columns);
        byte[] labels = labelFile(count);
        Path imagePath = write(folder, "train-images-idx3-ubyte", gz ? gz(images) : images);
        Path labelPath = write(folder, "train-labels-idx1-ubyte", gz ? gz(labels) : labels);
        return open(imagePath, labelPath, storage);
    }

    /** Images of ten classes and their labels. */
    public static Dataset open(Path images, Path labels, Storage storage) {
        IdxSource source =
                new IdxSource(images, FilePlace.of(images), FilePlace.of(labels), null, null, Map.of(), false, null);
        return new SourceReader(source, "toy", Reading.PLAIN, ClassNames.numbered(10), storage).read(Split.TRAIN);
    }
}
