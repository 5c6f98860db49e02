package mnist.cli.train;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.EnumNames;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Stops;
import mnist.data.BatchStream;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.store.BestModel;
import mnist.store.MetricsFiles;
import mnist.store.ModelFile;
import mnist.store.RunCheck;
import mnist.store.RunDirectory;
import mnist.store.RunRecorder;
import mnist.store.RunSettings;
import mnist.store.RunSettings.StartWeights;
import mnist.store.json.Json;
import mnist.train.DivergedException;
import mnist.train.EpochMetrics;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.train.Trainer;
import mnist.train.TrainingConfig;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;

/** One run from its beginning, or from a checkpoint, to its result. */
record TrainingRun(
        Console console,
        boolean json,
        Stops stops,
        RunOptions options,
        Messages messages,
        Backend backend,
        TrainingData data,
        RunSettings settings,
        List<Network> teachers) {
    private static final String MARGIN = " ".repeat(11);

    /** A rate that suits most networks: where one tries next when a much larger one diverged. */
    private static final float USUAL_RATE = 0.1f;

    /** Numbers of a result without which the test images are read once more. */
    private static final List<String> REPORTED = List.of("accuracy", "loss", "errors", "images");

    /** Why a run ended: as result.json has it, and the key of what people read. */
    private enum Reason {
        TARGET_REACHED("target accuracy reached"),
        OUT_OF_PATIENCE("validation no longer improves"),
        ALL_EPOCHS("all epochs done");

        private final String recorded;

        Reason(String recorded) {
            this.recorded = recorded;
        }

        static Reason of(Trainer.Outcome outcome) {
            return switch (outcome) {
                case TARGET_REACHED -> TARGET_REACHED;
                case OUT_OF_PATIENCE -> OUT_OF_PATIENCE;
                default -> ALL_EPOCHS;
            };
        }

        /** Another version may have recorded another reason. */
        static String text(String recorded, Messages messages) {
            return Arrays.stream(values())
                    .filter(reason -> reason.recorded.equals(recorded))
                    .findFirst()
                    .map(reason -> messages.get("reason." + EnumNames.of(reason)))
                    .orElse(recorded);
        }
    }

    private record Diverged(String event, String run, int epoch, int stepInEpoch) {}

    private record Ending(String event, String run, String reason, int epochs, long steps) {
        Ending(String event, RunDirectory run, String reason, TrainingState state) {
            this(event, run.path().toString(), reason, state.counters.epoch, state.counters.step);
        }
    }

    private record Score(double accuracy, double loss, int errors, int images) {}

    /** What result.json has, which {@code mnist compare} and scripts read. */
    private record Result(
            @JsonUnwrapped Ending ending,
            int bestEpoch,
            OptionalDouble bestValidationAccuracy,
            @JsonUnwrapped Score score,
            boolean testSetWasWatched,
            boolean generatedData,
            String tensorsSha256,
            Map<String, Object> settings) {}

    /** A new run. Returns the exit code. */
    int begin(RunDirectory run) {
        TrainingState state = new TrainingState(firstWeights(), settings.training());
        try (MetricsFiles metrics = MetricsFiles.create(run)) {
            return train(run, state, metrics);
        }
    }

    private Network firstWeights() {
        StartWeights start = settings.start();
        return start == null
                ? settings.training().firstNetwork(settings.network())
                : StartOptions.recorded(start).network(settings.network());
    }

    /** Goes on from the last checkpoint, or from the beginning when the run was stopped before its first. */
    int resume(RunDirectory run) {
        if (!PathKind.exists(run.last())) {
            RunCheck.requireUnbegun(run);
            console.note("no checkpoint yet in %s: beginning again", run.path());
            return begin(run);
        }
        TrainingState state = ModelFile.loadCheckpoint(
                run.last(), checkpoint -> settings.requireSame(run.config(), run.last(), checkpoint));
        String over = whyOver(state.counters);
        new BestModel(run, settings, state.counters, over != null).mend(state).ifPresent(console::warning);
        if (over == null && state.counters.epoch >= options.lastEpoch(settings.training())) {
            return paused(run, state);
        }
        if (over == null) {
            run.writeConfig(settings.toMap(), options.checkpointEvery);
            delete(run.result());
            delete(run.diverged());
            if (state.counters.step == 0) {
                console.note("no step is done yet in %s: beginning", run.path());
            } else {
                console.note("going on after epoch %d, step %,d", state.counters.epoch, state.counters.step);
            }
        }
        Map<String, Object> result = PathKind.exists(run.result()) ? Json.read(run.result()) : Map.of();
        boolean finished = over != null && REPORTED.stream().allMatch(key -> result.get(key) instanceof Number);
        if (finished) {
            RunCheck.requireResult(run, settings, state.counters, ModelFile.tensorsSha256(run.last()));
        }
        if (over != null) {
            console.note("%s%s %s", run.path(), finished ? ": nothing to do, it" : "", over);
        }
        try (MetricsFiles metrics = MetricsFiles.resume(run, state.counters.epoch)) {
            metrics.warnings().forEach(console::warning);
            return finished ? report(run, result) : train(run, state, metrics);
        }
    }

    /** Why there is nothing left to train, and what would change that; null if there is. */
    private String whyOver(TrainingState.Counters counters) {
        TrainingConfig config = settings.training();
        if (counters.epoch >= config.epochs()) {
            return "is complete with " + Console.count(counters.epoch, "epoch") + ": --epochs N makes it longer";
        }
        if (config.stopping().isTarget(counters.bestAccuracy)) {
            return "has reached its target accuracy: --target-accuracy X, higher or 0 for none, goes on";
        }
        if (data.validation() != null && config.stopping().isOutOfPatience(counters.epoch - counters.bestEpoch)) {
            return "stopped as validation no longer improved: --patience N, more or 0 for never, goes on";
        }
        return null;
    }

    private int train(RunDirectory run, TrainingState state, MetricsFiles metricsFiles) {
        TrainingConfig config = settings.training();
        console.kept("the run is in %s", run.path());
        RunRecorder recorder = new RunRecorder(run, metricsFiles, settings, options.checkpointEvery);
        if (!PathKind.exists(run.last())) {
            // From now on the run can be gone on with, however long the first step takes.
            recorder.checkpoint(state);
        }
        try (BatchStream batches = Trainer.batches(config, data.train());
                Evaluator validation = data.validation() == null ? null : new Evaluator(data.validation(), backend);
                StopRequests requests = new StopRequests(stops, options.maxTime, run, console);
                EpochPrinter printer = new EpochPrinter(
                        console, json, options.quiet, config.epochs(), batches.stepsPerEpoch(), messages)) {
            TrainingListener listener = new Watchers(recorder, printer, requests);
            Trainer trainer = new Trainer(config, state, batches, validation, backend, listener, teachers);
            Trainer.Outcome outcome = trainer.train(options.lastEpoch(config));
            printer.clear();
            if (requests.isInterrupted() || requests.isOutOfTime()) {
                return stopped(run, recorder, state, requests);
            }
            if (outcome == Trainer.Outcome.PAUSED) {
                return paused(run, state);
            }
            return finish(run, state, Reason.of(outcome));
        } catch (DivergedException e) {
            console.note("mnist: %s", e.getMessage());
            console.note(
                    "  try a smaller rate, for example --lr %s, in another --out; %s",
                    Math.min(USUAL_RATE, config.learningRate() / 10),
                    ModelFile.loadCheckpoint(run.last()).counters.step > 0
                            ? "the last good checkpoint is " + run.last()
                            : "nothing is learnt yet, so " + run.path() + " may be deleted");
            Diverged diverged = new Diverged("diverged", run.path().toString(), e.epoch(), e.step());
            Json.write(run.diverged(), diverged);
            if (json) {
                console.json(diverged);
            }
            return ExitCodes.DIVERGED;
        }
    }

    /** Calls one listener after another; each sees every event. */
    private record Watchers(RunRecorder recorder, EpochPrinter printer, StopRequests stops)
            implements TrainingListener {
        @Override
        public boolean afterStep(TrainingState state) {
            recorder.afterStep(state);
            printer.afterStep(state);
            return stops.afterStep(state);
        }

        @Override
        public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
            recorder.afterEpoch(metrics, state, best);
            printer.afterEpoch(metrics, state, best);
            return stops.afterEpoch(metrics, state, best);
        }
    }

    private int stopped(RunDirectory run, RunRecorder recorder, TrainingState state, StopRequests stops) {
        recorder.checkpoint(state);
        if (json) {
            console.json(new Ending("stopped", run, stops.isInterrupted() ? "signal" : "out of time", state));
        }
        String steps = messages.get(state.counters.step == 1 ? "steps.one" : "steps");
        console.note(
                messages.get(stops.isInterrupted() ? "stopped" : "out_of_time"),
                String.format(Locale.ROOT, steps, state.counters.step),
                run.last());
        console.note("  %s train --resume %s", Console.program(), Console.quoted(run.path()));
        return stops.isInterrupted() ? ExitCodes.INTERRUPTED : ExitCodes.DONE;
    }

    /** The epoch of {@code --until} is done, with its checkpoint. */
    private int paused(RunDirectory run, TrainingState state) {
        if (json) {
            console.json(new Ending("stopped", run, "until", state));
        }
        console.note(
                messages.get("paused"),
                run.path(),
                state.counters.epoch,
                settings.training().epochs(),
                run.last());
        console.note("  %s train --resume %s", Console.program(), Console.quoted(run.path()));
        return ExitCodes.DONE;
    }

    /** Reads the test set, once, with the best model. */
    private int finish(RunDirectory run, TrainingState state, Reason reason) {
        Network best = ModelFile.load(run.best()).folded();
        Evaluation test;
        try (Evaluator evaluator = new Evaluator(data.test(), backend)) {
            test = evaluator.evaluate(best);
        }
        boolean validated = data.validation() != null;
        Json.write(
                run.result(),
                new Result(
                        new Ending("end", run, reason.recorded, state),
                        validated ? state.counters.bestEpoch : state.counters.epoch,
                        validated ? OptionalDouble.of(state.counters.bestAccuracy) : OptionalDouble.empty(),
                        new Score(test.accuracy(), test.loss(), test.errors(), test.images()),
                        settings.data().validation().equals("test"),
                        settings.data().generated(),
                        ModelFile.tensorsSha256(run.last()),
                        settings.toMap()));
        return report(run, Json.read(run.result()));
    }

    /** Shows a result as result.json has it. Returns the exit code. */
    private int report(RunDirectory run, Map<String, Object> result) {
        console.kept("the run is complete, with its result, in %s", run.path());
        if (json) {
            console.json(result);
        } else {
            print(run, result);
        }
        return exitCode(((Number) result.get("accuracy")).doubleValue());
    }

    private void print(RunDirectory run, Map<String, Object> result) {
        console.result("");
        entry(
                "test",
                "test_result",
                100 * ((Number) result.get("accuracy")).doubleValue(),
                result.get("errors"),
                result.get("images"),
                ((Number) result.get("loss")).doubleValue());
        entry("", "best_epoch", result.get("best_epoch"), Reason.text(String.valueOf(result.get("reason")), messages));
        if (settings.data().generated()) {
            entry("", "measured_on_generated");
        }
        console.result("%s %s", label("model"), run.best());
        console.result("%s %s eval %s", label("next"), Console.program(), Console.quoted(run.best()));
    }

    /** The line is as long as it comes, but for narrow terminals. */
    private void entry(String label, String key, Object... values) {
        console.text(
                MARGIN,
                "%s %s",
                label.isEmpty() ? " ".repeat(10) : label(label),
                String.format(Locale.ROOT, messages.get(key), values));
    }

    private String label(String key) {
        return TextWidth.left(messages.get("header." + key), 10);
    }

    private int exitCode(double accuracy) {
        if (options.requireAccuracy != null && accuracy < options.requireAccuracy) {
            console.note(
                    "mnist: accuracy %.4f on the test set is below the required %s", accuracy, options.requireAccuracy);
            return ExitCodes.ACCURACY_MISSED;
        }
        return ExitCodes.DONE;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be removed: " + e.getMessage(), e);
        }
    }
}
