package mnist.cli.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.file.StoreException;
import mnist.store.CsvLine;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts runs side by side. */
@Command(
        name = "compare",
        description =
                "Compare runs and models in a table, and show in which settings they differ. Of runs that differ in"
                        + " nothing but the seed it gives means and standard deviations.",
        customSynopsis = {
            "mnist compare runs/*",
            "       mnist compare runs/* --sort test",
            "       mnist compare runs/first runs/second --csv"
        })
public final class CompareCommand extends ConsoleCommand {
    private static final int MOST_NAMED = 3;

    @Parameters(
            paramLabel = "RUN|MODEL",
            arity = "1..*",
            description = "Folders of runs, unfinished ones are marked; or model files. What is neither, as runs/* may"
                    + " have it, is skipped.")
    private List<Path> runs;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "The best, or else the least, first: ${COMPLETION-CANDIDATES}. Default: in the order given")
    private RunOrder sort;

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
        List<RunSummary> read = new ArrayList<>();
        List<Path> skipped = new ArrayList<>();
        boolean broken = false;
        for (Path run : runs) {
            try {
                if (RunSummary.isNeither(run)) {
                    skipped.add(run);
                } else {
                    read.add(RunSummary.read(run));
                }
            } catch (StoreException e) {
                console.warning("left out " + e.getMessage());
                broken = true;
            }
        }
        if (!skipped.isEmpty()) {
            console.note("%s", skippedText(skipped));
        }
        if (read.isEmpty()) {
            if (!broken) {
                console.failure(nothingToCompare(skipped));
            }
            return ExitCodes.MODEL;
        }
        List<RunSummary> summaries = RunNames.unique(read);
        if (sort != null) {
            summaries = summaries.stream().sorted(sort.order()).toList();
        }
        if (format.json) {
            compared(summaries).forEach(console::json);
        } else if (format.csv) {
            printCsv(console, compared(summaries));
        } else {
            console.results(new RunTable(summaries, Console.outWidth(), Console.outBreaksLines()).lines());
        }
        return broken ? ExitCodes.MODEL : ExitCodes.DONE;
    }

    private static StoreException nothingToCompare(List<Path> skipped) {
        return skipped.stream()
                .filter(path -> RunDirectory.firstIn(path).isPresent())
                .findFirst()
                .map(path -> StoreException.of(
                        path,
                        "runs or models",
                        RunDirectory.isSweep(path) ? "the folder of a sweep" : "a folder of runs",
                        "name what is in it: mnist compare "
                                + RunDirectory.firstIn(path).orElseThrow().resolveSibling("*")
                                + (RunDirectory.isSweep(path)
                                        ? "; 'mnist sweep show " + path + "' ranks its points"
                                        : "")))
                .orElseGet(() -> StoreException.of(
                        skipped.get(0),
                        "runs or models",
                        "neither",
                        "name folders that train wrote: mnist compare runs/*"));
    }

    /** For programs: a run, with the means over its group's seeds. */
    private record Compared(
            @JsonUnwrapped RunSummary run, @JsonUnwrapped SeedGroup group) {}

    private static List<Compared> compared(List<RunSummary> runs) {
        List<SeedGroup> groups = SeedGroup.of(runs);
        return runs.stream()
                .map(run -> new Compared(
                        run,
                        groups.stream()
                                .filter(group -> group.members().contains(run))
                                .findFirst()
                                .orElseThrow()))
                .toList();
    }

    private static String skippedText(List<Path> skipped) {
        String names = skipped.stream().limit(MOST_NAMED).map(Path::toString).collect(Collectors.joining(", "));
        return "skipped    " + Console.count(skipped.size(), "path") + " without a run or model: " + names
                + (skipped.size() > MOST_NAMED ? ", ..." : "");
    }

    /** A column for every setting that one of the runs has, behind those of the table. */
    private static void printCsv(Console console, List<Compared> runs) {
        List<Map<String, Object>> rows = runs.stream().map(CompareCommand::row).toList();
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        console.result("%s", CsvLine.of(columns.stream()));
        for (Map<String, Object> row : rows) {
            console.result("%s", CsvLine.of(columns.stream().map(row::get)));
        }
    }

    private static Map<String, Object> row(Compared compared) {
        Map<String, Object> row = new LinkedHashMap<>(Json.parse(Json.compact(compared)));
        row.remove(RunSummary.SETTINGS);
        compared.run.settings().flat().forEach((path, value) -> row.put(RunSummary.SETTINGS + "." + path, value));
        return row;
    }
}
