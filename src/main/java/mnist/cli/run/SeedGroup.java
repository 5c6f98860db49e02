package mnist.cli.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.store.DataUse;
import mnist.store.RunSettings;
import mnist.sweep.MeanDeviation;
import mnist.view.document.Table;
import mnist.view.document.TextWidth;

/**
 * Runs that differ in nothing but the seed: means and deviations of the sample over those that are finished.
 *
 * @param group from 1, in the order of the table
 * @param groupSeeds of the finished runs: those of one seed are one, done again
 */
record SeedGroup(
        int group,
        int groupSeeds,
        OptionalDouble meanBestValidationAccuracy,
        OptionalDouble deviationBestValidationAccuracy,
        OptionalDouble meanTestAccuracy,
        OptionalDouble deviationTestAccuracy,
        OptionalDouble meanTestLoss,
        OptionalDouble deviationTestLoss,
        @JsonIgnore List<RunSummary> members) {

    /** Every run belongs to one group, which may be it alone, as an imported model is. */
    static List<SeedGroup> of(List<RunSummary> runs) {
        Map<Object, List<RunSummary>> byKey = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> run.settings().isImported() ? run : key(run.settings()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<SeedGroup> groups = new ArrayList<>();
        byKey.values().forEach(members -> groups.add(of(groups.size() + 1, members)));
        return groups;
    }

    private static SeedGroup of(int number, List<RunSummary> members) {
        Map<Object, RunSummary> bySeed = new LinkedHashMap<>();
        members.stream()
                .filter(run -> run.progress().testAccuracy().isPresent())
                .forEach(run -> bySeed.putIfAbsent(run.training().seed(), run));
        List<RunSummary> finished = List.copyOf(bySeed.values());
        MeanDeviation validation = over(finished, RunSummary.Progress::bestValidationAccuracy);
        MeanDeviation test = over(finished, RunSummary.Progress::testAccuracy);
        MeanDeviation loss = over(finished, RunSummary.Progress::testLoss);
        return new SeedGroup(
                number,
                finished.size(),
                validation.mean(),
                validation.deviation(),
                test.mean(),
                test.deviation(),
                loss.mean(),
                loss.deviation(),
                members);
    }

    private static MeanDeviation over(List<RunSummary> runs, Function<RunSummary.Progress, OptionalDouble> number) {
        return MeanDeviation.of(runs.stream()
                .map(run -> number.apply(run.progress()))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray());
    }

    /** A table of the groups with several seeds, for people; no line for none. The names stand for the runs. */
    static List<String> lines(List<RunSummary> runs, List<String> names, int width) {
        List<SeedGroup> several =
                of(runs).stream().filter(group -> group.groupSeeds > 1).toList();
        if (several.isEmpty()) {
            return List.of();
        }
        List<String> headings = List.of("over seeds", "seeds", "test", "+-", "best valid", "+-", "test loss", "+-");
        int columns = headings.size();
        List<String> lines;
        do {
            Table table = new Table(headings.subList(0, columns).toArray(String[]::new));
            for (SeedGroup group : several) {
                List<String> cells = new ArrayList<>(List.of(group.name(runs, names), "" + group.groupSeeds));
                cells.add(shown("%.2f%%", 100, group.meanTestAccuracy));
                cells.add(shown("%.2f", 100, group.deviationTestAccuracy));
                cells.add(shown("%.2f%%", 100, group.meanBestValidationAccuracy));
                cells.add(shown("%.2f", 100, group.deviationBestValidationAccuracy));
                cells.add(shown("%.4f", 1, group.meanTestLoss));
                cells.add(shown("%.4f", 1, group.deviationTestLoss));
                table.row(cells.subList(0, columns).toArray());
            }
            lines = table.lines();
            columns -= 2;
        } while (columns > 2 && lines.stream().mapToInt(TextWidth::of).max().orElse(0) > width);
        return lines;
    }

    private static String shown(String format, double factor, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, format, factor * value.getAsDouble()) : "-";
    }

    private String name(List<RunSummary> runs, List<String> names) {
        return names.get(runs.indexOf(members.get(0))) + " and " + (members.size() - 1) + " more";
    }

    /** All settings but the seed, and what says only where things lie or how they came about. */
    private static Map<String, Object> key(RunSettings settings) {
        Map<String, Object> key = new LinkedHashMap<>(settings.flat());
        List.of("training.seed", "data.splitSeed", "data.source", "data.preparation")
                .forEach(key::remove);
        key.keySet().removeIf(path -> path.startsWith("recipe"));
        DataUse data = settings.data();
        if (data.isByWriters()) {
            // Writers are drawn by the seed, and wrote not quite as many images: the share is the same.
            int images = data.trainImages() + data.validationImages();
            key.remove("data.trainImages");
            key.put("data.validationImages", Math.round(100.0 * data.validationImages() / images));
        }
        return key;
    }
}
