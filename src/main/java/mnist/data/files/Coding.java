package mnist.data.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import mnist.file.FileKind;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed as a whole; its first bytes tell, not its name. */
enum Coding {
    NONE(1),
    /** Deflate cannot do better than 1032 : 1. */
    GZIP(1032),
    /** A block of LZMA2, 64 KB, holds at most 2 MB of one byte repeated; the index between adds a little. */
    XZ(1 << 14);

    private static final int BUFFER_BYTES = 1 << 16;

    /** From so many bytes the coding can be told. */
    static final int START_BYTES = 6;

    /** Times as long as the file is, its content cannot be longer. */
    final int mostInflation;

    Coding(int mostInflation) {
        this.mostInflation = mostInflation;
    }

    /** @param start the first bytes, {@value #START_BYTES} if there are so many */
    static Coding of(byte[] start) {
        if (FileKind.isGzip(start)) {
            return GZIP;
        }
        return FileKind.isXz(start) ? XZ : NONE;
    }

    /** The content of a file. Closes {@code raw} if it cannot be read at all. */
    InputStream decode(InputStream raw) throws IOException {
        try {
            InputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
            return switch (this) {
                case NONE -> buffered;
                // All members: only so is whatever follows the first one noticed.
                case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(buffered)
                            .setBufferSize(BUFFER_BYTES)
                            .setDecompressConcatenated(true)
                            .get();
                case XZ ->
                    XZCompressorInputStream.builder()
                            .setInputStream(buffered)
                            .setDecompressConcatenated(true)
                            .get();
            };
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }
}
