package mnist.data;

import java.nio.ByteBuffer;
import mnist.file.Sha256;

/**
 * SHA-256 over labelled images: over the bytes of the uncompressed IDX file of the images, headers included, followed
 * by those of the labels' file. For files named on the command line that is
 * {@code (zcat images.gz; zcat labels.gz) | sha256sum}; for a part of a data set, of the files that would hold it.
 */
public final class Fingerprint {
    private final Sha256 hash = new Sha256();

    Fingerprint(long images, int rows, int columns) {
        hash.add(idxHeader(images, rows, columns));
    }

    /** The next bytes of the images. */
    public void images(byte[] bytes, int offset, int length) {
        hash.add(bytes, offset, length);
    }

    /** All labels; to be called last. */
    String labels(byte[] labels) {
        hash.add(idxHeader(labels.length));
        hash.add(labels);
        return hash.hex();
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
