package mnist.cli.frame;

import mnist.data.ProgressCallback;

/** Shows on a terminal, and nowhere else, how far something has come. */
public final class ProgressDisplay implements ProgressCallback, AutoCloseable {
    private final String unit;
    private final long unitSize;
    private TerminalBar bar;
    private String shown;

    private ProgressDisplay(String unit, long unitSize) {
        this.unit = unit;
        this.unitSize = unitSize;
    }

    public static ProgressDisplay ofBytes() {
        return new ProgressDisplay(" MB", 1_000_000);
    }

    public static ProgressDisplay ofImages() {
        return new ProgressDisplay(" images", 1);
    }

    public static ProgressDisplay ofNumbers() {
        return new ProgressDisplay(" numbers", 1);
    }

    @Override
    public void progress(String what, long done, long total) {
        if (!Console.errIsTerminal()) {
            return;
        }
        if (!what.equals(shown)) {
            close();
            shown = what;
            bar = TerminalBar.start(what, total, unit, unitSize);
        }
        bar.stepTo(done);
    }

    /** Takes the bar off the screen. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            shown = null;
        }
    }
}
