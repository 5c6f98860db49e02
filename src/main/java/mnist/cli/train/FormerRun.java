package mnist.cli.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.SettingNames;
import mnist.file.FileKind;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.nn.Initializer;
import mnist.nn.NetworkSpec;
import mnist.optim.OptimizerSpec;
import mnist.store.DataUse;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.train.Distillation;
import mnist.train.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An earlier run whose settings are options of a new one.
 *
 * @param config its {@code config.json}
 */
record FormerRun(Path config, RunSettings settings) {
    /** What {@code --validation} means where it is not given. */
    private static final int TENTH = 10;

    /** @param place a run's folder, or a {@code config.json}. @throws StoreException if there is no such run */
    static FormerRun read(Path place) {
        Path config = PathKind.known(place) == PathKind.FILE
                ? place
                : RunDirectory.view(place).config();
        return new FormerRun(config, RunDirectory.readSettings(config));
    }

    /** Whether a path names a model rather than the settings of a run. @throws StoreException if it cannot be read */
    static boolean isModel(Path place) {
        if (PathKind.known(place) != PathKind.FILE) {
            return false;
        }
        try (InputStream in = RegularFile.open(place)) {
            return !FileKind.of(in.readNBytes(FileKind.START_BYTES)).equals(FileKind.JSON);
        } catch (IOException e) {
            throw StoreException.reading(place, e);
        }
    }

    /** The options that make this run again, as a file of {@code --config} has them. Defaults are left out. */
    Map<String, Object> options(CommandSpec command) {
        Map<String, Object> options = ofGroups(command, "network.", "training.");
        NetworkSpec network = settings.network();
        TrainingConfig training = settings.training();
        DataUse data = settings.data();
        options.put("hidden", network.hidden().isEmpty() ? "none" : network.hidden());
        options.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
        if (training.distillation().equals(Distillation.NONE)) {
            options.keySet().removeAll(List.of("temperature", "teacher-weight"));
        }
        // What follows from another option must not stay behind when that one is changed.
        if (training.optimization().initializer() == Initializer.suiting(network.activation())) {
            options.remove("init");
        }
        OptimizerSpec optimizer = training.optimization().optimizer();
        if (optimizer.beta2() == OptimizerSpec.of(optimizer.kind()).beta2()) {
            options.remove("beta2");
        }
        if (training.optimization().penalty().maxNorm() == 0) {
            options.remove("max-norm");
        }
        if (training.batchSize() == data.trainImages()) {
            options.put("batch", TrainingOptions.FULL_BATCH);
        }
        OptionConflicts.useless(command, name -> String.valueOf(options.get(name.substring(2))))
                .forEach(option -> options.remove(option.longestName().substring(2)));
        if (settings.start() != null) {
            options.put("init-from", settings.start().file());
        }
        putData(options);
        int checkpointEvery = RunDirectory.readCheckpointEvery(config);
        if (checkpointEvery > 0) {
            options.put("checkpoint-every", checkpointEvery);
        }
        return options;
    }

    /** Every setting of the groups by the option that decides it. */
    private Map<String, Object> ofGroups(CommandSpec command, String... groups) {
        Map<String, Object> options = new LinkedHashMap<>();
        settings.flat().forEach((path, value) -> {
            for (String group : groups) {
                OptionSpec option =
                        path.startsWith(group) ? SettingNames.option(command, path.substring(group.length())) : null;
                if (option != null) {
                    options.put(option.names()[0].substring(2), value);
                }
            }
        });
        return options;
    }

    /**
     * The options that make the run another.
     *
     * @param given those of them that were given
     * @param now which is the network of a model to begin with where that was given
     */
    List<String> changed(List<String> given, NetworkSpec now) {
        List<String> changed = new ArrayList<>(given);
        NetworkSpec before = settings.network();
        if (!now.hidden().equals(before.hidden())) {
            changed.add("hidden");
        }
        if (now.activation() != before.activation()) {
            changed.add("activation");
        }
        if (now.normalization() != before.normalization()) {
            changed.add("norm");
        }
        if (now.output() != before.output()) {
            changed.add("output");
        }
        return changed.stream().distinct().toList();
    }

    /** Images set apart as by default are so again, whatever their number is then. */
    private void putData(Map<String, Object> options) {
        DataUse data = settings.data();
        options.put("data", data.source());
        if (data.limit() > 0) {
            options.put("limit", data.limit());
        }
        int images = data.trainImages() + data.validationImages();
        boolean usual = data.validationImages() == Math.min(ValidationOptions.USUAL, images / TENTH);
        if (data.fold() != null) {
            options.put("writers-fold", data.fold().toString());
            return;
        }
        switch (data.validation()) {
            case "test" -> options.put("validation", "test");
            case "writers" -> options.put("holdout-writers", (double) data.validationImages() / images);
            default -> {
                if (!usual) {
                    options.put("validation", data.validationImages());
                }
            }
        }
    }

    /** @throws StoreException when a model that this run began with or learned from is another now */
    void requireSameModels(RunSettings.StartWeights start, Distillation distillation) {
        RunSettings.StartWeights mine = settings.start();
        if (mine != null && start != null && mine.file().equals(start.file())) {
            RecordedModel.requireSame(mine.file(), mine.sha256(), start.sha256(), "start");
        }
        for (Distillation.Teacher teacher : settings.training().distillation().teachers()) {
            distillation.teachers().stream()
                    .filter(now -> now.file().equals(teacher.file()))
                    .forEach(now ->
                            RecordedModel.requireSame(teacher.file(), teacher.sha256(), now.sha256(), "teacher"));
        }
    }
}
