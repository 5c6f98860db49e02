package mnist.data.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** The content of a file in a zip archive, which must have the checksum that the archive says. */
final class CheckedContent extends FilterInputStream {
    private static final int SKIPPED_TOGETHER = 1 << 13;

    private final long expected;
    private final CRC32 checksum = new CRC32();

    /** The others need further libraries, or are of programs long gone. */
    private static final Set<ZipMethod> READ = EnumSet.of(
            ZipMethod.STORED, ZipMethod.DEFLATED, ZipMethod.ENHANCED_DEFLATED, ZipMethod.BZIP2, ZipMethod.XZ);

    /** @param expected the checksum; negative if it is not known */
    private CheckedContent(InputStream content, long expected) {
        super(content);
        this.expected = expected;
    }

    /** The content of an entry. @throws IOException also if it is encrypted, or compressed in a way that is not read here */
    static InputStream of(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw new FileSystemException(entry.getName(), null, "it is encrypted");
        }
        if (!READ.contains(ZipMethod.getMethodByCode(entry.getMethod()))) {
            throw new FileSystemException(
                    entry.getName(),
                    null,
                    "it is compressed by zip's method " + entry.getMethod() + ", which is not read here");
        }
        return new CheckedContent(zip.getInputStream(entry), entry.getCrc());
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
