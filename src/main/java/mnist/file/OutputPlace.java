package mnist.file;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Whether a result will have a place, asked before the work for it begins. Space on the disk may still be missing at the
 * end.
 */
public final class OutputPlace {
    private OutputPlace() {}

    /**
     * For {@link AtomicFile#write}.
     *
     * @throws StoreException if there is no folder for such a file, nothing may be written in it, or there is something else
     *     of that name
     */
    public static void requireFile(Path file) {
        requireName(file);
        try {
            AtomicFile.requireReplaceable(file);
            Path folder = file.toAbsolutePath().getParent();
            if (PathKind.of(folder) == PathKind.NOTHING) {
                throw noFolder(file);
            }
            requireWritable(folder);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }

    /** Elsewhere a hyphen is standard output. */
    private static void requireName(Path place) {
        if (place.toString().equals("-")) {
            throw StoreException.of(
                    place, "the name of a file", "a hyphen", "it is not standard output here; write a name");
        }
    }

    private static StoreException noFolder(Path file) {
        Path folder = file.getParent() == null ? file.toAbsolutePath().getParent() : file.getParent();
        String typed = folder.toString().contains(" ") ? "\"" + folder + "\"" : folder.toString();
        return new StoreException(
                file + ": cannot be written: there is no folder " + folder + "; make it with mkdir -p " + typed);
    }

    /**
     * For {@link AtomicFile#createFolder} and files in the folder.
     *
     * @throws StoreException if it is not there and cannot be made, or nothing may be written in it
     */
    public static void requireFolder(Path folder) {
        requireName(folder);
        try {
            Path nearest = folder.toAbsolutePath();
            while (PathKind.of(nearest) == PathKind.NOTHING && nearest.getParent() != null) {
                nearest = nearest.getParent();
            }
            requireWritable(nearest);
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    private static void requireWritable(Path folder) throws IOException {
        if (PathKind.of(folder) != PathKind.FOLDER) {
            throw new FileSystemException(folder.toString(), null, folder + " is no folder");
        }
        folder.getFileSystem().provider().checkAccess(folder, AccessMode.WRITE);
    }
}
