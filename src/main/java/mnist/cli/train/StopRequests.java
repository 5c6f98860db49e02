package mnist.cli.train;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mnist.cli.frame.Console;
import mnist.cli.frame.Signals;
import mnist.cli.frame.Stops;
import mnist.store.RunDirectory;
import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** Interrupts a run: whoever may ask it to stop, by signals for example, and the time that was allowed. */
final class StopRequests implements TrainingListener, AutoCloseable {
    private final Stops stops;
    private final Double maxTime;
    private final RunDirectory run;
    private final Console console;
    private final long start = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile boolean interrupted;
    private volatile boolean outOfTime;

    /** @param maxTime in seconds, null for any */
    StopRequests(Stops stops, Double maxTime, RunDirectory run, Console console) {
        this.stops = stops;
        this.maxTime = maxTime;
        this.run = run;
        this.console = console;
        stops.answer(() -> stop(Signals.PATIENCE));
    }

    /** On a signal the JVM ends when this returns: the trainer gets the time to write its checkpoint. */
    void stop(Duration patience) {
        interrupted = true;
        try {
            if (!stopped.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                abandon(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abandon(Duration patience) {
        console.note(
                "mnist: stopped in the middle of a step that takes longer than %d s; the checkpoint %s stays, the steps"
                        + " after it are lost. Go on with:",
                patience.toSeconds(), run.last());
        console.note("  %s train --resume %s", Console.program(), Console.quoted(run.path()));
    }

    @Override
    public boolean afterStep(TrainingState state) {
        outOfTime = maxTime != null && (System.nanoTime() - start) * 1e-9 >= maxTime;
        return !isInterrupted() && !outOfTime;
    }

    @Override
    public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        return !isInterrupted() && !outOfTime;
    }

    /** By a signal: the exit code is the JVM's, 129, 130 or 143. Or by whoever else may ask. */
    boolean isInterrupted() {
        return interrupted || stops.isAsked();
    }

    boolean isOutOfTime() {
        return outOfTime;
    }

    /** Everything is written: the JVM may end. */
    @Override
    public void close() {
        stops.answerNoMore();
        stopped.countDown();
    }
}
