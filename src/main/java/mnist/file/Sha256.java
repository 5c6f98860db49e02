package mnist.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;

/** A SHA-256 hash that grows with what it is given; said in 64 lower case hexadecimal digits. */
public final class Sha256 {
    private final MessageDigest digest = DigestUtils.getSha256Digest();

    /** The hash of a file's bytes. */
    public static String of(Path file) throws IOException {
        try (InputStream in = RegularFile.open(file)) {
            return DigestUtils.sha256Hex(in);
        }
    }

    public void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    public void add(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** The hash of all that was added; call it last. */
    public String hex() {
        return Hex.encodeHexString(digest.digest());
    }
}
