package mnist.cli.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import mnist.cli.frame.SettingNames;
import mnist.cli.train.TrainCommand;
import mnist.cli.train.TrainHeader;
import mnist.store.DataUse;
import mnist.store.RunSettings;
import mnist.view.document.Table;
import mnist.view.document.TextWidth;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What runs were trained differently with, beside the settings that have a column in {@link RunTable}. */
final class DifferingSettings {
    /** Options whose settings have a column in {@link RunTable}. */
    private static final Set<String> SHOWN = Set.of("--hidden", "--optimizer", "--lr", "--batch", "--epochs");

    private static final CommandSpec TRAIN = CommandSpec.forAnnotatedObject(new TrainCommand());

    private final List<String> names;
    private final int width;

    /** The settings of every run, by the names of the options that decide them, in the order of {@code train}'s help. */
    private final List<Map<String, String>> settings;

    /**
     * @param names that stand for the runs
     * @param width of the terminal, in columns
     */
    DifferingSettings(List<RunSummary> runs, List<String> names, int width) {
        this.names = names;
        this.width = width;
        settings = runs.stream().map(run -> texts(run.settings())).toList();
    }

    /** Of an imported model nobody knows what it was trained with. */
    private static Map<String, String> texts(RunSettings run) {
        Map<OptionSpec, String> byOption = new HashMap<>();
        run.flat().forEach((path, value) -> {
            boolean decides = path.startsWith("network.") || path.startsWith("training.");
            OptionSpec option = decides ? SettingNames.option(TRAIN, path.substring(path.indexOf('.') + 1)) : null;
            if (option != null && !SHOWN.contains(option.names()[0])) {
                byOption.put(option, text(value));
            }
        });
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("data", run.data().name());
        if (!run.isImported()) {
            texts.put("validation", validation(run.data()));
            texts.put("limit", text(run.data().limit()));
            texts.put("init-from", run.start() == null ? "none" : run.start().file());
        }
        TRAIN.options().stream()
                .filter(byOption::containsKey)
                .forEach(option -> texts.put(option.names()[0].substring(2), byOption.get(option)));
        if (!run.isImported()) {
            texts.put("kernel", run.kernel());
        }
        return texts;
    }

    private static String validation(DataUse use) {
        boolean named = use.validation().equals("test") || use.validation().equals("none");
        return named || use.fold() != null ? use.validation() : text(use.validationImages());
    }

    private static String text(Object value) {
        if (value instanceof Boolean given) {
            return given ? "yes" : "no";
        }
        return value instanceof Float number
                ? TrainHeader.number(number)
                : value.equals(List.of()) ? "none" : value.toString();
    }

    /** One table with a column for each such setting, or as many as it takes to fit a terminal; none for none. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        Map<String, String> most = Collections.max(settings, Comparator.comparingInt(Map::size));
        for (String name : most.keySet()) {
            if (known(name).distinct().count() > 1) {
                columns.add(name);
                if (columns.size() > 1 && isTooWide(columns)) {
                    columns.remove(name);
                    lines.addAll(table(columns));
                    columns = new ArrayList<>(List.of(name));
                }
            }
        }
        lines.addAll(columns.isEmpty() ? List.of() : table(columns));
        return lines;
    }

    private boolean isTooWide(List<String> columns) {
        return table(columns).stream().mapToInt(TextWidth::of).max().orElse(0) > width;
    }

    private List<String> table(List<String> columns) {
        List<String> headings = new ArrayList<>(columns);
        headings.add(0, "differ in");
        Table table = new Table(headings.toArray(String[]::new));
        for (int run = 0; run < names.size(); run++) {
            List<String> cells = new ArrayList<>(List.of(names.get(run)));
            for (String column : columns) {
                cells.add(texts(column).get(run));
            }
            table.row(cells.toArray());
        }
        return table.lines();
    }

    private List<String> texts(String name) {
        return settings.stream()
                .map(texts -> texts.getOrDefault(name, RunTable.UNKNOWN))
                .toList();
    }

    private Stream<String> known(String name) {
        return settings.stream().map(texts -> texts.get(name)).filter(Objects::nonNull);
    }
}
