package mnist.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Replaces a file as a whole: readers see the old content or the new, and after a crash one of the two is there.
 *
 * <p>The content goes to a temporary file beside the target (a move is atomic within one file system only), is forced to
 * disk, and is moved over the target. An interrupt that arrives while a checkpoint is written does not cost it: a channel
 * would be closed by it, but the streams of {@link Files} are not.
 */
public final class AtomicFile {
    private static final String SUFFIX = ".tmp";
    private static final int MOVE_ATTEMPTS = 10;
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Writes a file's content to a stream, which is closed by the caller. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Moves a file over another. */
    @FunctionalInterface
    interface Mover {
        void move(Path from, Path to) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces {@code target}, or creates it; its folder must exist. A symbolic link stays a link: what it points to is
     * replaced.
     *
     * @throws StoreException if anything fails; the target is then what it was, and no temporary file stays
     */
    public static void write(Path target, Content content) {
        write(target, content, AtomicFile::replace);
    }

    /** As {@link #write(Path, Content)}, with a text in UTF-8. */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Makes sure that there is such a folder. @throws StoreException if it cannot be made */
    public static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    static void write(Path target, Content content, Mover mover) {
        try {
            Path real = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
            Path temporary = temporaryBeside(real);
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                    content.writeTo(out);
                }
                putInPlace(temporary, real, mover);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw StoreException.writing(target, e);
        }
    }

    /**
     * Makes {@code written}, a closed file in the same folder, the new {@code target}: for content that comes bit by bit.
     */
    public static void putInPlace(Path written, Path target) throws IOException {
        putInPlace(written, target.toAbsolutePath(), AtomicFile::replace);
    }

    private static void putInPlace(Path written, Path target, Mover mover) throws IOException {
        force(written, StandardOpenOption.WRITE);
        moveWithPatience(written, target, mover);
        forceFolder(target.getParent());
    }

    /** Whether it is one of the temporary files that a killed process leaves. */
    public static boolean isLeftover(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /** Removes the temporary files a killed process left in {@code folder}; nobody else may be writing there. */
    public static void removeLeftovers(Path folder) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    /** Not {@code Files.createTempFile}: its files are for their owner alone, and a model is there to be shared. */
    private static Path temporaryBeside(Path target) throws IOException {
        String unique = ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + unique + SUFFIX);
        Files.deleteIfExists(temporary);
        return Files.createFile(temporary);
    }

    private static void replace(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Windows refuses the move for a moment while a virus scanner or a reader has the target open. */
    private static void moveWithPatience(Path from, Path to, Mover mover) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                mover.move(from, to);
                return;
            } catch (AtomicMoveNotSupportedException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == MOVE_ATTEMPTS || Files.isDirectory(to)) {
                    throw e;
                }
                pause(attempt * 10L);
            }
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            // The file comes first; whoever interrupted finds the flag set.
            Thread.currentThread().interrupt();
        }
    }

    /** Puts on disk what was appended to a file. */
    public static void force(Path written) throws IOException {
        force(written, StandardOpenOption.WRITE);
    }

    /** Puts on disk what was written. An interrupt closes the channel: then again, and whoever interrupted finds the flag set. */
    private static void force(Path path, OpenOption access) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(path, access)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes the move itself survive a power failure. Not every system opens a folder; then the move still holds. */
    private static void forceFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows: folders cannot be opened, and NTFS journals the move.
        }
    }
}
