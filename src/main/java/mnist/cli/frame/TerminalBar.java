package mnist.cli.frame;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 10;

    private static volatile TerminalBar shown;
    private static int width;

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
                .setConsumer(new DelegatingProgressBarConsumer(TerminalBar::draw, width()))
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

    /** In columns; one stays free, as a full line makes some terminals go to the next. */
    private static synchronized int width() {
        if (width == 0) {
            width = Math.max(LEAST_WIDTH, askWidth()) - 1;
        }
        return width;
    }

    /** Only the system's program can be asked without native code. */
    private static int askWidth() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            String columns = size.replaceFirst("\\d+ ", "").strip();
            return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        }
    }
}
