package mnist.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.file.StoreException;
import mnist.store.json.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts runs side by side. */
@Command(
        name = "compare",
        description = "Compare runs in a table, in the order they are given, and show in which settings they differ.",
        customSynopsis = {"mnist compare runs/*", "       mnist compare runs/first runs/second --csv"})
public final class CompareCommand extends ConsoleCommand {
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
        Console console = console();
        List<RunSummary> summaries = new ArrayList<>();
        for (Path run : runs) {
            try {
                summaries.add(RunSummary.read(run));
            } catch (StoreException e) {
                console.warning("left out " + e.getMessage());
            }
        }
        if (summaries.isEmpty()) {
            return ExitCodes.MODEL;
        }
        if (format.json) {
            summaries.forEach(console::json);
        } else if (format.csv) {
            printCsv(console, summaries);
        } else {
            console.results(new RunTable(summaries).lines());
        }
        return summaries.size() == runs.size() ? ExitCodes.DONE : ExitCodes.MODEL;
    }

    private static void printCsv(Console console, List<RunSummary> summaries) {
        List<Map<String, Object>> rows = summaries.stream()
                .map(summary -> Json.parse(Json.compact(summary)))
                .toList();
        console.result("%s", String.join(",", rows.get(0).keySet()));
        for (Map<String, Object> row : rows) {
            console.result("%s", row.values().stream().map(CompareCommand::cell).collect(Collectors.joining(",")));
        }
    }

    /** As RFC 4180 has it. */
    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
