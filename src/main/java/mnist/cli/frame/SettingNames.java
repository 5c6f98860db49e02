package mnist.cli.frame;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which option decides a setting of the library: the one called like the last part of the setting's name, in lower case
 * with hyphens, but for those in the table.
 */
public final class SettingNames {
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("learningRate", "lr"),
            Map.entry("batchSize", "batch"),
            Map.entry("initializer", "init"),
            Map.entry("normalization", "norm"),
            Map.entry("optimizer.name", "optimizer"),
            Map.entry("schedule.name", "schedule"),
            Map.entry("schedule.warmupEpochs", "warmup"),
            Map.entry("schedule.decay", "lr-decay"),
            Map.entry("schedule.every", "lr-every"),
            Map.entry("schedule.floor", "lr-floor"),
            Map.entry("penalty.decay", "weight-decay"),
            Map.entry("hiddenDropout", "dropout"),
            Map.entry("hiddenNoise", "noise"),
            Map.entry("averaging", "ema"),
            Map.entry("augmentation", "augment"),
            Map.entry("augmentationFade", "augment-fade"),
            Map.entry("augmentationEnd", "augment-end"),
            Map.entry("distillation.teachers", "teacher"),
            Map.entry("distillation.teachers.file", "teacher"),
            Map.entry("distillation.weight", "teacher-weight"));

    private SettingNames() {}

    /** The option of the command that decides the setting; null where it has none. */
    public static OptionSpec option(CommandSpec command, String setting) {
        return command.findOption("--" + name(setting));
    }

    /** "weight-decay" for "penalty.decay". */
    public static String name(String setting) {
        String last = setting.substring(setting.lastIndexOf('.') + 1);
        return OPTIONS.getOrDefault(setting, last.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }
}
