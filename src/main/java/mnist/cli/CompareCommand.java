package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.store.StoreException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts runs side by side. */
@Command(
        name = "compare",
        description = "Compare runs in a table, in the order they are given.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"mnist compare runs/*", "       mnist compare runs/first runs/second --csv", ""},
        optionListHeading = "%nOptions:%n")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs; unfinished ones are marked.")
    private List<Path> runs;

    @ArgGroup
    private Format format = new Format();

    /** For people, unless one of these is asked for. */
    private static final class Format {
        @Option(names = "--csv", description = "Print comma-separated values, with a header.")
        private boolean csv;

        @Option(names = "--json", description = "Print JSON, one object a line.")
        private boolean json;
    }

    @Override
    public Integer call() {
        Console console = new Console(command);
        List<RunSummary> summaries = new ArrayList<>();
        for (Path run : runs) {
            try {
                summaries.add(RunSummary.read(run));
            } catch (StoreException e) {
                console.warning("left out " + e.getMessage());
            }
        }
        if (format.json) {
            summaries.forEach(summary -> console.json(summary.toMap()));
        } else if (format.csv) {
            printCsv(console, summaries);
        } else {
            printTable(console, summaries);
        }
        return summaries.size() == runs.size() ? ExitCodes.DONE : ExitCodes.MODEL;
    }

    private static void printCsv(Console console, List<RunSummary> summaries) {
        if (!summaries.isEmpty()) {
            console.result("%s", String.join(",", summaries.get(0).toMap().keySet()));
        }
        for (RunSummary summary : summaries) {
            console.result(
                    "%s",
                    summary.toMap().values().stream().map(CompareCommand::cell).collect(Collectors.joining(",")));
        }
    }

    /** As RFC 4180 has it. */
    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static void printTable(Console console, List<RunSummary> summaries) {
        TextTable table = new TextTable(
                "run", "network", "optimizer", "lr", "batch", "epochs", "best valid", "test", "test loss", "seconds");
        for (RunSummary summary : summaries) {
            int planned = summary.settings().training().epochs();
            table.row(
                    summary.name(),
                    summary.settings().network().widths(),
                    summary.settings().training().optimizer().name(),
                    Float.toString(summary.settings().training().learningRate()),
                    Integer.toString(summary.settings().training().batchSize()),
                    summary.finished() ? Integer.toString(summary.epochs()) : summary.epochs() + "/" + planned,
                    percent(summary.bestValidationAccuracy()),
                    summary.finished() ? percent(summary.testAccuracy()) : "unfinished",
                    formatted("%.4f", summary.testLoss(), 1),
                    String.format(Locale.ROOT, "%.1f", summary.seconds()));
        }
        table.lines().forEach(line -> console.result("%s", line));
        notes(summaries).forEach(note -> console.result("%s", note));
    }

    private static List<String> notes(List<RunSummary> summaries) {
        List<String> notes = new ArrayList<>();
        for (RunSummary summary : summaries) {
            if (summary.settings().data().validation().equals("test")) {
                notes.add(summary.name() + ": validated on the TEST set");
            }
            if (summary.settings().data().generated()) {
                notes.add(summary.name() + ": GENERATED digits, not MNIST");
            }
        }
        return notes;
    }

    private static String percent(OptionalDouble share) {
        return formatted("%.2f%%", share, 100);
    }

    private static String formatted(String format, OptionalDouble value, double factor) {
        return value.isPresent() ? String.format(Locale.ROOT, format, factor * value.getAsDouble()) : "-";
    }
}
