package mnist.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.cli.frame.TextTable;
import mnist.cli.train.TrainHeader;
import mnist.store.RunSettings;
import mnist.train.Distillation;

/** What runs were trained differently with, beside the settings that have a column in {@link RunTable}. */
final class DifferingSettings {
    /** By the name of the option that decides each. */
    private static final Map<String, Function<RunSettings, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("data", s -> s.data().name());
        ALL.put("validation", s -> validation(s));
        ALL.put("limit", s -> s.data().limit());
        ALL.put("activation", s -> s.network().activation().label());
        ALL.put("output", s -> s.network().output().label());
        ALL.put("loss", s -> s.network().loss().label());
        ALL.put("init", s -> s.training().initializer().label());
        ALL.put("norm", s -> s.network().normalization().label());
        ALL.put("residual", s -> s.network().residual() ? "yes" : "no");
        ALL.put("receptive-field", s -> s.network().receptiveField());
        ALL.put("seed", s -> s.training().seed());
        ALL.put("momentum", s -> s.training().optimizer().momentum());
        ALL.put("beta1", s -> s.training().optimizer().beta1());
        ALL.put("beta2", s -> s.training().optimizer().beta2());
        ALL.put("epsilon", s -> s.training().optimizer().epsilon());
        ALL.put("schedule", s -> s.training().schedule().name());
        ALL.put("warmup", s -> s.training().schedule().warmupEpochs());
        ALL.put("lr-decay", s -> s.training().schedule().decay());
        ALL.put("lr-every", s -> s.training().schedule().every());
        ALL.put("lr-floor", s -> s.training().schedule().floor());
        ALL.put("l1", s -> s.training().penalty().l1());
        ALL.put("l2", s -> s.training().penalty().l2());
        ALL.put("weight-decay", s -> s.training().penalty().decay());
        ALL.put("max-norm", s -> s.training().penalty().maxNorm());
        ALL.put("dropout", s -> s.training().hiddenDropout());
        ALL.put("input-dropout", s -> s.training().inputDropout());
        ALL.put("noise", s -> s.training().hiddenNoise());
        ALL.put("input-noise", s -> s.training().inputNoise());
        ALL.put("label-smoothing", s -> s.training().labelSmoothing());
        ALL.put("clip-norm", s -> s.training().clipNorm());
        ALL.put("ema", s -> s.training().averaging());
        ALL.put("augment", s -> s.training().augmentation());
        ALL.put("augment-fade", s -> s.training().augmentationFade());
        ALL.put("augment-end", s -> s.training().augmentationEnd());
        ALL.put("patience", s -> s.training().patience());
        ALL.put("target-accuracy", s -> s.training().targetAccuracy());
        ALL.put("teacher", s -> teachers(s.training().distillation()));
        ALL.put("temperature", s -> s.training().distillation().temperature());
        ALL.put("teacher-weight", s -> s.training().distillation().weight());
        ALL.put("kernel", RunSettings::kernel);
    }

    private final List<RunSummary> runs;

    DifferingSettings(List<RunSummary> runs) {
        this.runs = runs;
    }

    private static Object validation(RunSettings settings) {
        String kind = settings.data().validation();
        return kind.equals("test") || kind.equals("none")
                ? kind
                : settings.data().validationImages();
    }

    private static String teachers(Distillation distillation) {
        return distillation.teachers().isEmpty()
                ? "none"
                : distillation.teachers().stream()
                        .map(Distillation.Teacher::file)
                        .collect(Collectors.joining(","));
    }

    /** One table with a column for each such setting, or as many as it takes to stay as wide as a terminal; none for none. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (String name : ALL.keySet()) {
            if (texts(name).stream().distinct().count() > 1) {
                columns.add(name);
                if (columns.size() > 1 && table(columns).get(0).length() > Console.WIDTH) {
                    columns.remove(name);
                    lines.addAll(table(columns));
                    columns = new ArrayList<>(List.of(name));
                }
            }
        }
        lines.addAll(columns.isEmpty() ? List.of() : table(columns));
        return lines;
    }

    private List<String> table(List<String> columns) {
        List<String> headings = new ArrayList<>(columns);
        headings.add(0, "differ in");
        TextTable table = new TextTable(headings.toArray(String[]::new));
        for (int run = 0; run < runs.size(); run++) {
            List<String> cells = new ArrayList<>(List.of(runs.get(run).name()));
            for (String column : columns) {
                cells.add(texts(column).get(run));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private List<String> texts(String name) {
        return runs.stream()
                .map(run -> text(ALL.get(name).apply(run.settings())))
                .toList();
    }

    private static String text(Object value) {
        return value instanceof Float number ? TrainHeader.number(number) : value.toString();
    }
}
