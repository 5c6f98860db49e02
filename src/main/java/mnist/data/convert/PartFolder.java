package mnist.data.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;

/**
 * A new folder that is filled under another name and gets its own when it is complete. Closed before that, nothing
 * remains. What a killed process left is removed by the next one; the lock in it says that it is ours.
 */
final class PartFolder implements Closeable {
    private static final String ENDING = ".part";

    private final Path target;
    private final Path part;
    private final FolderLock lock;
    private boolean unlocked;
    private boolean finished;

    /** @throws StoreException if the folder cannot be made, or another process is filling it */
    PartFolder(Path target) throws IOException {
        this.target = target;
        part = target.resolveSibling(target.getFileName() + ENDING);
        requireOwn();
        AtomicFile.createFolder(part);
        try {
            lock = FolderLock.acquire(part);
        } catch (StoreException e) {
            AtomicFile.deleteAfter(e, part);
            throw e;
        }
        try {
            empty(part);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Nothing of the user's is removed. */
    private void requireOwn() throws IOException {
        PathKind kind = PathKind.of(part);
        boolean own = kind == PathKind.NOTHING
                || (kind == PathKind.FOLDER
                        && (PathKind.exists(part.resolve(FolderLock.FILE_NAME))
                                || RegularFile.list(part).isEmpty()));
        if (!own) {
            throw StoreException.of(
                    part, "nothing, or what this program left there", "something else", "choose another name");
        }
    }

    /** To be filled. */
    Path path() {
        return part;
    }

    /** Gives the folder its name. The lock goes with it: without it, what is killed here would be nobody's. */
    void finish() throws IOException {
        unlock();
        Files.move(part, target);
        finished = true;
        Files.delete(target.resolve(FolderLock.FILE_NAME));
        AtomicFile.keepName(target);
    }

    private void unlock() {
        if (!unlocked) {
            unlocked = true;
            lock.close();
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            empty(part);
            unlock();
            Files.deleteIfExists(part.resolve(FolderLock.FILE_NAME));
            Files.deleteIfExists(part);
        }
    }

    /** Removes all in it but the lock. */
    private static void empty(Path folder) throws IOException {
        for (Path each : RegularFile.list(folder)) {
            if (PathKind.ofItself(each) == PathKind.FOLDER) {
                empty(each);
                Files.delete(each);
            } else if (!each.endsWith(FolderLock.FILE_NAME)) {
                Files.delete(each);
            }
        }
    }
}
