package mnist.data.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
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
    PartFolder(Path target) {
        this.target = target;
        part = target.resolveSibling(target.getFileName() + ENDING);
        requireOwn();
        AtomicFile.createFolder(part);
        lock = FolderLock.acquire(part);
        try {
            empty(part);
        } catch (IOException e) {
            lock.close();
            throw StoreException.writing(part, e);
        }
    }

    /** Nothing of the user's is removed. */
    private void requireOwn() {
        if (PathKind.exists(part) && !PathKind.exists(part.resolve(FolderLock.FILE_NAME))) {
            throw StoreException.of(
                    part, "nothing, or what this program left there", "something else", "choose another name");
        }
    }

    /** To be filled. */
    Path path() {
        return part;
    }

    /** Gives the folder its name. */
    void finish() throws IOException {
        unlock();
        Files.delete(part.resolve(FolderLock.FILE_NAME));
        Files.move(part, target);
        finished = true;
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

    /** Removes all but the lock. */
    private static void empty(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(folder.resolve(FolderLock.FILE_NAME))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
