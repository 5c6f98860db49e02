package mnist.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;
import mnist.train.TrainingState;

/** Looks whether a run's files, or a model alone, are sound and fit each other. Nothing is changed. */
public final class RunCheck {
    private static final int SHORT = 12;

    /**
     * One thing that was looked at.
     *
     * @param check what it is, in a word
     * @param found in one line
     */
    public record Check(String check, boolean sound, String found) {}

    private final List<Check> checks = new ArrayList<>();

    /** Of the run or the model, from the first file that could be read; null as long as there is none. */
    private RunSettings settings;

    private RunCheck() {}

    /** @throws StoreException if the folder is not that of a run */
    public static RunCheck ofRun(Path folder) {
        RunDirectory run = RunDirectory.view(folder);
        RunCheck check = new RunCheck();
        check.look("config", () -> check.config(run));
        RunSettings config = check.settings;
        check.look("last", () -> check.last(run, config));
        check.look("best", () -> check.best(run, config));
        check.look("metrics", () -> metrics(run));
        check.look("result", () -> result(run));
        return check;
    }

    /** Of a model file or a checkpoint. */
    public static RunCheck ofModel(Path file) {
        RunCheck check = new RunCheck();
        check.look("model", () -> check.model(file, null));
        return check;
    }

    public List<Check> checks() {
        return checks;
    }

    /** Null if no file of the run says them. */
    public RunSettings settings() {
        return settings;
    }

    private void look(String name, Supplier<String> check) {
        try {
            checks.add(new Check(name, true, check.get()));
        } catch (StoreException e) {
            checks.add(checks.stream()
                    .filter(earlier -> earlier.found().equals(e.getMessage()))
                    .findFirst()
                    .map(cause -> new Check(name, true, "not checked, because of " + cause.check()))
                    .orElse(new Check(name, false, e.getMessage())));
        }
    }

    private String config(RunDirectory run) {
        settings = run.readSettings();
        return settings.network().widths() + ", epochs " + settings.training().epochs();
    }

    private String last(RunDirectory run, RunSettings config) {
        if (!PathKind.exists(run.last())) {
            return "none: the run stopped before its first checkpoint";
        }
        TrainingState.Counters counters = checkpoint(run, config).counters;
        return "epoch " + counters.epoch + ", step " + counters.step + "; " + hash(run.last());
    }

    private TrainingState checkpoint(RunDirectory run, RunSettings config) {
        return ModelFile.loadCheckpoint(run.last(), found -> remember(run, config, run.last(), found));
    }

    private String best(RunDirectory run, RunSettings config) {
        if (!PathKind.exists(run.best()) && completedEpochs(run) == 0) {
            return "none: no epoch is complete";
        }
        String found = model(run.best(), settings);
        remember(run, config, run.best(), ModelFile.load(run.best()).settings());
        return found;
    }

    private void remember(RunDirectory run, RunSettings config, Path file, RunSettings found) {
        if (config != null) {
            config.requireSame(run.config(), file, found);
        }
        settings = settings == null ? found : settings;
    }

    private String model(Path file, RunSettings known) {
        ModelFile.Model model = ModelFile.load(file);
        settings = known == null ? model.settings() : known;
        return model.settings().network().widths() + ", " + hash(file);
    }

    private static String hash(Path file) {
        ModelFile.Hash hash = ModelFile.hash(file);
        String start = "tensors " + hash.sha256().substring(0, SHORT);
        return hash.recorded() ? start + " as written" : start + ", cannot be checked: the file has no hash";
    }

    private static int completedEpochs(RunDirectory run) {
        return PathKind.exists(run.last()) ? ModelFile.loadCheckpoint(run.last()).counters.epoch : 0;
    }

    private static String metrics(RunDirectory run) {
        int epochs = completedEpochs(run);
        List<EpochMetrics> csv = MetricsFiles.read(run.metricsCsv());
        List<EpochMetrics> jsonl = MetricsFiles.readJsonl(run.metricsJsonl());
        String cure = "train --resume " + run.path() + " mends what can be mended";
        for (int i = 0; i < Math.max(csv.size(), epochs); i++) {
            int found = i < csv.size() ? csv.get(i).epoch() : 0;
            if (found != i + 1) {
                throw StoreException.of(
                        run.metricsCsv(), "epoch " + (i + 1), found == 0 ? "the end" : "epoch " + found, cure);
            }
            String row = MetricsCsv.line(csv.get(i));
            String other = i < jsonl.size() ? MetricsCsv.line(jsonl.get(i)) : "the end";
            if (!other.equals(row)) {
                throw StoreException.of(run.metricsJsonl(), row + ", as metrics.csv has it", other, cure);
            }
        }
        String later = csv.size() > epochs ? ", later ones than the checkpoint" : "";
        return "epochs complete: " + csv.size() + later + "; both files agree";
    }

    private static String result(RunDirectory run) {
        if (!PathKind.exists(run.result())) {
            return PathKind.exists(run.diverged()) ? "none: " + diverged(run) : "none: the run is not finished";
        }
        Map<String, Object> result = Json.read(run.result());
        String tensors = ModelFile.hash(run.last()).sha256();
        require(run, result, "tensors_sha256", tensors);
        require(run, result, "epochs", completedEpochs(run));
        return "of the tensors of last.safetensors";
    }

    private static String diverged(RunDirectory run) {
        Map<String, Object> where = Json.read(run.diverged());
        Number epoch = JsonNumbers.of("epoch", where.get("epoch"), 0);
        return "training diverged in epoch " + epoch + "; the checkpoint before that stays";
    }

    private static void require(RunDirectory run, Map<String, Object> result, String key, Object expected) {
        Object found = result.get(key);
        if (!expected.equals(found)) {
            throw StoreException.of(
                    run.result(),
                    key + " " + expected + ", as last.safetensors has it",
                    StoreException.quote(String.valueOf(found)),
                    "take the files from one copy");
        }
    }
}
