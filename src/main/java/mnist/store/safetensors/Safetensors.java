package mnist.store.safetensors;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mnist.file.AtomicFile;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.json.Json;

/**
 * Reads and writes safetensors files (github.com/huggingface/safetensors): 8 bytes with the header's length
 * (little-endian), the header (JSON: per tensor its type, shape and place), the numbers.
 *
 * <p>The same content gives the same bytes: keys and tensors are sorted by name. When reading, nothing is allocated that
 * the file's size has not been checked against.
 */
public final class Safetensors {
    private static final int ALIGNMENT = 8;

    /** A thousand times what a network with a hundred layers needs. */
    private static final int LARGEST_HEADER = 16 << 20;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String EXPECTED = "a safetensors model";
    private static final String COPY_AGAIN = "copy or download it again, or train anew";

    private Safetensors() {}

    /**
     * Writes the file whole or not at all ({@link AtomicFile}), all tensors as F32.
     *
     * @throws StoreException if it cannot be written
     * @throws IllegalArgumentException if a tensor has the name that the format keeps for the metadata
     */
    public static void write(Path file, SafetensorsFile content) {
        List<Tensor> tensors = content.sorted();
        byte[] header = header(content.metadata(), tensors);
        AtomicFile.write(file, out -> {
            out.write(Dtype.littleEndian(new byte[Long.BYTES])
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Tensor tensor : tensors) {
                Dtype.write(tensor.data(), out::write);
            }
        });
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(SafetensorsHeader.METADATA, metadata);
        }
        long offset = 0;
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException(tensor.name() + " cannot be the name of a tensor");
            }
            long end = offset + (long) tensor.data().length * Float.BYTES;
            header.put(tensor.name(), new Place(Dtype.F32, tensor.shape(), List.of(offset, end)));
            offset = end;
        }
        byte[] json = Json.compact(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** A tensor in the header. */
    record Place(Dtype dtype, List<Integer> shape, List<Long> dataOffsets) {}

    /**
     * Reads a file, tensors in the order of their places.
     *
     * @throws StoreException if it is no safetensors file, or damaged in any way, or too large for the memory
     */
    public static SafetensorsFile read(Path file) {
        return read(file, header -> {}, false);
    }

    /**
     * As {@link #read}.
     *
     * @param check looks at the header before memory is taken for the numbers
     * @throws StoreException also if a number is infinite or NaN; it names the tensor
     */
    public static SafetensorsFile readFinite(Path file, Consumer<SafetensorsHeader> check) {
        return read(file, check, true);
    }

    private static SafetensorsFile read(Path file, Consumer<SafetensorsHeader> check, boolean finite) {
        RegularFile.requireReadable(file, EXPECTED);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            long size = Files.size(file);
            int headerLength = headerLength(file, in, size);
            SafetensorsHeader header = SafetensorsHeader.parse(file, in.readNBytes(headerLength));
            header.checkPlaces(size - Long.BYTES - headerLength);
            Checksums.check(file, header.metadata());
            check.accept(header);
            checkMemory(file, header);
            List<Tensor> tensors = new ArrayList<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                float[] data = entry.type().read(in, entry.elements());
                if (finite) {
                    checkFinite(file, entry, data);
                }
                tensors.add(new Tensor(entry.name(), entry.shape(), data));
            }
            SafetensorsFile content = new SafetensorsFile(header.metadata(), tensors);
            Checksums.check(file, content);
            return content;
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    private static String cure(Path file) {
        String importing = "make a model of it with 'mnist import' (--help says how)";
        if (file.toString().matches("(?i).*\\.(pt|pth)")) {
            return "in PyTorch: safetensors.torch.save_file(model.state_dict(), \"m.safetensors\"), then " + importing;
        }
        if (file.toString().matches("(?i).*\\.(h5|hdf5|keras)")) {
            return "in Keras: numpy.savez(\"net.npz\", **{w.path: w.numpy() for w in model.weights}), then "
                    + importing;
        }
        return file.toString().matches("(?i).*\\.(npz|onnx)")
                ? importing
                : "name a model, best.safetensors in the folder of a run, or that folder";
    }

    private static int headerLength(Path file, InputStream in, long size) throws IOException {
        if (size == 0) {
            throw StoreException.of(file, EXPECTED, "an empty file", COPY_AGAIN);
        }
        in.mark(FileKind.START_BYTES);
        byte[] start = in.readNBytes(FileKind.START_BYTES);
        if (start.length <= Long.BYTES || start[Long.BYTES] != '{') {
            throw StoreException.of(
                    file,
                    EXPECTED,
                    FileKind.of(start),
                    FileKind.replacing(start).orElseGet(() -> cure(file)));
        }
        long length = Dtype.littleEndian(start).getLong();
        if (length < 0 || length > LARGEST_HEADER) {
            String found = Long.toUnsignedString(length);
            throw StoreException.of(file, "a header of at most " + LARGEST_HEADER + " bytes", found, COPY_AGAIN);
        }
        if (length > size - Long.BYTES) {
            String found = size + " (cut off within the header)";
            throw StoreException.of(file, "more than " + (length + Long.BYTES) + " bytes", found, COPY_AGAIN);
        }
        in.reset();
        in.skipNBytes(Long.BYTES);
        return (int) length;
    }

    private static void checkMemory(Path file, SafetensorsHeader header) {
        long needed = header.entries().stream()
                .mapToLong(e -> (long) e.elements() * Float.BYTES)
                .sum();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            throw StoreException.of(
                    file,
                    "no more than the " + megabytes(available) + " of memory that java may use",
                    megabytes(needed) + " of numbers",
                    "raise it, for example MNIST_JAVA_OPTS=-Xmx" + (needed >> 20) * 2 + "m");
        }
    }

    private static void checkFinite(Path file, SafetensorsHeader.Entry entry, float[] data) {
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                throw StoreException.of(
                        file,
                        "finite numbers",
                        data[i] + " in tensor " + StoreException.quote(entry.name()) + " at position " + i,
                        "the training diverged or the file is damaged: use an earlier checkpoint");
            }
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / 1e6));
    }
}
