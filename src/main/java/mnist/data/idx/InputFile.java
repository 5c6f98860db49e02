package mnist.data.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import mnist.data.DataException;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A file as it lies on disk, raw or gz; which of the two its first bytes tell, not its name. Two that are equal are of
 * the same file, which nobody has written to between.
 *
 * @param modified when it was last written to
 * @param key by which the file system knows it, whatever its name; null where there is none
 */
public record InputFile(Path path, long size, FileTime modified, Object key, boolean gz) {
    private static final int BUFFER_BYTES = 1 << 16;
    static final String AGAIN = "delete it and fetch it again";

    /** Deflate cannot do better than 1032 : 1. */
    private static final long MAX_INFLATION = 1032;

    /**
     * Looks at the file without reading it.
     *
     * @throws DataException if it is missing, not a file, empty, or may not be read
     */
    static InputFile of(Path path) {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (found.isDirectory()) {
                throw DataException.about(path, "is a directory, not an IDX file", "name a file in it");
            }
            try (InputStream in = RegularFile.open(path)) {
                byte[] start = in.readNBytes(2);
                if (start.length == 0) {
                    throw DataException.about(path, "is empty", AGAIN);
                }
                return new InputFile(
                        path, found.size(), found.lastModifiedTime(), found.fileKey(), FileKind.isGzip(start));
            }
        } catch (IOException e) {
            throw complaint(path, e);
        }
    }

    /**
     * The decoded content from its start; the caller passes its IOExceptions on to {@link #complaint(Path,
     * IOException)}.
     */
    InputStream open() throws IOException {
        InputStream raw = Files.newInputStream(path);
        try {
            if (!gz) {
                return new BufferedInputStream(raw, BUFFER_BYTES);
            }
            return GzipCompressorInputStream.builder()
                    .setInputStream(new BufferedInputStream(raw, BUFFER_BYTES))
                    .setBufferSize(BUFFER_BYTES)
                    // All members: only so is whatever follows the first one noticed.
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** @throws DataException if it is another file now, or has been written to */
    void requireUnchanged() {
        if (!of(path).equals(this)) {
            throw DataException.about(path, "changed while in use", "leave it alone and start again");
        }
    }

    /** The decoded content cannot be longer than this. */
    long mostBytes() {
        return gz ? size * MAX_INFLATION : size;
    }

    /** What to tell the user about a failure to read {@code path}. */
    public static DataException complaint(Path path, IOException e) {
        if (e instanceof FileSystemException) {
            return DataException.unreadable(path, e);
        }
        if (e instanceof EOFException) {
            return DataException.about(
                    path, "truncated gz file: it ends in the middle", "the download was cut off: " + AGAIN);
        }
        String reason = String.valueOf(e.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("after a valid")) {
            return DataException.about(path, "trailing bytes after the gz data", AGAIN);
        }
        if (lower.contains("crc32")) {
            return DataException.about(path, "bad gz checksum: its content was damaged on the way", AGAIN);
        }
        if (lower.contains("gz")) {
            return DataException.about(path, "damaged gz file: " + reason, AGAIN);
        }
        return DataException.unreadable(path, e);
    }
}
