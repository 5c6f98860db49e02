package mnist.faults;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts the calls to a file system, and lets one of them go wrong. */
public final class Faults {
    /** What is asked of a file system. */
    public enum Call {
        OPEN_TO_READ,
        OPEN_TO_WRITE,
        READ,
        WRITE,
        TRUNCATE,
        FORCE,
        LOCK,
        CLOSE,
        CREATE,
        MOVE,
        DELETE,
        LIST,
        LOOK
    }

    /** How a call goes wrong, and which calls can. */
    public enum Kind {
        /** The disk is broken. */
        BROKEN("Input/output error", EnumSet.complementOf(EnumSet.of(Call.LOCK))),
        FULL(
                "No space left on device",
                EnumSet.of(Call.OPEN_TO_WRITE, Call.WRITE, Call.FORCE, Call.CLOSE, Call.CREATE, Call.MOVE)),
        NO_DESCRIPTORS("Too many open files", EnumSet.of(Call.OPEN_TO_READ, Call.OPEN_TO_WRITE, Call.LIST)),
        /** Half of what is written arrives. */
        TORN("No space left on device", EnumSet.of(Call.WRITE)),
        /** The process is killed; of a write, half arrives. */
        KILLED(null, EnumSet.allOf(Call.class)),
        /** The machine loses its power: what was not forced is lost. */
        POWER_CUT(null, EnumSet.of(Call.OPEN_TO_WRITE, Call.WRITE, Call.FORCE, Call.CLOSE, Call.MOVE, Call.DELETE));

        private final String reason;
        private final Set<Call> calls;

        Kind(String reason, Set<Call> calls) {
            this.reason = reason;
            this.calls = calls;
        }

        String reason() {
            return reason;
        }

        boolean isEnd() {
            return reason == null;
        }
    }

    /** Stands for the end of the process: no later call does anything. */
    static final class Ended extends Error {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the process has ended", null, false, false);
        }
    }

    /** A call to the real file system. */
    @FunctionalInterface
    interface Real<T> {
        T call() throws IOException;
    }

    /** Writes to the real file. */
    @FunctionalInterface
    interface Writing {
        int write(ByteBuffer part) throws IOException;
    }

    private final Kind kind;
    private final int wanted;
    private final Disk disk;
    private final List<Closeable> open = new ArrayList<>();
    private int calls;
    private boolean ended;
    private String struck;

    /** @param wanted which of the calls that can go wrong so does, from 1 */
    public Faults(Kind kind, int wanted, Path root) throws IOException {
        this.kind = kind;
        this.wanted = wanted;
        disk = new Disk(root);
    }

    Disk disk() {
        return disk;
    }

    /** Where the fault was, for messages; null if there was none. */
    public synchronized String struck() {
        return struck;
    }

    /** Whether the process has ended by the fault. */
    public synchronized boolean ended() {
        return ended;
    }

    synchronized void keep(FileChannel channel) {
        open.add(channel);
    }

    synchronized <T> T call(Call call, Path path, Real<T> real) throws IOException {
        if (strikes(call, path)) {
            fail(call, path);
        }
        return real.call();
    }

    synchronized int write(Path path, ByteBuffer source, Writing real) throws IOException {
        if (!strikes(Call.WRITE, path)) {
            return real.write(source);
        }
        if (kind == Kind.TORN || kind == Kind.KILLED) {
            ByteBuffer half = source.duplicate();
            half.limit(half.position() + half.remaining() / 2);
            real.write(half);
        }
        fail(Call.WRITE, path);
        return 0;
    }

    /** What failed to close is closed all the same, as by the operating system. */
    synchronized void closing(Path path, Closeable real) throws IOException {
        boolean strikes = strikes(Call.CLOSE, path);
        real.close();
        if (strikes) {
            fail(Call.CLOSE, path);
        }
    }

    private boolean strikes(Call call, Path path) {
        if (ended) {
            throw new Ended();
        }
        if (struck != null || !kind.calls.contains(call) || ++calls != wanted) {
            return false;
        }
        struck = kind + " at call " + wanted + ", " + call + " " + path.getFileName();
        return true;
    }

    private void fail(Call call, Path path) throws IOException {
        if (kind.isEnd()) {
            ended = true;
            throw new Ended();
        }
        boolean inside = call == Call.READ || call == Call.WRITE || call == Call.FORCE || call == Call.CLOSE;
        throw inside ? new IOException(kind.reason) : new FileSystemException(path.toString(), null, kind.reason);
    }

    /** What the operating system does when the process is gone. */
    public synchronized void end() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }
}
