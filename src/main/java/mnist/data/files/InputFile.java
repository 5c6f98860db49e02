package mnist.data.files;

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
import mnist.file.RegularFile;

/**
 * A file as it lies on disk or in an archive, raw or compressed. Two that are equal are of the same file, which nobody has
 * written to between.
 *
 * @param size in bytes, as it lies there
 * @param modified when it, or its archive, was last written to
 * @param key by which the file system knows it, whatever its name; null where there is none
 */
public record InputFile(FilePlace place, long size, FileTime modified, Object key, Coding coding) {
    /** What to do about a file that is damaged: it may be the only one that its owner has. */
    public static final String AGAIN = "get the file again";

    private static final String ARCHIVE_AGAIN = "get the archive again";

    public static InputFile of(Path path) {
        return of(FilePlace.of(path));
    }

    /**
     * Looks at the file without reading it.
     *
     * @throws DataException if it is missing, not a file, empty, or may not be read
     */
    public static InputFile of(FilePlace place) {
        Path path = place.file();
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
            if (found.isDirectory()) {
                throw DataException.about(path, "is a directory, not an IDX file", "name a file in it");
            }
            try (InputStream in = raw(place)) {
                byte[] start = in.readNBytes(Coding.START_BYTES);
                if (start.length == 0) {
                    throw DataException.about(place, "is empty", AGAIN);
                }
                long size = place.isInArchive() ? possibleSize(place, found.size()) : found.size();
                return new InputFile(place, size, found.lastModifiedTime(), found.fileKey(), Coding.of(start));
            }
        } catch (IOException e) {
            throw complaint(place, e);
        }
    }

    /** So that no memory is taken for what an archive only says that it holds. */
    private static long possibleSize(FilePlace place, long archiveBytes) {
        Archive.Entry entry = place.entry();
        Coding best = entry.archive().zip() ? Coding.GZIP : Coding.XZ;
        if (entry.size() / best.mostInflation > archiveBytes) {
            throw DataException.about(
                    place,
                    "larger than its archive can hold",
                    "at most " + archiveBytes * best.mostInflation + " bytes",
                    entry.size(),
                    "get the archive again");
        }
        return entry.size();
    }

    /** The content as it is stored, compressed or not. */
    public InputStream openStored() throws IOException {
        return raw(place);
    }

    private static InputStream raw(FilePlace place) throws IOException {
        return place.isInArchive() ? place.entry().open() : RegularFile.open(place.file());
    }

    /**
     * The decoded content from its start; the caller passes its IOExceptions on to {@link #complaint(Object,
     * IOException)}.
     */
    public InputStream open() throws IOException {
        return coding.decode(raw(place));
    }

    /** @throws DataException if it is another file now, or has been written to */
    public void requireUnchanged() {
        if (!of(place).equals(this)) {
            throw DataException.about(place, "changed while in use", "leave it alone and start again");
        }
    }

    public boolean isCompressed() {
        return coding != Coding.NONE;
    }

    /** The decoded content cannot be longer than this. */
    public long mostBytes() {
        return size * coding.mostInflation;
    }

    /** What to tell the user about a failure to read a file. */
    public static DataException complaint(Object place, IOException e) {
        if (e instanceof FileSystemException) {
            return DataException.unreadable(place, e);
        }
        boolean archived = place instanceof FilePlace file && file.isInArchive();
        if (e instanceof EOFException && archived) {
            return DataException.about(place, "damaged archive: this file ends in the middle", ARCHIVE_AGAIN);
        }
        if (e instanceof EOFException) {
            return DataException.about(
                    place, "truncated gz file: it ends in the middle", "the download was cut off: " + AGAIN);
        }
        String reason = String.valueOf(e.getMessage());
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("after a valid")) {
            return DataException.about(place, "trailing bytes after the gz data", AGAIN);
        }
        if (lower.contains("crc32")) {
            return DataException.about(place, "bad gz checksum: its content was damaged on the way", AGAIN);
        }
        if (lower.contains("gz")) {
            return DataException.about(place, "damaged gz file: " + reason, AGAIN);
        }
        return archived
                ? DataException.about(place, "damaged archive: " + reason, ARCHIVE_AGAIN)
                : DataException.unreadable(place, e);
    }
}
