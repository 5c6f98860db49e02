package mnist.linalg;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Worker threads for work that lasts microseconds: they spin briefly for the next piece and only then park. A range
 * goes to whoever takes it first, by one compare-and-set, so a thread that the system has put aside holds up nothing but the
 * range it had begun. But every thread begins with a share of its own, the same in every run of the same size: what it
 * wrote the last time is then still in its cache. (On two cores without a common cache writing what the other has read
 * takes ten times as long.) Nothing is allocated by {@link #run}.
 *
 * <p>A run inside a run, or beside another thread's run, is carried out by its caller alone.
 */
public final class SpinTeam implements WorkerTeam {
    /** How long an idle worker spins: longer than the serial gaps of a training step, far shorter than an epoch. */
    private static final long SPIN_NANOS = 100_000;

    private static final int SPINS_BETWEEN_CLOCK_READINGS = 64;

    /** Pieces per thread: enough to even out threads that are disturbed, few enough not to matter. */
    private static final int PIECES_PER_THREAD = 4;

    private final Worker[] workers;
    private final boolean spin;

    /** Number of the run in the upper half, its pieces in the lower: one word, so they belong together. */
    private final AtomicLong state = new AtomicLong();

    /** For every piece the number of the run in which it was taken last. */
    private final AtomicIntegerArray taken;

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile int employed;
    private volatile Throwable failure;
    private volatile boolean closed;

    // Written by the caller before a run is published in state; stable until its last piece is finished.
    private Part part;
    private int count;
    private int grain;
    private int grains;
    private int pieces;

    /** A team of {@code threads} including the caller; at least 1. */
    public SpinTeam(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("a team needs at least 1 thread, not " + threads);
        }
        employed = threads;
        taken = new AtomicIntegerArray(threads * PIECES_PER_THREAD);
        spin = Runtime.getRuntime().availableProcessors() >= threads;
        workers = new Worker[threads - 1];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].start();
        }
    }

    @Override
    public int size() {
        return workers.length + 1;
    }

    @Override
    public int threads() {
        return employed;
    }

    @Override
    public void employ(int threads) {
        if (threads < 1 || threads > size()) {
            throw new IllegalArgumentException(threads + " threads of a team of " + size());
        }
        employed = threads;
    }

    @Override
    public void run(int newCount, int newGrain, Part newPart) {
        if (newCount <= 0) {
            return;
        }
        if (employed == 1 || newCount <= newGrain || closed || !busy.compareAndSet(false, true)) {
            newPart.run(0, newCount);
            return;
        }
        try {
            publish(newCount, newGrain, newPart);
            takePieces(state.get(), 0);
            awaitOthers();
        } finally {
            part = null;
            busy.set(false);
        }
        rethrow();
    }

    private void publish(int newCount, int newGrain, Part newPart) {
        part = newPart;
        count = newCount;
        grain = newGrain;
        grains = ceilDivide(newCount, newGrain);
        pieces = Math.min(grains, threads() * PIECES_PER_THREAD);
        unfinished.set(pieces);
        long nextRun = (state.get() >>> 32) + 1;
        state.set((nextRun << 32) | pieces);
        for (int i = 0; i < employed - 1; i++) {
            if (workers[i].asleep) {
                LockSupport.unpark(workers[i]);
            }
        }
    }

    private static int ceilDivide(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }

    /** Takes pieces of a run, those of the thread's own share first. */
    private void takePieces(long seen, int thread) {
        int runNumber = (int) (seen >>> 32);
        int all = (int) seen;
        int first = (int) ((long) all * thread / threads());
        for (int i = 0; i < all; i++) {
            int piece = first + i < all ? first + i : first + i - all;
            int last = taken.get(piece);
            // Taking it proves that the fields belong to this run: it cannot end before the piece does. Afterwards
            // all its pieces bear its number or a later one.
            if (last - runNumber < 0 && taken.compareAndSet(piece, last, runNumber)) {
                runPiece(piece);
            }
        }
    }

    private void runPiece(int piece) {
        int from = startOf(piece);
        int to = startOf(piece + 1);
        try {
            part.run(from, to);
        } catch (Throwable thrown) { // handed to the caller of run, whatever it is
            failure = thrown;
        }
        unfinished.decrementAndGet();
    }

    /** Pieces differ by a grain at most, or the threads would have to wait for the one with the longest. */
    private int startOf(int piece) {
        return (int) Math.min(count, (long) grains * piece / pieces * grain);
    }

    @SuppressWarnings("ThreadPriorityCheck") // gives the core to a worker that was interrupted in its last piece
    private void awaitOthers() {
        int spins = 0;
        while (unfinished.get() > 0) {
            if (spin && ++spins < 100_000) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private void rethrow() {
        Throwable thrown = failure;
        if (thrown == null) {
            return;
        }
        failure = null;
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown; // Part.run declares no checked exception
    }

    private void wakeAll() {
        for (Worker worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    /** Ends the threads and waits for them; a later run is carried out by its caller alone. */
    @Override
    public void close() {
        closed = true;
        wakeAll();
        boolean interrupted = false;
        for (Worker worker : workers) {
            while (worker.isAlive() && worker != Thread.currentThread()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Worker extends Thread {
        private final int number;

        /** The state whose pieces are all taken. */
        private long done;

        private volatile boolean asleep;

        Worker(int number) {
            super("mnist-worker-" + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!closed) {
                done = state.get();
                if (isEmployed()) {
                    takePieces(done, number);
                }
                if (!spinForWork()) {
                    sleepUntilWoken();
                }
            }
        }

        private boolean isEmployed() {
            return number < employed;
        }

        private boolean idle() {
            return (state.get() == done || !isEmployed()) && !closed;
        }

        private boolean spinForWork() {
            if (!spin) {
                return false;
            }
            long start = System.nanoTime();
            do {
                for (int i = 0; i < SPINS_BETWEEN_CLOCK_READINGS; i++) {
                    if (!idle()) {
                        return true;
                    }
                    Thread.onSpinWait();
                }
            } while (System.nanoTime() - start < SPIN_NANOS);
            return false;
        }

        private void sleepUntilWoken() {
            asleep = true;
            // Looked at again after that was said: whoever publishes now sees a sleeper and wakes it.
            if (idle()) {
                LockSupport.park(SpinTeam.this);
            }
            asleep = false;
        }
    }
}
