package mnist.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.StoreException;
import mnist.store.MetricsReader;
import mnist.store.MetricsRow;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;

/**
 * What is said of a run where several are compared.
 *
 * @param epochs complete
 * @param bestValidationAccuracy empty without validation
 * @param testAccuracy empty as long as the run is unfinished
 * @param seconds of training
 */
record RunSummary(
        Path run,
        RunSettings settings,
        int epochs,
        boolean finished,
        OptionalDouble bestValidationAccuracy,
        OptionalDouble testAccuracy,
        OptionalDouble testLoss,
        double seconds) {

    /** @throws StoreException in one line if there is no run, or its files are damaged */
    static RunSummary read(Path path) {
        RunDirectory run = RunDirectory.view(path);
        RunSettings settings = settings(run);
        List<MetricsRow> rows = Files.exists(run.metricsCsv()) ? MetricsReader.read(run.metricsCsv()) : List.of();
        boolean finished = Files.exists(run.result());
        Map<String, Object> result = finished ? Json.read(run.result()) : Map.of();
        return new RunSummary(
                path,
                settings,
                rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch(),
                finished,
                rows.stream()
                        .map(MetricsRow::validationAccuracy)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .max(),
                number(run, result, "accuracy"),
                number(run, result, "loss"),
                rows.stream().mapToDouble(MetricsRow::seconds).sum());
    }

    private static RunSettings settings(RunDirectory run) {
        try {
            return RunSettings.fromMap(run.readConfig());
        } catch (IllegalArgumentException e) {
            throw new StoreException(run.config() + ": " + e.getMessage() + "; leave this run out", e);
        }
    }

    private static OptionalDouble number(RunDirectory run, Map<String, Object> result, String name) {
        Object value = result.get(name);
        if (value == null && result.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        throw new StoreException(
                run.result() + ": found " + name + " " + value + ", expected a number; leave this run" + " out");
    }

    /** The folder's own name. */
    String name() {
        Path name = run.toAbsolutePath().normalize().getFileName();
        return name == null ? run.toString() : name.toString();
    }

    /** Every value by its name, null where there is none. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name());
        map.put("run", run.toString());
        map.put("finished", finished);
        map.put("network", settings.network().widths());
        map.put("activation", settings.network().activation().label());
        map.put(
                "optimizer",
                settings.training().optimization().optimizer().kind().label());
        map.put(
                "learning_rate",
                Double.valueOf(Float.toString(settings.training().learningRate())));
        map.put("batch", settings.training().batchSize());
        map.put("seed", settings.training().seed());
        map.put("epochs", epochs);
        map.put("planned_epochs", settings.training().epochs());
        map.put("best_validation_accuracy", boxed(bestValidationAccuracy));
        map.put("test_accuracy", boxed(testAccuracy));
        map.put("test_loss", boxed(testLoss));
        map.put("seconds", seconds);
        map.put("test_set_was_watched", settings.data().validation().equals("test"));
        map.put("generated_data", settings.data().generated());
        map.put("recipe", settings.recipe() == null ? null : settings.recipe().toString());
        return map;
    }

    private static Object boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
