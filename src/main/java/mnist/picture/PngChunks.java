package mnist.picture;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A PNG file without what does not change its pixels. The decoder would unpack texts and colour profiles whole, and a few
 * kilobytes of them can unpack to gigabytes.
 */
final class PngChunks extends FilterInputStream {
    private static final byte[] SIGNATURE = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEAD_BYTES = 8;
    private static final int CHECKSUM_BYTES = 4;

    /** The one chunk beside the critical ones that pixels depend on: transparency. */
    private static final int TRANSPARENCY =
            ByteBuffer.wrap("tRNS".getBytes(StandardCharsets.US_ASCII)).getInt();

    /** In a chunk's name: a small first letter, so that decoders may leave the chunk out. */
    private static final int ANCILLARY = 0x20 << 24;

    /** The head of a chunk, or the signature. */
    private byte[] head = SIGNATURE;

    private int headRead;

    /** Bytes of the chunk that follow its head. */
    private long rest;

    /** @param in after the signature */
    private PngChunks(InputStream in) {
        super(in);
    }

    /** The stream as it is, unless it is of a PNG file; it must support marks. */
    static InputStream only(InputStream in) throws IOException {
        in.mark(SIGNATURE.length);
        if (Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
            return new PngChunks(in);
        }
        in.reset();
        return in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (headRead == head.length && rest == 0) {
            nextChunk();
            if (head.length == 0) {
                return -1;
            }
        }
        if (headRead < head.length) {
            int count = Math.min(length, head.length - headRead);
            System.arraycopy(head, headRead, bytes, offset, count);
            headRead += count;
            return count;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, rest));
        rest -= Math.max(0, count);
        return count;
    }

    /** Goes to the next chunk that counts. At the end of the file the head is empty. */
    private void nextChunk() throws IOException {
        headRead = 0;
        while (true) {
            head = in.readNBytes(HEAD_BYTES);
            if (head.length < HEAD_BYTES) {
                return;
            }
            rest = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(0)) + CHECKSUM_BYTES;
            int name = ByteBuffer.wrap(head).getInt(Integer.BYTES);
            if ((name & ANCILLARY) == 0 || name == TRANSPARENCY) {
                return;
            }
            skip();
        }
    }

    private void skip() throws IOException {
        try {
            in.skipNBytes(rest);
        } catch (EOFException e) {
            // The decoder will say that the file is cut off.
        }
        rest = 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
