package mnist.data;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that prepare one batch after another, from a given place on, in a ring of batches. One other thread takes them
 * in order.
 *
 * <p>The preparers take turns at the source, which gives its images one after another, and transform them side by side;
 * so what a batch holds does not depend on how many they are. Batches are handed over by counters; who has to wait for
 * one spins briefly, then parks.
 */
final class BatchPrefetcher {
    /** The taker's wait is the network's: it spins for some ten microseconds, for waking it up costs about as much. */
    private static final int TAKER_SPINS = 500;

    private final BatchSource source;
    private final Batch[] ring;
    private final int batchSize;
    private final Thread[] preparers;

    /** Guards the source and the three numbers that follow. Who waits for a free batch parks without giving it away. */
    private final Object turn = new Object();

    private int epoch;
    private int position;
    private volatile long begun;

    /** For each place of the ring how many batches there were when the one that lies there was ready, itself included. */
    private final AtomicLongArray ready;

    private volatile long released;
    private volatile Thread waitingTaker;
    private volatile Thread waitingPreparer;
    private volatile boolean stopped;

    /** The first batch that could not be prepared, and why. */
    private volatile long failedAt = Long.MAX_VALUE;

    private volatile Throwable failure;

    /** @param assemblers one for each thread */
    BatchPrefetcher(BatchSource source, BatchAssembler[] assemblers, Batch[] ring, int batchSize, int epoch, int step) {
        this.source = source;
        this.ring = ring;
        this.batchSize = batchSize;
        this.epoch = epoch;
        position = startOf(step);
        ready = new AtomicLongArray(ring.length);
        preparers = new Thread[assemblers.length];
        for (int i = 0; i < preparers.length; i++) {
            BatchAssembler assembler = assemblers[i];
            preparers[i] = new Thread(() -> prepareAll(assembler), "batches-" + (i + 1));
            preparers[i].setDaemon(true);
        }
        for (Thread preparer : preparers) {
            preparer.start();
        }
    }

    /** Waits for batch number {@code number}, from 0 in the order of preparation. */
    Batch take(long number) {
        int spins = 0;
        while (!isReady(number) && failedAt > number) {
            if (spins++ < TAKER_SPINS) {
                Thread.onSpinWait();
            } else {
                parkTaker(number);
            }
        }
        if (!isReady(number)) {
            throw rethrown(failure);
        }
        return ring[place(number)];
    }

    /** Gives the oldest taken batch back, to be filled again. */
    void release() {
        long count = released + 1;
        released = count;
        // A preparer is woken when half of the ring is free, so that several batches share the cost of a wake-up.
        Thread preparer = waitingPreparer;
        if (preparer != null && free(count) >= wakeAt()) {
            LockSupport.unpark(preparer);
        }
    }

    /** Ends the threads and waits for their end. */
    void stop() {
        stopped = true;
        for (Thread preparer : preparers) {
            preparer.interrupt();
        }
        boolean interrupted = false;
        for (Thread preparer : preparers) {
            while (preparer.isAlive()) {
                try {
                    preparer.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
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
            } catch (Throwable e) {
                fail(number, e);
                return;
            }
            ready.set(place(number), number + 1);
            wakeTaker();
            number = begin(assembler);
        }
    }

    /** Takes the next batch's images from the source; its number, or -1 when there is nothing more to do. */
    private long begin(BatchAssembler assembler) {
        synchronized (turn) {
            long number = begun;
            try {
                if (goesOn()) {
                    findPlace(number == 0);
                    awaitFreeBatch();
                }
                if (!goesOn()) {
                    return -1;
                }
                fill(assembler, number);
                begun = number + 1;
                return number;
            } catch (Throwable e) {
                fail(number, e);
                return -1;
            }
        }
    }

    private void findPlace(boolean atBeginning) {
        if (position == source.images()) {
            epoch++;
            position = 0;
            source.seek(epoch, 0);
        } else if (atBeginning) {
            source.seek(epoch, position);
        }
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

    private void fill(BatchAssembler assembler, long number) {
        int step = (position + batchSize - 1) / batchSize;
        int rows = startOf(step + 1) - position;
        assembler.begin(ring[place(number)], epoch, rows);
        source.fill(assembler, rows);
        position += rows;
    }

    private void awaitFreeBatch() {
        if (free(released) > 0) {
            return;
        }
        waitingPreparer = Thread.currentThread();
        while (free(released) < wakeAt() && goesOn()) {
            LockSupport.park(this);
        }
        waitingPreparer = null;
    }

    private boolean goesOn() {
        return !stopped && failure == null;
    }

    /** The earliest batch's failure counts. Not under {@link #turn}, whose owner may wait for batches to be taken. */
    private synchronized void fail(long number, Throwable e) {
        if (number < failedAt) {
            failure = e;
            failedAt = number;
        }
        wakeTaker();
    }

    private void parkTaker(long number) {
        waitingTaker = Thread.currentThread();
        if (!isReady(number) && failedAt > number) {
            LockSupport.park(this);
        }
        waitingTaker = null;
    }

    private void wakeTaker() {
        Thread taker = waitingTaker;
        if (taker != null) {
            LockSupport.unpark(taker);
        }
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
