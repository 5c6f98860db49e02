package mnist.data;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that prepares one batch after another, from a given place on, in a ring of batches. One other thread takes
 * them. The two hand over by counters; whoever has to wait spins briefly, then parks.
 */
final class Preparation implements Runnable {
    /** The taker's wait is the network's: it spins for some ten microseconds, for waking it up costs about as much. */
    private static final int TAKER_SPINS = 500;

    private final BatchSource source;
    private final BatchAssembler assembler;
    private final Batch[] ring;
    private final int batchSize;
    private final Thread thread;

    private int epoch;
    private int position;

    private volatile long prepared;
    private volatile long released;
    private volatile Thread waitingTaker;
    private volatile boolean preparerWaits;
    private volatile boolean stopped;
    private volatile Throwable failure;

    Preparation(BatchSource source, BatchAssembler assembler, Batch[] ring, int batchSize, int epoch, int step) {
        this.source = source;
        this.assembler = assembler;
        this.ring = ring;
        this.batchSize = batchSize;
        this.epoch = epoch;
        position = (int) Math.min((long) step * batchSize, source.images());
        thread = new Thread(this, "batches");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for batch number {@code number}, from 0 in the order of preparation. */
    Batch take(long number) {
        int spins = 0;
        while (prepared <= number && failure == null) {
            if (spins++ < TAKER_SPINS) {
                Thread.onSpinWait();
            } else {
                parkTaker(number);
            }
        }
        if (prepared <= number) {
            throw rethrown(failure);
        }
        return ring[(int) (number % ring.length)];
    }

    /** Gives the oldest taken batch back, to be filled again. */
    void release() {
        long count = released + 1;
        released = count;
        // The preparer is woken when half of the ring is free, so that several batches share the cost of a wake-up.
        if (preparerWaits && free(count) >= wakeAt()) {
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread and waits for its end. */
    void stop() {
        stopped = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            prepareAll();
        } catch (Throwable e) {
            failure = e;
            wakeTaker();
        }
    }

    private void prepareAll() {
        source.seek(epoch, position);
        while (!stopped) {
            if (position == source.images()) {
                epoch++;
                position = 0;
                source.seek(epoch, 0);
            }
            awaitFreeBatch();
            if (!stopped) {
                prepareOne(ring[(int) (prepared % ring.length)]);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // This thread alone writes it.
    private void prepareOne(Batch batch) {
        int rows = Math.min(batchSize, source.images() - position);
        assembler.begin(batch, epoch, rows);
        source.fill(assembler, rows);
        assembler.end();
        position += rows;
        prepared++;
        wakeTaker();
    }

    private void awaitFreeBatch() {
        if (free(released) > 0) {
            return;
        }
        preparerWaits = true;
        while (free(released) < wakeAt() && !stopped) {
            LockSupport.park(this);
        }
        preparerWaits = false;
    }

    private void parkTaker(long number) {
        waitingTaker = Thread.currentThread();
        if (prepared <= number && failure == null) {
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

    private long free(long releasedCount) {
        return ring.length - (prepared - releasedCount);
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
