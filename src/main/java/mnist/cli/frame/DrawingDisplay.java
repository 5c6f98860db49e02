package mnist.cli.frame;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mnist.data.ProgressCallback;

/** Shows how far the drawing of digits has come. A signal ends it: what is half written is removed first. */
public final class DrawingDisplay implements ProgressCallback {
    private final ProgressDisplay display = ProgressDisplay.ofImages();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;
    private volatile boolean givenUp;

    /** Thrown out of the drawing. Nobody tells it: the answer to the signal does. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopped", null, false, false);
        }
    }

    public DrawingDisplay() {
        Signals.answer(this::stop);
    }

    private void stop() {
        asked = true;
        boolean over = false;
        try {
            over = ended.await(Signals.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String left = givenUp ? "; the digits drawn so far are removed" : "";
        TerminalBar.clear();
        System.err.println("mnist: stopped"
                + (over ? left : "; files *.part stay, and are removed when digits are drawn there again"));
    }

    @Override
    public void progress(String what, long done, long total) {
        if (asked) {
            givenUp = true;
            throw new StoppedException();
        }
        display.progress(what, done, total);
    }

    /** The digits are there, or all of them are removed. */
    @Override
    public void close() {
        display.close();
        Signals.answerNoMore();
        ended.countDown();
    }
}
