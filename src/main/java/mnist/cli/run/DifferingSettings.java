package mnist.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.cli.frame.Console;
import mnist.cli.train.TrainHeader;
import mnist.store.RunSettings;
import mnist.train.Distillation;
import mnist.view.document.Table;

/** What runs were trained differently with, beside the settings that have a column in {@link RunTable}. */
record DifferingSettings(List<RunSummary> runs) {
    /** @param name of the option that decides it */
    private record Setting(String name, Function<RunSettings, Object> value) {
        List<String> texts(List<RunSummary> runs) {
            return runs.stream().map(run -> text(value.apply(run.settings()))).toList();
        }
    }

    private static final List<Setting> ALL = List.of(
            new Setting("data", s -> s.data().name()),
            new Setting("validation", DifferingSettings::validation),
            new Setting("limit", s -> s.data().limit()),
            new Setting("activation", s -> s.network().activation().label()),
            new Setting("output", s -> s.network().output().label()),
            new Setting("loss", s -> s.network().loss().label()),
            new Setting("init", s -> s.training().initializer().label()),
            new Setting("norm", s -> s.network().normalization().label()),
            new Setting("residual", s -> s.network().residual() ? "yes" : "no"),
            new Setting("receptive-field", s -> s.network().receptiveField()),
            new Setting("seed", s -> s.training().seed()),
            new Setting("momentum", s -> s.training().optimizer().momentum()),
            new Setting("beta1", s -> s.training().optimizer().beta1()),
            new Setting("beta2", s -> s.training().optimizer().beta2()),
            new Setting("epsilon", s -> s.training().optimizer().epsilon()),
            new Setting("schedule", s -> s.training().schedule().name()),
            new Setting("warmup", s -> s.training().schedule().warmupEpochs()),
            new Setting("lr-decay", s -> s.training().schedule().decay()),
            new Setting("lr-every", s -> s.training().schedule().every()),
            new Setting("lr-floor", s -> s.training().schedule().floor()),
            new Setting("l1", s -> s.training().penalty().l1()),
            new Setting("l2", s -> s.training().penalty().l2()),
            new Setting("weight-decay", s -> s.training().penalty().decay()),
            new Setting("max-norm", s -> s.training().penalty().maxNorm()),
            new Setting("dropout", s -> s.training().hiddenDropout()),
            new Setting("input-dropout", s -> s.training().inputDropout()),
            new Setting("noise", s -> s.training().hiddenNoise()),
            new Setting("input-noise", s -> s.training().inputNoise()),
            new Setting("label-smoothing", s -> s.training().labelSmoothing()),
            new Setting("clip-norm", s -> s.training().clipNorm()),
            new Setting("ema", s -> s.training().averaging()),
            new Setting("augment", s -> s.training().augmentation()),
            new Setting("augment-fade", s -> s.training().augmentationFade()),
            new Setting("augment-end", s -> s.training().augmentationEnd()),
            new Setting("patience", s -> s.training().patience()),
            new Setting("target-accuracy", s -> s.training().targetAccuracy()),
            new Setting("teacher", s -> teachers(s.training().distillation())),
            new Setting("temperature", s -> s.training().distillation().temperature()),
            new Setting("teacher-weight", s -> s.training().distillation().weight()),
            new Setting("kernel", RunSettings::kernel));

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
        List<Setting> columns = new ArrayList<>();
        for (Setting setting : ALL) {
            if (setting.texts(runs).stream().distinct().count() > 1) {
                columns.add(setting);
                if (columns.size() > 1 && table(columns).get(0).length() > Console.WIDTH) {
                    columns.remove(setting);
                    lines.addAll(table(columns));
                    columns = new ArrayList<>(List.of(setting));
                }
            }
        }
        lines.addAll(columns.isEmpty() ? List.of() : table(columns));
        return lines;
    }

    private List<String> table(List<Setting> columns) {
        Stream<String> headings =
                Stream.concat(Stream.of("differ in"), columns.stream().map(Setting::name));
        Table table = new Table(headings.toArray(String[]::new));
        for (int i = 0; i < runs.size(); i++) {
            int run = i;
            Stream<String> cells =
                    columns.stream().map(column -> column.texts(runs).get(run));
            table.row(Stream.concat(Stream.of(runs.get(run).name()), cells).toArray());
        }
        return table.lines();
    }

    private static String text(Object value) {
        return value instanceof Float number ? TrainHeader.number(number) : value.toString();
    }
}
