package mnist.data.files;

import java.nio.file.Path;

/**
 * A file, on disk or in an archive there.
 *
 * @param file on disk
 * @param entry in the archive that this is; null for the file itself
 */
public record FilePlace(Path file, Archive.Entry entry) {
    public static FilePlace of(Path file) {
        return new FilePlace(file, null);
    }

    public boolean isInArchive() {
        return entry != null;
    }

    /** The last part of the path. */
    public String name() {
        String path = isInArchive() ? entry.name() : String.valueOf(file.getFileName());
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** For messages, for example {@code mnist.zip!train/images}. */
    @Override
    public String toString() {
        return isInArchive() ? file + "!" + entry.name().replaceAll("[\\p{Cc}\\u2028\\u2029]", "?") : file.toString();
    }
}
