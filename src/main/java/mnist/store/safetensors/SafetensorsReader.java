package mnist.store.safetensors;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.file.FileErrors;
import mnist.file.StoreException;

/** Reads one safetensors file. Nothing is allocated that the file's size has not been checked against. */
final class SafetensorsReader {
    /** A thousand times what a network with a hundred layers needs. */
    private static final int LARGEST_HEADER = 16 << 20;

    private static final int SNIFFED_BYTES = 512;
    private static final String EXPECTED = "a safetensors model";
    private static final String COPY_AGAIN = "copy or download it again, or train anew";

    private final Path file;

    SafetensorsReader(Path file) {
        this.file = file;
    }

    SafetensorsFile read(Safetensors.Values values) {
        FileErrors.requireReadable(file, EXPECTED);
        try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16)) {
            return read(in, Files.size(file), values);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    private SafetensorsFile read(InputStream in, long size, Safetensors.Values values) throws IOException {
        int headerLength = headerLength(in, size);
        byte[] json = in.readNBytes(headerLength);
        SafetensorsHeader header = SafetensorsHeader.parse(file, json);
        header.checkPlaces(size - Long.BYTES - headerLength);
        checkMemory(header);
        List<Tensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            float[] data = FloatBytes.read(in, entry.type(), entry.elements());
            if (values == Safetensors.Values.FINITE) {
                checkFinite(entry, data);
            }
            tensors.add(new Tensor(entry.name(), entry.shape(), data));
        }
        return new SafetensorsFile(header.metadata(), tensors);
    }

    private int headerLength(InputStream in, long size) throws IOException {
        if (size == 0) {
            throw StoreException.of(file, "an empty file", EXPECTED, COPY_AGAIN);
        }
        in.mark(SNIFFED_BYTES);
        byte[] start = in.readNBytes(SNIFFED_BYTES);
        if (start.length <= Long.BYTES || start[Long.BYTES] != '{') {
            throw StoreException.of(file, ForeignFile.describe(start), EXPECTED, "name another file");
        }
        long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > LARGEST_HEADER) {
            throw StoreException.of(
                    file,
                    "a header length of " + Long.toUnsignedString(length) + " bytes",
                    "at most " + LARGEST_HEADER,
                    COPY_AGAIN);
        }
        if (length > size - Long.BYTES) {
            throw StoreException.of(
                    file,
                    size + " bytes (cut off within the header)",
                    "more than " + (length + Long.BYTES),
                    COPY_AGAIN);
        }
        in.reset();
        in.skipNBytes(Long.BYTES);
        return (int) length;
    }

    private void checkMemory(SafetensorsHeader header) {
        long needed = header.entries().stream()
                .mapToLong(e -> (long) e.elements() * Float.BYTES)
                .sum();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw StoreException.of(
                    file,
                    megabytes(needed) + " of numbers",
                    "no more than the " + megabytes(available) + " of memory that java may use",
                    "raise it, for example MNIST_JAVA_OPTS=-Xmx" + (needed >> 20) * 2 + "m");
        }
    }

    private void checkFinite(SafetensorsHeader.Entry entry, float[] data) {
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                throw StoreException.of(
                        file,
                        data[i] + " in tensor " + StoreException.quote(entry.name()) + " at position " + i,
                        "finite numbers",
                        "the training diverged or the file is damaged: use an earlier checkpoint");
            }
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / 1e6));
    }
}
