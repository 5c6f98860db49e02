package mnist.store.safetensors;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import mnist.file.StoreException;

/**
 * Sums among a file's metadata by which any changed bit is noticed: two of the tensors (names, shapes, numbers), and one of
 * all other metadata, the first two included. Files without them, as other programs write, are not checked.
 *
 * <p>Reading checks CRC-32C, which costs nothing, where SHA-256 would take as long as a tenth of a short command: a JVM that
 * has just started interprets it. {@link #checkSha256} is for those who ask.
 */
public final class Checksums {
    /** Of {@link SafetensorsFile#tensorsSha256()}. */
    public static final String TENSORS = "tensors_sha256";

    /** Of {@link SafetensorsFile#tensorsCrc32c()}. */
    public static final String QUICK = "tensors_crc32c";

    /**
     * CRC-32C of all other entries, sorted by key, each as its key and its value; before each of these texts its length in
     * bytes (32-bit integer, big-endian).
     */
    public static final String METADATA = "metadata_crc32c";

    private static final String CURE =
            "the file is damaged: take it from a copy, or train anew (another program that changes"
                    + " the file must remove all three sums)";

    private static final int SHOWN_DIGITS = 12;

    private Checksums() {}

    /** The same content with all sums. */
    public static SafetensorsFile added(SafetensorsFile content) {
        Map<String, String> metadata = new TreeMap<>(content.metadata());
        metadata.put(TENSORS, content.tensorsSha256());
        metadata.put(QUICK, content.tensorsCrc32c());
        metadata.put(METADATA, crc32c(metadata));
        return new SafetensorsFile(metadata, content.tensors());
    }

    /** @throws StoreException if the metadata are not those that were written */
    static void check(Path file, Map<String, String> metadata) {
        // Where not all are there, a bit of a name has changed.
        if (metadata.containsKey(TENSORS) || metadata.containsKey(QUICK) || metadata.containsKey(METADATA)) {
            require(file, METADATA, metadata.get(METADATA), crc32c(metadata));
        }
    }

    /** @throws StoreException if the tensors are not those that were written */
    static void check(Path file, SafetensorsFile content) {
        if (content.metadata().containsKey(QUICK)) {
            require(file, QUICK, content.metadata().get(QUICK), content.tensorsCrc32c());
        }
    }

    /**
     * The SHA-256 of a file's tensors.
     *
     * @throws StoreException if the file says another
     */
    public static String checkSha256(Path file, SafetensorsFile content) {
        String found = content.tensorsSha256();
        require(file, TENSORS, content.metadata().getOrDefault(TENSORS, found), found);
        return found;
    }

    private static void require(Path file, String name, String expected, String found) {
        if (!found.equals(expected)) {
            throw StoreException.of(file, name + " " + shown(expected), shown(found), CURE);
        }
    }

    private static String shown(String hash) {
        return hash == null
                ? "among the metadata"
                : StoreException.quote(hash.substring(0, Math.min(SHOWN_DIGITS, hash.length())));
    }

    private static String crc32c(Map<String, String> metadata) {
        CRC32C sum = new CRC32C();
        new TreeMap<>(metadata).forEach((key, value) -> {
            if (!key.equals(METADATA)) {
                add(sum, key);
                add(sum, value);
            }
        });
        return SafetensorsFile.hex(sum);
    }

    private static void add(CRC32C sum, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sum.update(SafetensorsFile.integer(bytes.length));
        sum.update(bytes);
    }
}
