package mnist.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What there is at a path. {@link Files#exists} and its like say no when the disk does not answer, and then a run would
 * be begun again over another: here that is an error.
 */
public enum PathKind {
    NOTHING,
    FILE,
    FOLDER,
    /** A symbolic link; only {@link #ofItself} says so. */
    LINK,
    /** A pipe or a device: reading it may never end, or wait for ever. */
    OTHER;

    /** Links are followed; one that points to nothing is nothing. @throws IOException if that cannot be told */
    public static PathKind of(Path path) throws IOException {
        return look(path);
    }

    /** Of the path itself, which may be a link. @throws IOException if that cannot be told */
    public static PathKind ofItself(Path path) throws IOException {
        return look(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether there is anything. @throws StoreException if that cannot be told */
    public static boolean exists(Path path) {
        return known(path) != NOTHING;
    }

    /** Whether there is a folder. @throws StoreException if that cannot be told */
    public static boolean isFolder(Path path) {
        return known(path) == FOLDER;
    }

    /** As {@link #of}. @throws StoreException if that cannot be told */
    public static PathKind known(Path path) {
        try {
            return of(path);
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    private static PathKind look(Path path, LinkOption... options) throws IOException {
        try {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
            if (found.isRegularFile()) {
                return FILE;
            }
            if (found.isDirectory()) {
                return FOLDER;
            }
            return found.isSymbolicLink() ? LINK : OTHER;
        } catch (NoSuchFileException e) {
            return NOTHING;
        } catch (FileSystemException e) {
            for (Path above = path.getParent(); above != null; above = above.getParent()) {
                if (Files.isRegularFile(above)) {
                    return NOTHING;
                }
            }
            throw e;
        }
    }
}
