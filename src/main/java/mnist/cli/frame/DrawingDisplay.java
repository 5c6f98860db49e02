package mnist.cli.frame;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mnist.data.ProgressCallback;

/**
 * Shows how far the drawing of digits, or other writing of images, has come. A signal ends it: what is half written is
 * removed first.
 */
public final class DrawingDisplay implements ProgressCallback {
    private final ProgressDisplay display = ProgressDisplay.ofImages();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final String removed;
    private final String left;
    private volatile boolean asked;
    private volatile boolean givenUp;

    /** Thrown out of the work. Nobody tells it: the answer to the signal does. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopped", null, false, false);
        }
    }

    public DrawingDisplay() {
        this(
                "the digits drawn so far are removed",
                "files *.part stay, and are removed when digits are drawn there again");
    }

    private DrawingDisplay(String removed, String left) {
        this.removed = removed;
        this.left = left;
        Signals.answer(this::stop);
    }

    /** For images that are written to a new place. */
    public static DrawingDisplay ofWriting() {
        return new DrawingDisplay(
                "what was written so far is removed", "what was written so far stays under the name *.part or *.tmp");
    }

    private void stop() {
        asked = true;
        boolean over = false;
        try {
            over = ended.await(Signals.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String end = over ? (givenUp ? "; " + removed : "") : "; " + left;
        TerminalBar.clear();
        System.err.println("mnist: stopped" + end);
    }

    @Override
    public void progress(String what, long done, long total) {
        if (asked) {
            givenUp = true;
            throw new StoppedException();
        }
        display.progress(what, done, total);
    }

    /** All is there, or all of it is removed. */
    @Override
    public void close() {
        display.close();
        Signals.answerNoMore();
        ended.countDown();
    }
}
