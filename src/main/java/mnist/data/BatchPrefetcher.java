package mnist.data;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that prepare one batch after another, from a given place on, in a ring of batches. One other thread takes them
 * in order.
 *
 * <p>The preparers take turns at the source, which gives its images one after another, and transform them side by side;
 * so what a batch holds does not depend on how many they are. Batches are handed over by counters; who has to wait for
 * one spins briefly, then parks. No queue of the library's does so without allocating memory for who waits.
 */
final class BatchPrefetcher {
    /** The taker's wait is the network's: it spins for some ten microseconds, for waking it up costs about as much. */
    private static final int TAKER_SPINS = 500;

    private final BatchSource source;
    private final Batch[] ring;
    private final int batchSize;
    private final List<Thread> preparers;

    /** Guards the source and the three numbers that follow. Who waits for a free batch parks without giving it away. */
    private final Object turn = new Object();

    private int epoch;
    private int step;
    private volatile long begun;

    /** For each place of the ring how many batches there were when the one that lies there was ready, itself included. */
    private final AtomicLongArray ready;

    /** For each place of the ring why its batch could not be prepared. */
    private final Throwable[] failures;

    private volatile long released;
    private volatile Thread waitingTaker;
    private volatile Thread waitingPreparer;
    private volatile boolean stopped;

    /** @param assemblers one for each thread */
    BatchPrefetcher(BatchSource source, BatchAssembler[] assemblers, Batch[] ring, int batchSize, int epoch, int step) {
        this.source = source;
        this.ring = ring;
        this.batchSize = batchSize;
        this.epoch = epoch;
        this.step = step;
        ready = new AtomicLongArray(ring.length);
        failures = new Throwable[ring.length];
        preparers = Arrays.stream(assemblers).map(this::startThread).toList();
    }

    private Thread startThread(BatchAssembler assembler) {
        Thread thread = new Thread(() -> prepareAll(assembler), "batches");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for batch number {@code number}, from 0 in the order of preparation. */
    Batch take(long number) {
        for (int spins = 0; !isReady(number); spins++) {
            if (spins < TAKER_SPINS) {
                Thread.onSpinWait();
            } else {
                waitingTaker = Thread.currentThread();
                if (!isReady(number)) {
                    LockSupport.park(this);
                }
                waitingTaker = null;
            }
        }
        Throwable failure = failures[place(number)];
        if (failure != null) {
            throw rethrown(failure);
        }
        return ring[place(number)];
    }

    /** Gives the oldest taken batch back, to be filled again. */
    void release() {
        long count = released + 1;
        released = count;
        // A preparer is woken when half of the ring is free, so that several batches share the cost of a wake-up.
        if (free(count) >= wakeAt()) {
            LockSupport.unpark(waitingPreparer);
        }
    }

    /** Ends the threads and waits for their end. */
    void stop() {
        stopped = true;
        preparers.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (int i = 0; i < preparers.size(); ) {
            try {
                preparers.get(i).join();
                i++;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepareAll(BatchAssembler assembler) {
        long number = begin(assembler);
        while (number >= 0) {
            try {
                assembler.end();
                finish(number, null);
            } catch (Throwable e) {
                finish(number, e);
            }
            number = begin(assembler);
        }
    }

    /** Takes the next batch's images from the source; its number, or -1 when there is nothing more to do. */
    private long begin(BatchAssembler assembler) {
        synchronized (turn) {
            if (stopped) {
                return -1;
            }
            long number = begun;
            try {
                findPlace(number == 0);
                awaitFreeBatch();
                if (!stopped) {
                    fill(assembler, number);
                    begun = number + 1;
                    return number;
                }
            } catch (Throwable e) {
                // Until then an earlier batch may lie in its place.
                awaitFreeBatch();
                if (!stopped) {
                    finish(number, e);
                }
            }
            return -1;
        }
    }

    /** After a failure no batch is begun any more; those begun before are taken first. */
    private void finish(long number, Throwable failure) {
        if (failure != null) {
            stopped = true;
        }
        failures[place(number)] = failure;
        ready.set(place(number), number + 1);
        LockSupport.unpark(waitingTaker);
    }

    /**
     * Where a step's images begin. A single image would know no variance for batch normalization, and its step can undo what
     * the epoch has learned: the last two steps share theirs then (batches of two cannot).
     */
    private int startOf(int step) {
        int images = source.images();
        boolean single = batchSize > 2 && images > batchSize && images % batchSize == 1;
        long start = Math.min((long) step * batchSize, images);
        return (int) (single && start == images - 1 ? images - (batchSize + 1) / 2 : start);
    }

    private void findPlace(boolean atBeginning) {
        if (startOf(step) == source.images()) {
            epoch++;
            step = 0;
        }
        if (atBeginning || step == 0) {
            source.seek(epoch, startOf(step));
        }
    }

    private void fill(BatchAssembler assembler, long number) {
        int rows = startOf(step + 1) - startOf(step);
        assembler.begin(ring[place(number)], epoch, rows);
        source.fill(assembler, rows);
        step++;
    }

    private void awaitFreeBatch() {
        if (stopped || free(released) > 0) {
            return;
        }
        waitingPreparer = Thread.currentThread();
        while (!stopped && free(released) < wakeAt()) {
            LockSupport.park(this);
        }
        waitingPreparer = null;
    }

    private boolean isReady(long number) {
        return ready.get(place(number)) == number + 1;
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }

    private long free(long releasedCount) {
        return ring.length - (begun - releasedCount);
    }

    private int wakeAt() {
        return (ring.length + 1) / 2;
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof DataException e) {
            return new DataException(e.getMessage(), e);
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return new IllegalStateException("preparing a batch failed: " + failure, failure);
    }
}
