package mnist.cli.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** Interrupts a run: SIGINT and SIGTERM, the time that was allowed. */
final class StopRequests implements TrainingListener, AutoCloseable {
    private static final long GRACE_SECONDS = 30;

    private final Double maxTime;
    private final long start = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "stop");

    private volatile boolean interrupted;
    private volatile boolean outOfTime;

    /** @param maxTime in seconds, null for any */
    StopRequests(Double maxTime) {
        this.maxTime = maxTime;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** On a signal the JVM runs this and ends when it returns: the trainer gets the time to write its checkpoint. */
    private void onShutdown() {
        interrupted = true;
        try {
            stopped.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean afterStep(TrainingState state) {
        outOfTime = maxTime != null && (System.nanoTime() - start) * 1e-9 >= maxTime;
        return !interrupted && !outOfTime;
    }

    @Override
    public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        return !interrupted && !outOfTime;
    }

    /** By a signal: the exit code is the JVM's, 130 or 143. */
    boolean isInterrupted() {
        return interrupted;
    }

    boolean isOutOfTime() {
        return outOfTime;
    }

    /** Everything is written: the JVM may end. */
    @Override
    public void close() {
        stopped.countDown();
        if (!interrupted) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came just now; the hook finds the latch open.
                interrupted = true;
            }
        }
    }
}
