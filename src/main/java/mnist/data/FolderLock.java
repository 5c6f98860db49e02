package mnist.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One at a time may fill a folder, among the threads and processes of this machine. The operating system releases the
 * lock of a process that dies. Its file, {@code .lock}, stays: to delete it while another waits for it would give two
 * owners.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    private static final int POLL_MILLIS = 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the folder if need be and waits until it is free.
     *
     * @throws DataException if it cannot be written, or is not free in time
     */
    public static FolderLock acquire(Path folder, Duration patience) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long deadline = System.nanoTime() + patience.toNanos();
            while (!tryLock(channel)) {
                if (System.nanoTime() > deadline) {
                    throw DataException.about(folder, "is being filled by another run", "wait for it to end");
                }
                Thread.sleep(POLL_MILLIS);
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UnwritableException(folder, e);
        } catch (InterruptedException e) {
            closeQuietly(channel);
            Thread.currentThread().interrupt();
            throw new DataException(folder + ": interrupted while waiting for another run", e);
        } catch (DataException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByAnotherThread) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyFailing) {
                // The caller is told of the first failure; nothing was written that a failed close could lose.
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
