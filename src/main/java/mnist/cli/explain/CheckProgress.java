package mnist.cli.explain;

import mnist.cli.frame.Console;
import mnist.cli.frame.ProgressDisplay;

/** Says how long a check of gradients takes, once that can be told, and on a terminal how far it is. */
final class CheckProgress implements AutoCloseable {
    /** A comparison goes forward four times; making the check once forward and backward, which is about three times. */
    private static final double COMPARISON_PER_MAKING = 4.0 / 3;

    /** So long something is timed first. */
    private static final double TIMED_SECONDS = 1;

    /** A shorter wait is not announced. */
    private static final double LONG_SECONDS = 10;

    private final ProgressDisplay display = ProgressDisplay.ofNumbers();
    private final long start = System.nanoTime();
    private final long total;
    private final Console console;
    private long done;
    private boolean told;

    /**
     * @param total numbers to compare
     * @param making seconds that it took to make the check: where that is long, nobody waits for the first comparison
     */
    CheckProgress(long total, double making, Console console) {
        this.total = total;
        this.console = console;
        if (making >= TIMED_SECONDS) {
            tell(COMPARISON_PER_MAKING * making * total);
        }
    }

    static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** One more is. */
    void compared() {
        done++;
        double seconds = secondsSince(start);
        if (!told && seconds >= TIMED_SECONDS) {
            tell(seconds / done * total);
        }
        display.progress("checking", done, total);
    }

    private void tell(double seconds) {
        told = true;
        if (seconds >= LONG_SECONDS) {
            console.note(
                    "comparing %s takes about %s; fewer --samples or --images take less",
                    Console.count(total, "number"), length(seconds));
        }
    }

    private static String length(double seconds) {
        return seconds < 120
                ? Math.round(seconds) + " s"
                : seconds < 7200 ? Math.round(seconds / 60) + " min" : Math.round(seconds / 3600) + " hours";
    }

    @Override
    public void close() {
        display.close();
    }
}
