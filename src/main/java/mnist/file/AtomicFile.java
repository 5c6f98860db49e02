package mnist.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** In chars of Java, each at most 3 bytes in UTF-8. */
    private static final int LONGEST_NAME = 64;

    /** The process, a number, and where it ran; files of older versions do not say that. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\..*\\.(\\d{1,18})-\\d+(?:-([0-9a-f]{1,8}))?\\" + SUFFIX);

    /** What another machine writes to a shared folder is left alone for so long. */
    private static final Duration OTHERS_STAY = Duration.ofDays(1);

    private static final String HERE = here();
    private static final Set<Path> CLEANED = ConcurrentHashMap.newKeySet();
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
     * Replaces {@code target}, or creates it; its folder must exist. A symbolic link is replaced by a file, and what it
     * points to stays as it was: in a folder that came from elsewhere, links may lead anywhere. A path that the user named
     * goes through {@link #behindLink} first.
     *
     * @throws StoreException if anything fails; the target is then what it was, and no temporary file stays
     */
    public static void write(Path target, Content content) {
        write(target, content, AtomicFile::replace);
    }

    /** What a path that the user named stands for: where it is a link to a file, that file, so that the link stays. */
    public static Path behindLink(Path named) {
        try {
            return PathKind.ofItself(named) == PathKind.LINK ? named.toRealPath() : named;
        } catch (IOException e) {
            throw StoreException.writing(named, e);
        }
    }

    /** As {@link #write(Path, Content)}, with a text in UTF-8. */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Makes sure that there is such a folder, and that a power failure does not take it away with all that is forced to
     * disk in it.
     *
     * @throws StoreException if it cannot be made
     */
    public static void createFolder(Path folder) {
        try {
            Deque<Path> missing = new ArrayDeque<>();
            Path place = folder.toAbsolutePath();
            for (Path each = place; each != null && PathKind.of(each) == PathKind.NOTHING; each = each.getParent()) {
                missing.push(each);
            }
            Files.createDirectories(place);
            for (Path made : missing) {
                keepName(made);
            }
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    /** Makes the name of a new file or folder survive a power failure. */
    public static void keepName(Path made) {
        forceFolder(made.toAbsolutePath().getParent());
    }

    static void write(Path target, Content content, Mover mover) {
        try {
            Path place = target.toAbsolutePath();
            requireReplaceable(place);
            Path temporary = temporaryBeside(place);
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                    content.writeTo(out);
                }
                putInPlace(temporary, place, mover);
            } catch (IOException | RuntimeException | Error e) { // Memory used up, for one.
                deleteAfter(e, temporary);
                throw e;
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

    /** A device or a pipe that were replaced by a file would be missed by others. */
    static void requireReplaceable(Path target) throws IOException {
        PathKind kind = PathKind.ofItself(target);
        if (kind == PathKind.FOLDER || kind == PathKind.OTHER) {
            String found = kind == PathKind.FOLDER ? "it is a folder" : "it is a pipe or a device, no file";
            throw new FileSystemException(target.toString(), null, found);
        }
    }

    /** Leaves no half-written file behind; that this fails too must not hide the failure before. */
    public static void deleteAfter(Throwable failure, Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException | OutOfMemoryError e) {
            failure.addSuppressed(e);
        }
    }

    /** Whether it is one of the temporary files that a killed process leaves. */
    public static boolean isLeftover(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.endsWith(SUFFIX);
    }

    /** Removes the temporary files a killed process left in {@code folder}; nobody else may be writing there. */
    public static void removeLeftovers(Path folder) {
        try {
            for (Path entry : RegularFile.list(folder)) {
                if (isLeftover(entry)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
    }

    /** Not {@code Files.createTempFile}: its files are for their owner alone, and a model is there to be shared. */
    private static Path temporaryBeside(Path target) {
        removeLeftoversOfTheDead(target.getParent());
        return target.resolveSibling(temporaryName(
                target.getFileName().toString(), ProcessHandle.current().pid(), COUNTER.incrementAndGet(), HERE));
    }

    /** @param where the process runs, see {@link #here} */
    static String temporaryName(String target, long process, long number, String where) {
        return "." + shortened(target) + "." + process + "-" + number + "-" + where + SUFFIX;
    }

    /** Where a process's number means that process: since this start of this machine, and in this container. */
    static String here() {
        String where;
        try {
            where = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            where = System.getenv("COMPUTERNAME"); // Windows; macOS has none of these.
        }
        return Integer.toHexString(Objects.hashCode(where));
    }

    /** The temporary name is longer than the file's, and file systems allow 255 bytes. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        // A character of two halves is not cut in two: half a one cannot be written.
        boolean half = Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1));
        return name.substring(0, half ? LONGEST_NAME - 1 : LONGEST_NAME);
    }

    /**
     * What killed processes left, asked once for each folder, as listing takes long where thousands of files are written.
     * Whether a process of another machine lives is not known: its files are removed when they are old. Without all this
     * all is as well: nothing here may fail.
     */
    private static void removeLeftoversOfTheDead(Path folder) {
        if (!CLEANED.add(folder)) {
            return;
        }
        try {
            for (Path entry : RegularFile.list(folder)) {
                Matcher name = TEMPORARY.matcher(entry.getFileName().toString());
                if (name.matches()
                        && (HERE.equals(name.group(2))
                                ? ProcessHandle.of(Long.parseLong(name.group(1)))
                                        .isEmpty()
                                : isOld(entry))) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (IOException e) {
            // A folder that may be written but not listed.
        }
    }

    private static boolean isOld(Path file) throws IOException {
        Instant modified =
                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        return modified.isBefore(Instant.now().minus(OTHERS_STAY));
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
                if (attempt == MOVE_ATTEMPTS || PathKind.of(to) == PathKind.FOLDER) {
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
