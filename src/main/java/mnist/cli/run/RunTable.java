package mnist.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.view.document.Table;
import mnist.view.document.TextWidth;

/**
 * Runs side by side, for people. Where the table is too wide, what all runs share is said once, below it; where that is not
 * enough, numbers stand for the names, and the last columns of {@link #DISPENSABLE} are left out. Means over seeds are last.
 */
final class RunTable {
    /** In place of what is not there, or not known. */
    static final String UNKNOWN = "-";

    private static final List<String> HEADINGS = List.of(
            "run", "network", "optimizer", "lr", "batch", "epochs", "best valid", "test", "test loss", "seconds");

    /** The first columns are settings, but for the run's name. */
    private static final int LAST_SETTING = HEADINGS.indexOf("epochs");

    /** Columns to do without on a narrow terminal, the least needed first. */
    private static final List<String> DISPENSABLE =
            List.of("test loss", "seconds", "optimizer", "batch", "network", "epochs", "lr", "best valid");

    private final List<RunSummary> runs;
    private final List<List<String>> rows;
    private final int width;
    private final boolean fits;
    private List<String> names;

    /**
     * @param width of the terminal, in columns
     * @param fits whether to take out what does not fit; in a file long lines do no harm
     */
    RunTable(List<RunSummary> runs, int width, boolean fits) {
        this.runs = runs;
        this.width = width;
        this.fits = fits;
        rows = runs.stream().map(RunTable::row).toList();
        names = runs.stream().map(RunSummary::name).toList();
    }

    List<String> lines() {
        List<Integer> columns =
                new ArrayList<>(IntStream.range(0, HEADINGS.size()).boxed().toList());
        List<String> below = new ArrayList<>();
        List<Integer> shared = columns.stream().filter(this::isShared).toList();
        if (isTooWide(columns) && !shared.isEmpty()) {
            columns.removeAll(shared);
            below.addAll(Console.wrapped(
                    shared.stream()
                            .map(column ->
                                    HEADINGS.get(column) + " " + rows.get(0).get(column))
                            .collect(Collectors.joining(", ", "all: ", "")),
                    "     ",
                    width));
        }
        if (fits
                && isTooWide(columns)
                && names.stream()
                        .anyMatch(name -> name.length() > HEADINGS.get(0).length())) {
            below.addAll(0, legend());
        }
        for (String heading : DISPENSABLE) {
            if (fits && isTooWide(columns)) {
                columns.remove(Integer.valueOf(HEADINGS.indexOf(heading)));
            }
        }
        List<String> lines = new ArrayList<>(table(columns));
        lines.addAll(below);
        lines.addAll(new DifferingSettings(runs, names, width).lines());
        lines.addAll(SeedGroup.lines(runs, names, fits ? width : Integer.MAX_VALUE));
        lines.addAll(notes());
        return lines;
    }

    private boolean isTooWide(List<Integer> columns) {
        return table(columns).stream().mapToInt(TextWidth::of).max().orElse(0) > width;
    }

    /** Lets numbers stand for the runs' names, and says which. */
    private List<String> legend() {
        List<String> legend = IntStream.range(0, runs.size())
                .mapToObj(run -> run + 1 + " is " + names.get(run))
                .toList();
        names = IntStream.rangeClosed(1, runs.size())
                .mapToObj(Integer::toString)
                .toList();
        return legend;
    }

    private List<String> table(List<Integer> columns) {
        Table table = new Table(cells(HEADINGS, columns));
        for (int run = 0; run < rows.size(); run++) {
            String[] cells = cells(rows.get(run), columns);
            cells[0] = names.get(run);
            table.row((Object[]) cells);
        }
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
                known(training.optimizer()),
                known(training.learningRate()),
                known(training.batch()),
                known(progress.epochs()) + (run.unfinished() ? "/" + progress.plannedEpochs() : ""),
                percent(progress.bestValidationAccuracy()),
                run.unfinished() ? "unfinished" : percent(progress.testAccuracy()),
                formatted("%.4f", progress.testLoss(), 1),
                formatted("%.1f", progress.seconds(), 1));
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
            IntStream.range(0, runs.size())
                    .filter(run -> applies.test(runs.get(run)))
                    .forEach(run -> notes.add(names.get(run) + ": " + text));
        }
    }

    private static String known(Object value) {
        return Objects.toString(value, UNKNOWN);
    }

    private static String percent(OptionalDouble share) {
        return formatted("%.2f%%", share, 100);
    }

    private static String formatted(String format, OptionalDouble value, double factor) {
        return value.isPresent() ? String.format(Locale.ROOT, format, factor * value.getAsDouble()) : UNKNOWN;
    }
}
