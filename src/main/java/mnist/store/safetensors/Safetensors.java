package mnist.store.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.file.AtomicFile;
import mnist.file.StoreException;
import mnist.store.json.Json;

/**
 * Reads and writes safetensors files (github.com/huggingface/safetensors): 8 bytes with the header's length
 * (little-endian), the header (JSON: per tensor its type, shape and place), the numbers.
 *
 * <p>The same content gives the same bytes: keys and tensors are sorted by name.
 */
public final class Safetensors {
    static final String METADATA = "__metadata__";
    private static final int ALIGNMENT = 8;

    /** Which numbers a reader accepts. */
    public enum Values {
        ANY,
        /** Neither NaN nor infinite. */
        FINITE
    }

    private Safetensors() {}

    /**
     * Writes the file whole or not at all ({@link AtomicFile}), all tensors as F32.
     *
     * @throws StoreException if it cannot be written
     * @throws IllegalArgumentException if a tensor has the name that the format keeps for the metadata
     */
    public static void write(Path file, SafetensorsFile content) {
        List<Tensor> tensors = TensorDigest.sorted(content.tensors());
        byte[] header = header(content.metadata(), tensors);
        AtomicFile.write(file, out -> {
            out.write(length(header.length));
            out.write(header);
            writeData(tensors, out);
        });
    }

    /**
     * Reads a file, tensors in the order of their places.
     *
     * @throws StoreException if it is no safetensors file, or damaged in any way, or too large for the memory
     */
    public static SafetensorsFile read(Path file) {
        return read(file, Values.ANY);
    }

    /**
     * As {@link #read(Path)}.
     *
     * @throws StoreException also if {@code values} is {@code FINITE} and a number is not; it names the tensor
     */
    public static SafetensorsFile read(Path file, Values values) {
        return new SafetensorsReader(file).read(values);
    }

    private static byte[] header(Map<String, String> metadata, List<Tensor> tensors) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put(METADATA, metadata);
        }
        long offset = 0;
        for (Tensor tensor : tensors) {
            if (tensor.name().equals(METADATA)) {
                throw new IllegalArgumentException(METADATA + " cannot be the name of a tensor");
            }
            long end = offset + (long) tensor.data().length * Float.BYTES;
            header.put(tensor.name(), entry(tensor, offset, end));
            offset = end;
        }
        byte[] json = Json.compact(header).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    private static Map<String, Object> entry(Tensor tensor, long begin, long end) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("dtype", Dtype.F32.name());
        entry.put("shape", tensor.shape());
        entry.put("data_offsets", List.of(begin, end));
        return entry;
    }

    private static byte[] length(long length) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static void writeData(List<Tensor> tensors, OutputStream out) throws IOException {
        for (Tensor tensor : tensors) {
            FloatBytes.write(tensor.data(), out);
        }
    }
}
