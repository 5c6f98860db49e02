package mnist.store.safetensors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint that is equal when two runs ended in the same parameters. Per tensor, sorted by name: length of the name
 * in bytes, the name, the rank, the dimensions (32-bit integers, big-endian), the numbers (32-bit floats,
 * little-endian).
 */
final class TensorDigest {
    private TensorDigest() {}

    static String sha256(List<Tensor> tensors) {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (Tensor tensor : sorted(tensors)) {
                byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
                out.write(integer(name.length));
                out.write(name);
                out.write(integer(tensor.shape().size()));
                for (int dimension : tensor.shape()) {
                    out.write(integer(dimension));
                }
                FloatBytes.write(tensor.data(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static List<Tensor> sorted(List<Tensor> tensors) {
        return tensors.stream().sorted(Comparator.comparing(Tensor::name)).toList();
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
