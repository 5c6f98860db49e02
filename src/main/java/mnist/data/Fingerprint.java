package mnist.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over labelled images: over the bytes of the uncompressed IDX file of the images, headers included, followed
 * by those of the labels' file. For files named on the command line that is
 * {@code (zcat images.gz; zcat labels.gz) | sha256sum}; for a part of a data set, of the files that would hold it.
 */
public final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint(long images, int rows, int columns) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(idxHeader(images, rows, columns));
    }

    /** The next bytes of the images. */
    public void images(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** All labels; to be called last. */
    String labels(byte[] labels) {
        digest.update(idxHeader(labels.length));
        digest.update(labels);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The header of an IDX file of unsigned bytes. */
    private static byte[] idxHeader(long... dimensions) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
        header.putShort((short) 0).put((byte) 8).put((byte) dimensions.length);
        for (long size : dimensions) {
            header.putInt((int) size);
        }
        return header.array();
    }
}
