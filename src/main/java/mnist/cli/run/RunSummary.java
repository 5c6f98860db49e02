package mnist.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.StoreException;
import mnist.store.MetricsReader;
import mnist.store.MetricsRow;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.train.TrainingConfig;

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

    /** What programs are told; empty or null where there is no such value. */
    record Row(
            String name,
            String run,
            boolean finished,
            String network,
            String activation,
            String optimizer,
            double learningRate,
            int batch,
            long seed,
            int epochs,
            int plannedEpochs,
            OptionalDouble bestValidationAccuracy,
            OptionalDouble testAccuracy,
            OptionalDouble testLoss,
            double seconds,
            boolean testSetWasWatched,
            boolean generatedData,
            String recipe) {}

    Row row() {
        TrainingConfig training = settings.training();
        return new Row(
                name(),
                run.toString(),
                finished,
                settings.network().widths(),
                settings.network().activation().label(),
                training.optimizer().name(),
                Double.parseDouble(Float.toString(training.learningRate())),
                training.batchSize(),
                training.seed(),
                epochs,
                training.epochs(),
                bestValidationAccuracy,
                testAccuracy,
                testLoss,
                seconds,
                settings.data().validation().equals("test"),
                settings.data().generated(),
                settings.recipe() == null ? null : settings.recipe().toString());
    }
}
