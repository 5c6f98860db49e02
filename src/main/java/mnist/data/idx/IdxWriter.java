package mnist.data.idx;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mnist.file.AtomicFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * Writes one IDX file, as gz if its name ends so. It is written beside its place under another name and put there,
 * whole, by {@link #finish()}; closed before that, nothing remains.
 */
public final class IdxWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path target;
    private final Path partial;
    private final OutputStream out;
    private long remaining;
    private boolean finished;

    public IdxWriter(Path target, IdxHeader header) throws IOException {
        this.target = target;
        partial = partOf(target);
        // A new file: of what a killed process left, nothing is used, and a link that lies there is not followed.
        Files.deleteIfExists(partial);
        OutputStream plain = new BufferedOutputStream(
                Files.newOutputStream(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER_BYTES);
        remaining = header.contentBytes();
        try {
            out = target.getFileName().toString().endsWith(".gz") ? new GzipCompressorOutputStream(plain) : plain;
            out.write(header.toBytes());
        } catch (IOException e) {
            AtomicFile.deleteAfter(e, partial);
            plain.close();
            throw e;
        }
    }

    /** Where a file is written before it is whole. */
    public static Path partOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    /** Writes a file of unsigned bytes at once. */
    public static void write(Path target, IdxHeader header, byte[] content) throws IOException {
        try (IdxWriter writer = new IdxWriter(target, header)) {
            writer.write(content, 0, content.length);
            writer.finish();
        }
    }

    /** The next bytes of the content, as the format has them (big endian). */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > remaining) {
            throw new IllegalStateException(target + ": more content than its header says");
        }
        out.write(bytes, offset, length);
        remaining -= length;
    }

    /** Ends the file and puts it in its place; all that the header promises must be written. */
    public void finish() throws IOException {
        if (remaining != 0) {
            throw new IllegalStateException(target + ": " + remaining + " bytes less than its header says");
        }
        out.close();
        AtomicFile.putInPlace(partial, target);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(partial);
            }
        }
    }
}
