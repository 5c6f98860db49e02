package mnist.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** The content of a file in a zip archive, which must have the checksum that the archive says. */
final class CheckedContent extends FilterInputStream {
    private static final int SKIPPED_TOGETHER = 1 << 13;

    private final long expected;
    private final CRC32 checksum = new CRC32();

    /** @param expected the checksum; negative if it is not known */
    CheckedContent(InputStream content, long expected) {
        super(content);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            checksum.update(target, offset, read);
        }
        if (read < 0 && expected >= 0 && checksum.getValue() != expected) {
            throw new IOException("bad checksum, its content was damaged on the way");
        }
        return read;
    }

    /** What is left out is read nevertheless, for the checksum. */
    @Override
    public long skip(long length) throws IOException {
        byte[] skipped = new byte[(int) Math.max(0, Math.min(length, SKIPPED_TOGETHER))];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
