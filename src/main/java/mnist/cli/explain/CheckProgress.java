package mnist.cli.explain;

import mnist.cli.frame.Console;
import mnist.cli.frame.ProgressDisplay;

/** Says how long a check of gradients takes, once that can be told, and on a terminal how far it is. */
final class CheckProgress implements AutoCloseable {
    /** So long comparisons are timed first. */
    private static final double TIMED_SECONDS = 1;

    /** A shorter wait is not announced. */
    private static final double LONG_SECONDS = 10;

    private static final double NANOS = 1e9;

    private final ProgressDisplay display = ProgressDisplay.ofNumbers();
    private final long start = System.nanoTime();
    private final long total;
    private final Console console;
    private long done;
    private boolean told;

    /** @param total numbers to compare */
    CheckProgress(long total, Console console) {
        this.total = total;
        this.console = console;
    }

    /** One more is. */
    void compared() {
        done++;
        double seconds = (System.nanoTime() - start) / NANOS;
        if (!told && seconds >= TIMED_SECONDS) {
            told = true;
            tell(seconds / done * total);
        }
        display.progress("checking", done, total);
    }

    private void tell(double seconds) {
        if (seconds >= LONG_SECONDS) {
            console.note(
                    "comparing %s takes about %s; fewer --samples or --images take less",
                    Console.count(total, "number"),
                    seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min");
        }
    }

    @Override
    public void close() {
        display.close();
    }
}
