package mnist.cli.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.sweep.Metric;
import mnist.sweep.Ranking;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepDefinition;
import mnist.view.document.Table;

/** The points of a sweep for people, the best first. */
final class RankingText {
    private static final String SEED = "seed";

    private final Ranking ranking;
    private final SweepDefinition definition;

    RankingText(Ranking ranking) {
        this.ranking = ranking;
        this.definition = ranking.folder().plan().definition();
    }

    /** "lr 0.1, seed 2: 97.85%". */
    static String line(SweepDefinition definition, RunProgress run) {
        List<String> names = new ArrayList<>(definition.space().keySet());
        if (!names.contains(SEED)) {
            names.add(SEED);
        }
        String settings = names.stream()
                .map(name -> name + " " + run.run().settings().get(name))
                .collect(Collectors.joining(", "));
        return settings + ": "
                + switch (run.state()) {
                    case FINISHED -> shown(definition.metric(), run.metric());
                    case OPEN -> "not begun";
                    case STARTED ->
                        run.epochs() == 0
                                ? "stopped in its first epoch"
                                : shown(definition.metric(), run.metric()) + " after epoch " + run.epochs();
                    default -> run.reason();
                };
    }

    private static String shown(Metric metric, OptionalDouble value) {
        return value.isPresent() ? metric.shown(value.getAsDouble()) : "no " + metric;
    }

    List<String> lines() {
        List<String> headings = new ArrayList<>(List.of("rank"));
        headings.addAll(definition.space().keySet());
        if (definition.halving() != null) {
            headings.add("epochs");
        }
        headings.addAll(List.of(definition.metric().toString(), "+-", "runs"));
        Table table = new Table(headings.toArray(String[]::new));
        List<String> reasons = new ArrayList<>();
        Map<String, Integer> dropped = new LinkedHashMap<>();
        int rank = 0;
        for (Ranking.Row row : ranking.rows()) {
            List<Object> cells = new ArrayList<>();
            cells.add(row.isRanked() ? String.valueOf(++rank) : "-");
            definition
                    .space()
                    .keySet()
                    .forEach(name -> cells.add(String.valueOf(row.settings().get(name))));
            if (definition.halving() != null) {
                cells.add(row.progress().stream()
                        .mapToInt(RunProgress::epochs)
                        .max()
                        .orElse(0));
            }
            cells.add(
                    row.mean().isPresent()
                            ? definition.metric().shown(row.mean().getAsDouble())
                            : "-");
            cells.add(deviation(row.deviation()));
            cells.add(row.finished() + "/" + row.runs());
            table.row(cells.toArray());
            if (row.isDropped()) {
                dropped.merge(row.reason(), 1, Integer::sum);
            } else if (!row.reason().isEmpty()) {
                reasons.addAll(Console.wrapped("  " + settings(row.settings()) + ": " + row.reason(), "    "));
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (!dropped.isEmpty()) {
            lines.add("");
            dropped.forEach((reason, points) ->
                    lines.addAll(Console.wrapped(Console.count(points, "point") + " " + reason, "    ")));
        }
        if (!reasons.isEmpty()) {
            lines.add("");
            lines.add("runs without a result:");
            lines.addAll(reasons);
        }
        return lines;
    }

    private String deviation(OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        return definition.metric() == Metric.VALIDATION_ACCURACY
                ? String.format(Locale.ROOT, "%.2f", 100 * value.getAsDouble())
                : String.format(Locale.ROOT, "%.4f", value.getAsDouble());
    }

    /** "lr 0.1, hidden 128"; of a sweep of one point "the only point". */
    static String settings(Map<String, Object> settings) {
        return settings.isEmpty()
                ? "the only point"
                : settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", "));
    }
}
