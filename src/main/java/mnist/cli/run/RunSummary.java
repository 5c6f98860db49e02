package mnist.cli.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.DataUse;
import mnist.store.MetricsFiles;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;
import mnist.train.TrainingConfig;

/**
 * What is said of a run where several are compared, as programs are told it.
 *
 * @param name of the folder or file, with as much of its path as tells it from others
 * @param run its path
 * @param finished whether there is a result; a model that is nobody's run is finished; null for an imported one
 */
record RunSummary(
        String name,
        String run,
        Boolean finished,
        @JsonUnwrapped Training training,
        @JsonUnwrapped Progress progress,
        @JsonUnwrapped Origin origin,
        @JsonIgnore RunSettings settings) {

    /** The key of all settings in JSON. */
    static final String SETTINGS = "settings";

    private static final String MODEL_ENDING = ".safetensors";

    boolean unfinished() {
        return Boolean.FALSE.equals(finished);
    }

    /** The settings that have a column of their own; null those of an imported model's training, which nobody knows. */
    record Training(
            String network, String activation, String optimizer, Double learningRate, Integer batch, Long seed) {}

    /**
     * How far the training has come, and how well.
     *
     * @param epochs complete; null, as the planned ones, for an imported model
     * @param bestValidationAccuracy empty without validation
     * @param testAccuracy empty as long as the run is unfinished
     * @param seconds of training; empty for a model without its run
     */
    record Progress(
            Integer epochs,
            Integer plannedEpochs,
            OptionalDouble bestValidationAccuracy,
            OptionalDouble testAccuracy,
            OptionalDouble testLoss,
            OptionalDouble seconds) {
        private static Progress unknown(Integer epochs, Integer plannedEpochs) {
            OptionalDouble none = OptionalDouble.empty();
            return new Progress(epochs, plannedEpochs, none, none, none, none);
        }

        private Progress after(int other) {
            return new Progress(other, plannedEpochs, bestValidationAccuracy, testAccuracy, testLoss, seconds);
        }
    }

    /** @param recipe null for none */
    record Origin(boolean testSetWasWatched, boolean generatedData, String recipe) {}

    /** All settings, as {@code config.json} has them. */
    @JsonProperty(SETTINGS)
    Map<String, Object> settingsTree() {
        return settings.known();
    }

    RunSummary named(String other) {
        return new RunSummary(other, run, finished, training, progress, origin, settings);
    }

    /** Whether the path is there, and is neither a run, not even a damaged one, nor a model. */
    static boolean isNeither(Path path) {
        return switch (PathKind.known(path)) {
            case NOTHING -> false;
            case FOLDER -> !RunDirectory.isRun(path) && !PathKind.exists(path.resolve("last.safetensors"));
            default -> !path.toString().endsWith(MODEL_ENDING);
        };
    }

    /** @throws StoreException in one line if there is no run or model, or its files are damaged */
    static RunSummary read(Path path) {
        return path.toString().endsWith(MODEL_ENDING) && !PathKind.isFolder(path) ? ofModel(path) : ofRun(path);
    }

    /** What a model's file says, and what its run does if that is around it. */
    private static RunSummary ofModel(Path file) {
        ModelFile.Model model = ModelFile.load(file);
        RunSettings settings = model.settings();
        if (settings.isImported()) {
            return ofImported(file, settings);
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        RunDirectory run = RunDirectory.isRun(folder) ? RunDirectory.view(folder) : null;
        int planned = settings.training().epochs();
        Progress progress = run == null ? Progress.unknown(0, planned) : progress(run, planned);
        if (run != null && !file.endsWith(run.best().getFileName())) {
            // Measured was the best model, and this is another.
            progress = Progress.unknown(progress.epochs(), planned);
        }
        return new RunSummary(
                String.valueOf(file.getFileName()),
                file.toString(),
                run == null || PathKind.exists(run.result()),
                training(settings),
                model.epoch() > 0 ? progress.after(model.epoch()) : progress,
                origin(settings),
                settings);
    }

    private static RunSummary ofImported(Path file, RunSettings settings) {
        return new RunSummary(
                String.valueOf(file.getFileName()),
                file.toString(),
                null,
                new Training(
                        settings.network().widths(),
                        settings.network().activation().toString(),
                        null,
                        null,
                        null,
                        null),
                Progress.unknown(null, null),
                origin(settings),
                settings);
    }

    private static RunSummary ofRun(Path path) {
        RunDirectory run = RunDirectory.view(path);
        RunSettings settings = run.readSettings();
        return new RunSummary(
                run.name(),
                path.toString(),
                PathKind.exists(run.result()),
                training(settings),
                progress(run, settings.training().epochs()),
                origin(settings),
                settings);
    }

    private static Origin origin(RunSettings settings) {
        DataUse data = settings.data();
        String recipe = settings.recipe() == null ? null : settings.recipe().toString();
        return new Origin(data.validation().equals("test"), data.generated(), recipe);
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
                OptionalDouble.of(rows.stream()
                        .mapToDouble(EpochMetrics::seconds)
                        .filter(Double::isFinite)
                        .sum()));
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
