package mnist.store.safetensors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mnist.file.Sha256;

/** What a safetensors file holds: texts by key, sorted, and tensors with distinct names. */
public record SafetensorsFile(Map<String, String> metadata, List<Tensor> tensors) {
    /** @throws IllegalArgumentException if two tensors have one name */
    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tensors = List.copyOf(tensors);
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
        }
    }

    /** The tensor of that name, if there is one. */
    public Optional<Tensor> tensor(String name) {
        return tensors.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** The tensors by their names. */
    List<Tensor> sorted() {
        return tensors.stream().sorted(Comparator.comparing(Tensor::name)).toList();
    }

    /**
     * SHA-256 of the tensors alone, in hexadecimal digits: equal when two runs ended in the same parameters. Per tensor,
     * sorted by name: length of the name in bytes, the name, the rank, the dimensions (32-bit integers, big-endian), the
     * numbers (32-bit floats, little-endian).
     */
    public String tensorsSha256() {
        Sha256 hash = new Sha256();
        write(hash::add);
        return hash.hex();
    }

    /** CRC-32C of the same bytes, in 8 hexadecimal digits: no flipped bit escapes it, and it takes next to no time. */
    public String tensorsCrc32c() {
        CRC32C sum = new CRC32C();
        write(sum::update);
        return hex(sum);
    }

    static String hex(CRC32C sum) {
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private void write(Dtype.Sink<RuntimeException> out) {
        for (Tensor tensor : sorted()) {
            byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
            write(out, integer(name.length));
            write(out, name);
            write(out, integer(tensor.shape().size()));
            tensor.shape().forEach(dimension -> write(out, integer(dimension)));
            Dtype.write(tensor.data(), out);
        }
    }

    private static void write(Dtype.Sink<RuntimeException> out, byte[] bytes) {
        out.take(bytes, 0, bytes.length);
    }

    static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
