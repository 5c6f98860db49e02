package mnist.cli.frame;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar on standard error, on one line of the terminal, which it leaves empty.
 *
 * <p>The library's own way to the terminal is not used: it takes over the signals, and Ctrl-C would end the program
 * before the checkpoint is written.
 */
public final class TerminalBar implements AutoCloseable {
    private static volatile TerminalBar shown;

    private final ProgressBar bar;

    private TerminalBar(ProgressBar bar) {
        this.bar = bar;
    }

    /** @param unit what is counted, in parts of {@code unitSize}; empty for steps */
    public static TerminalBar start(String task, long total, String unit, long unitSize) {
        TerminalBar bar = new TerminalBar(new ProgressBarBuilder()
                .setTaskName(Printable.of(task))
                .setInitialMax(total)
                .setUnit(unit, unitSize)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(TerminalBar::draw, TerminalWidth.columns() - 1))
                .clearDisplayOnFinish()
                .build());
        shown = bar;
        return bar;
    }

    public void stepTo(long done) {
        bar.stepTo(done);
    }

    /** Takes the bar off the screen. */
    @Override
    public void close() {
        shown = null;
        bar.close();
    }

    /** Takes whatever bar there is off the screen: the program ends. */
    static void clear() {
        TerminalBar last = shown;
        if (last != null) {
            last.close();
        }
    }

    private static void draw(String line) {
        System.err.print("\r" + line);
        System.err.flush();
    }
}
