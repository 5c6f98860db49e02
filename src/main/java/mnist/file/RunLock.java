package mnist.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second trainer out of a run directory. The operating system holds the lock, so that it ends with the process,
 * however that dies. The file stays: removing it would let two others lock different files of one name.
 */
public final class RunLock implements AutoCloseable {
    public static final String FILE_NAME = ".lock";

    /**
     * The locks of this process: opening and closing a locked file a second time would, on Unix, release its lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Far behind the process number, as a locked region cannot be read on Windows. */
    private static final long LOCKED_POSITION = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws StoreException if another trainer is at work in the folder, or it cannot be locked */
    public static RunLock acquire(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Path key = folder.toRealPath().resolve(FILE_NAME);
            if (!HELD.add(key)) {
                throw inUse(folder, "this process");
            }
            try {
                return lock(folder, file, key);
            } catch (IOException | RuntimeException e) {
                HELD.remove(key);
                throw e;
            }
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
    }

    private static RunLock lock(Path folder, Path file, Path key) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(LOCKED_POSITION, 1, false);
            if (lock == null) {
                throw inUse(folder, "process " + Files.readString(file).strip());
            }
            channel.truncate(0);
            String process = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(process.getBytes(StandardCharsets.US_ASCII)));
            return new RunLock(key, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoreException inUse(Path folder, String owner) {
        return new StoreException(
                folder + ": in use by another trainer (" + owner + "); wait for its end, or choose another folder");
    }

    /** Lets the next trainer in. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        } finally {
            HELD.remove(file);
        }
    }
}
