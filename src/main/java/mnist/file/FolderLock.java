package mnist.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one at a time write in a folder, among the threads and processes of this machine. The operating system holds the
 * lock, so that it ends with the process, however that dies. The file stays: removing it would let two others lock
 * different files of one name.
 */
public final class FolderLock implements AutoCloseable {
    public static final String FILE_NAME = ".lock";

    /**
     * The locks of this process: opening and closing a locked file a second time would, on Unix, release its lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Far behind the process number, as a locked region cannot be read on Windows. */
    private static final long LOCKED_POSITION = Long.MAX_VALUE - 1;

    private static final int POLL_MILLIS = 20;

    /** A process number and a line end. */
    private static final int LONGEST_CONTENT = 32;

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks a folder that is there.
     *
     * @throws InUseException if another trainer is at work in the folder
     * @throws StoreException if it cannot be locked
     */
    public static FolderLock acquire(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Optional<FolderLock> lock = tryLock(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            String owner = HELD.contains(folder.toRealPath().resolve(FILE_NAME))
                    ? "this process"
                    : "process " + Files.readString(file).strip();
            throw new InUseException(
                    folder + ": in use by another trainer (" + owner + "); wait for its end, or choose another folder");
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }

    /**
     * Creates the folder if need be and waits until it is free.
     *
     * @return nothing if it is not free in time
     * @throws StoreException if it cannot be locked, or the thread is interrupted
     */
    public static Optional<FolderLock> await(Path folder, Duration patience) {
        try {
            AtomicFile.createFolder(folder);
            long deadline = System.nanoTime() + patience.toNanos();
            Optional<FolderLock> lock = tryLock(folder);
            while (lock.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(POLL_MILLIS);
                lock = tryLock(folder);
            }
            return lock;
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(folder + ": interrupted while waiting for another run", e);
        }
    }

    /** Empty if the folder is locked, by this process or another. */
    private static Optional<FolderLock> tryLock(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(FILE_NAME);
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        FolderLock lock = null;
        try {
            requireOwn(file);
            channel = FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock(LOCKED_POSITION, 1, false) != null) {
                channel.truncate(0);
                String process = ProcessHandle.current().pid() + "\n";
                channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
                lock = new FolderLock(file, channel);
            }
            return Optional.ofNullable(lock);
        } finally {
            if (lock == null) {
                release(file, channel);
            }
        }
    }

    /** Whatever else bears the name, in a folder that came from elsewhere, is not touched, nor what it points to. */
    private static void requireOwn(Path file) throws IOException {
        PathKind kind = PathKind.ofItself(file);
        if (kind == PathKind.NOTHING) {
            return;
        }
        if (kind != PathKind.FILE || Files.size(file) > LONGEST_CONTENT) {
            String found = kind == PathKind.LINK ? "a link" : kind == PathKind.FILE ? "another file" : "no file";
            throw StoreException.of(file, "the lock of a folder", found, "remove it");
        }
    }

    private static void release(Path file, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }

    /** Lets the next one in. */
    @Override
    public void close() {
        try {
            release(file, channel);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }
}
