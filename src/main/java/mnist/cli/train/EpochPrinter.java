package mnist.cli.train;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import mnist.cli.frame.Console;
import mnist.cli.frame.TerminalBar;
import mnist.train.EpochMetrics;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;
import mnist.view.language.Messages;

/** Shows a run as it goes: one line an epoch, and a progress bar within the epoch on a terminal. */
final class EpochPrinter implements TrainingListener, AutoCloseable {
    private record Epoch(String event, @JsonUnwrapped EpochMetrics metrics, boolean best) {}

    private final Console console;
    private final boolean json;
    private final boolean quiet;

    /** Asked once: the answer takes several looks at the environment. */
    private final boolean drawing;

    private final int epochs;
    private final int stepsPerEpoch;
    private final Messages messages;
    private final EpochLine line;
    private TerminalBar bar;
    private boolean headed;
    private final Set<String> warned = new HashSet<>();

    EpochPrinter(Console console, boolean json, boolean quiet, int epochs, int stepsPerEpoch, Messages messages) {
        this.console = console;
        this.json = json;
        this.quiet = quiet;
        drawing = !quiet && Console.errIsTerminal();
        this.epochs = epochs;
        this.stepsPerEpoch = stepsPerEpoch;
        this.messages = messages;
        line = new EpochLine(Console.outWidth(), messages);
    }

    @Override
    public boolean afterStep(TrainingState state) {
        if (bar == null && state.counters.stepInEpoch < stepsPerEpoch && drawing) {
            bar = TerminalBar.start("epoch " + (state.counters.epoch + 1) + "/" + epochs, stepsPerEpoch, "", 1);
        }
        if (bar != null) {
            bar.stepTo(state.counters.stepInEpoch);
        }
        return true;
    }

    @Override
    public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        clear();
        if (json) {
            console.json(new Epoch("epoch", metrics, best));
        } else if (!quiet) {
            if (!headed) {
                console.result("");
                console.result(line.headings());
                headed = true;
            }
            console.result("%s", line.of(metrics, best));
        }
        new HealthAdvice(state.network.spec(), messages)
                .of(metrics.detail().layers())
                .ifPresent(this::warnOnce);
        return true;
    }

    /** The same finding with other numbers is the same finding. */
    private void warnOnce(String advice) {
        if (!quiet && warned.add(advice.replaceAll("[0-9]", ""))) {
            Console.wrapped(String.format(Locale.ROOT, messages.get("warning"), advice), "    ")
                    .forEach(line -> console.note("%s", line));
        }
    }

    @Override
    public void close() {
        clear();
    }

    /** Takes the progress bar off the screen. */
    void clear() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
