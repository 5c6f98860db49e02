package mnist.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.view.document.Table;

/** Runs side by side, for people. Where the table is too wide for a terminal, what all runs share is said once, below it. */
final class RunTable {
    private static final List<String> HEADINGS = List.of(
            "run", "network", "optimizer", "lr", "batch", "epochs", "best valid", "test", "test loss", "seconds");

    /** The first columns are settings, but for the run's name. */
    private static final int LAST_SETTING = HEADINGS.indexOf("epochs");

    private final List<RunSummary> runs;
    private final List<List<String>> rows;

    RunTable(List<RunSummary> runs) {
        this.runs = runs;
        rows = runs.stream().map(RunTable::row).toList();
    }

    List<String> lines() {
        List<Integer> all = IntStream.range(0, HEADINGS.size()).boxed().toList();
        List<String> lines = new ArrayList<>(table(all));
        List<Integer> shared = all.stream().filter(this::isShared).toList();
        if (lines.get(0).length() > Console.WIDTH && !shared.isEmpty()) {
            lines = new ArrayList<>(table(
                    all.stream().filter(column -> !shared.contains(column)).toList()));
            lines.addAll(Console.wrapped(
                    shared.stream()
                            .map(column ->
                                    HEADINGS.get(column) + " " + rows.get(0).get(column))
                            .collect(Collectors.joining(", ", "all: ", "")),
                    "     "));
        }
        lines.addAll(new DifferingSettings(runs).lines());
        lines.addAll(notes());
        return lines;
    }

    private List<String> table(List<Integer> columns) {
        Table table = new Table(cells(HEADINGS, columns));
        rows.forEach(row -> table.row((Object[]) cells(row, columns)));
        return table.lines();
    }

    private static String[] cells(List<String> row, List<Integer> columns) {
        return columns.stream().map(row::get).toArray(String[]::new);
    }

    private boolean isShared(int column) {
        return rows.size() > 1
                && column > 0
                && column <= LAST_SETTING
                && rows.stream().map(row -> row.get(column)).distinct().count() == 1;
    }

    private static List<String> row(RunSummary run) {
        RunSummary.Training training = run.training();
        RunSummary.Progress progress = run.progress();
        return List.of(
                run.name(),
                training.network(),
                training.optimizer(),
                Double.toString(training.learningRate()),
                Integer.toString(training.batch()),
                progress.epochs() + (run.finished() ? "" : "/" + progress.plannedEpochs()),
                percent(progress.bestValidationAccuracy()),
                run.finished() ? percent(progress.testAccuracy()) : "unfinished",
                formatted("%.4f", progress.testLoss(), 1),
                String.format(Locale.ROOT, "%.1f", progress.seconds()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(notes, run -> run.origin().testSetWasWatched(), "validated on the TEST set");
        note(notes, run -> run.origin().generatedData(), "GENERATED digits, not MNIST");
        return notes;
    }

    private void note(List<String> notes, Predicate<RunSummary> applies, String text) {
        if (runs.size() > 1 && runs.stream().allMatch(applies)) {
            notes.add("all: " + text);
        } else {
            runs.stream().filter(applies).forEach(run -> notes.add(run.name() + ": " + text));
        }
    }

    private static String percent(OptionalDouble share) {
        return formatted("%.2f%%", share, 100);
    }

    private static String formatted(String format, OptionalDouble value, double factor) {
        return value.isPresent() ? String.format(Locale.ROOT, format, factor * value.getAsDouble()) : "-";
    }
}
