package mnist.cli.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.DataUse;
import mnist.store.MetricsFiles;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;
import mnist.train.TrainingConfig;

/**
 * What is said of a run where several are compared, as programs are told it.
 *
 * @param name of the folder
 * @param settings all of them, for people
 */
record RunSummary(
        String name,
        String run,
        boolean finished,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Progress progress,
        @JsonUnwrapped Origin origin,
        @JsonIgnore RunSettings settings) {

    /** The settings that have a column of their own. */
    record Training(String network, String activation, String optimizer, double learningRate, int batch, long seed) {}

    /**
     * How far the training has come, and how well.
     *
     * @param epochs complete
     * @param bestValidationAccuracy empty without validation
     * @param testAccuracy empty as long as the run is unfinished
     * @param seconds of training
     */
    record Progress(
            int epochs,
            int plannedEpochs,
            OptionalDouble bestValidationAccuracy,
            OptionalDouble testAccuracy,
            OptionalDouble testLoss,
            double seconds) {}

    /** @param recipe null for none */
    record Origin(boolean testSetWasWatched, boolean generatedData, String recipe) {}

    /** @throws StoreException in one line if there is no run, or its files are damaged */
    static RunSummary read(Path path) {
        RunDirectory run = RunDirectory.view(path);
        RunSettings settings = run.readSettings();
        DataUse data = settings.data();
        String recipe = settings.recipe() == null ? null : settings.recipe().toString();
        return new RunSummary(
                run.name(),
                path.toString(),
                PathKind.exists(run.result()),
                training(settings),
                progress(run, settings.training().epochs()),
                new Origin(data.validation().equals("test"), data.generated(), recipe),
                settings);
    }

    private static Training training(RunSettings settings) {
        TrainingConfig training = settings.training();
        return new Training(
                settings.network().widths(),
                settings.network().activation().toString(),
                training.optimization().optimizer().kind().toString(),
                Double.parseDouble(Float.toString(training.learningRate())),
                training.batchSize(),
                training.seed());
    }

    private static Progress progress(RunDirectory run, int plannedEpochs) {
        List<EpochMetrics> rows = PathKind.exists(run.metricsCsv()) ? MetricsFiles.read(run.metricsCsv()) : List.of();
        Map<String, Object> result = PathKind.exists(run.result()) ? Json.read(run.result()) : Map.of();
        return new Progress(
                rows.isEmpty() ? 0 : rows.get(rows.size() - 1).epoch(),
                plannedEpochs,
                rows.stream()
                        .filter(EpochMetrics::hasValidation)
                        .mapToDouble(epoch -> epoch.validation().accuracy())
                        .max(),
                number(run, result, "accuracy"),
                number(run, result, "loss"),
                rows.stream()
                        .mapToDouble(EpochMetrics::seconds)
                        .filter(Double::isFinite)
                        .sum());
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
                run.result() + ": expected a number as " + name + ", found " + value + "; leave this run out");
    }
}
