package mnist.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.TrainingState.Counters;

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

    /** Of the last checkpoint. */
    private Counters counters;

    private String tensorsOfLast;

    /** Why there are no counters; null if there are. */
    private StoreException withoutCounters;

    private RunCheck() {}

    /** @throws StoreException if the folder is not that of a run */
    public static RunCheck ofRun(Path folder) {
        RunDirectory run = RunDirectory.view(folder);
        RunCheck check = new RunCheck();
        check.look("folder", () -> folder(run));
        check.look("config", () -> check.config(run));
        RunSettings config = check.settings;
        check.look("last", () -> check.last(run, config));
        check.look("best", () -> check.best(run, config));
        check.look("metrics", () -> new MetricsCheck(run, check.counters()).run());
        check.look("result", () -> check.result(run));
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

    private static String folder(RunDirectory run) {
        run.requireOwnFiles();
        return "no link leads out of it";
    }

    private String config(RunDirectory run) {
        settings = run.readSettings();
        return settings.network().widths() + ", epochs " + settings.training().epochs();
    }

    private String last(RunDirectory run, RunSettings config) {
        try {
            if (!PathKind.exists(run.last())) {
                requireUnbegun(run);
                counters = new Counters();
                return "none: the run stopped before its first checkpoint";
            }
            counters = ModelFile.loadCheckpoint(run.last(), found -> remember(run, config, run.last(), found)).counters;
            ModelFile.Hash hash = ModelFile.hash(run.last());
            tensorsOfLast = hash.sha256();
            return "epoch " + counters.epoch + ", step " + counters.step + "; " + shown(hash);
        } catch (StoreException e) {
            withoutCounters = e;
            throw e;
        }
    }

    /**
     * A run without a checkpoint is one that has not begun.
     *
     * @throws StoreException if it has: then the checkpoint was lost
     */
    public static void requireUnbegun(RunDirectory run) {
        int epochs = MetricsFiles.history(run, Integer.MAX_VALUE).newest();
        if (epochs > 0 || PathKind.exists(run.best()) || PathKind.exists(run.result())) {
            throw StoreException.of(
                    run.last(),
                    "a checkpoint" + (epochs > 0 ? " of epoch " + epochs : ""),
                    "no such file",
                    "take it from a copy, or train anew in another folder");
        }
    }

    private Counters counters() {
        if (withoutCounters != null) {
            throw withoutCounters;
        }
        return counters;
    }

    private String best(RunDirectory run, RunSettings config) {
        if (withoutCounters != null) {
            String found = model(run.best(), settings);
            remember(run, config, run.best(), ModelFile.load(run.best()).settings());
            return found;
        }
        BestModel best = new BestModel(run, settings, counters, PathKind.exists(run.result()));
        if (settings == null || (best.epoch() == 0 && !PathKind.exists(run.best()))) {
            return "none: no epoch is complete";
        }
        remember(run, config, run.best(), best.load().settings());
        return model(run.best(), settings);
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
        String after = model.epoch() > 0 ? ", of epoch " + model.epoch() : "";
        return model.settings().network().widths() + after + "; " + shown(ModelFile.hash(file));
    }

    private static String shown(ModelFile.Hash hash) {
        String start = "tensors " + hash.sha256().substring(0, SHORT);
        return hash.recorded() ? start + " as written" : start + ", cannot be checked: the file has no hash";
    }

    private String result(RunDirectory run) {
        if (!PathKind.exists(run.result())) {
            return PathKind.exists(run.diverged()) ? "none: " + diverged(run) : "none: the run is not finished";
        }
        requireResult(run, settings, counters(), tensorsOfLast);
        return "of the tensors of last.safetensors, and the best epoch";
    }

    /**
     * The result of a run is that of its last checkpoint.
     *
     * @param tensorsOfLast their hash
     * @throws StoreException if it is not, or has settings other than the run's
     */
    public static void requireResult(RunDirectory run, RunSettings settings, Counters last, String tensorsOfLast) {
        ResultCheck result = new ResultCheck(run);
        result.require("tensors_sha256", tensorsOfLast);
        result.require("epochs", last.epoch);
        result.requireIfThere("steps", last.step);
        result.requireIfThere("best_epoch", new BestModel(run, settings, last, true).epoch());
        if (last.bestAccuracy >= 0) {
            result.requireIfThere("best_validation_accuracy", last.bestAccuracy);
        }
        result.requireScore();
        result.requireSettings(settings);
    }

    private static String diverged(RunDirectory run) {
        Map<String, Object> where = Json.read(run.diverged());
        Number epoch = JsonNumbers.of("epoch", where.get("epoch"), 0);
        return "training diverged in epoch " + epoch + "; the checkpoint before that stays";
    }
}
