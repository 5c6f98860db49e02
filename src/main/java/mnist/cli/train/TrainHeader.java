package mnist.cli.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.Plural;
import mnist.data.Storage;
import mnist.linalg.Backend;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.store.DataUse;
import mnist.store.RunSettings;
import mnist.train.Distillation;
import mnist.train.TrainingConfig;

/** Says what is going to happen. */
public final class TrainHeader {
    private TrainHeader() {}

    static void print(Console console, boolean json, boolean quiet, RunSettings settings, Backend backend) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("event", "start");
            object.put("parameters", settings.network().parameterCount());
            object.put("backend", backend.description());
            object.put("settings", settings.toMap());
            console.json(object);
            return;
        }
        if (quiet) {
            return;
        }
        NetworkSpec network = settings.network();
        if (settings.recipe() != null) {
            console.entry("recipe", settings.recipe().toString());
        }
        console.entry("data", data(settings.data()));
        console.entry("network", network(network));
        console.result("parameters %,d", network.parameterCount());
        console.entry("loss", network.loss() + " of " + network.output() + " outputs");
        console.entry("training", training(settings.training()));
        Distillation distillation = settings.training().distillation();
        for (Distillation.Teacher teacher : distillation.teachers()) {
            console.entry(
                    "teacher",
                    teacher.file() + ", temperature " + number(distillation.temperature()) + ", weight "
                            + number(distillation.weight()));
        }
        console.entry("kernel", backend.description());
    }

    private static String data(DataUse use) {
        String watched = switch (use.validation()) {
            case "test" -> ", validated on the TEST set";
            case "none" -> ", no validation";
            default -> String.format(Locale.ROOT, ", %,d held out for validation", use.validationImages());
        };
        return String.format(
                Locale.ROOT,
                "%s%s: %s of %d x %d%s%s (sha256 %s)",
                use.name(),
                use.generated() ? " (GENERATED digits, not MNIST)" : "",
                Plural.of(use.trainImages(), "image"),
                use.rows(),
                use.columns(),
                use.residence().equals(Storage.STREAMED.label()) ? ", streamed from disk" : "",
                watched,
                use.fingerprint().substring(0, 12));
    }

    private static String network(NetworkSpec network) {
        StringBuilder text = new StringBuilder(network.widths());
        if (!network.hidden().isEmpty()) {
            text.append(", ").append(network.activation().label());
        }
        if (network.normalization() != Normalization.NONE) {
            text.append(", ").append(network.normalization().label()).append(" normalization");
        }
        if (network.receptiveField() > 0) {
            text.append(String.format(Locale.ROOT, ", receptive fields of %1$d x %1$d", network.receptiveField()));
        }
        return text.append(network.residual() ? ", residual" : "").toString();
    }

    private static String training(TrainingConfig config) {
        return String.format(
                Locale.ROOT,
                "%s, batch %,d, %s, lr %s%s%s%s, seed %d",
                Plural.of(config.epochs(), "epoch"),
                config.batchSize(),
                optimizer(config.optimizer()),
                number(config.learningRate()),
                schedule(config.schedule()),
                regularisation(config),
                config.patience() == 0 ? "" : ", patience " + config.patience(),
                config.seed());
    }

    private static String optimizer(OptimizerSpec optimizer) {
        return switch (optimizer.name()) {
            case "momentum", "nesterov" -> optimizer.name() + " " + number(optimizer.momentum());
            case "rmsprop" -> optimizer.name() + " " + number(optimizer.beta2());
            case "adam", "adamw" ->
                optimizer.name() + " " + number(optimizer.beta1()) + " " + number(optimizer.beta2());
            default -> optimizer.name();
        };
    }

    private static String schedule(ScheduleSpec schedule) {
        StringBuilder text = new StringBuilder();
        switch (schedule.name()) {
            case "constant" -> {}
            case "step", "plateau" ->
                text.append(' ')
                        .append(schedule.name())
                        .append(" x ")
                        .append(number(schedule.decay()))
                        .append(schedule.name().equals("step") ? " every " : " after ")
                        .append(Plural.of(schedule.every(), "epoch"));
            case "exponential" -> text.append(" exponential x ").append(number(schedule.decay()));
            default -> {
                text.append(' ').append(schedule.name());
                append(text, "floor", schedule.floor());
            }
        }
        if (!schedule.name().equals("one-cycle")) {
            append(text, "warmup", schedule.warmupEpochs());
        }
        return text.toString();
    }

    private static String regularisation(TrainingConfig config) {
        StringBuilder text = new StringBuilder();
        append(text, "l1", config.penalty().l1());
        append(text, "l2", config.penalty().l2());
        append(text, "weight decay", config.penalty().decay());
        append(text, "max-norm", config.penalty().maxNorm());
        append(text, "dropout", config.hiddenDropout());
        append(text, "input dropout", config.inputDropout());
        append(text, "noise", config.hiddenNoise());
        append(text, "input noise", config.inputNoise());
        append(text, "label smoothing", config.labelSmoothing());
        append(text, "clip norm", config.clipNorm());
        append(text, "ema", config.averaging());
        if (!config.augmentation().equals("none")) {
            text.append(", augmentation ").append(config.augmentation());
            if (config.augmentationFade() > 0) {
                text.append(" fading over ").append(Plural.of(config.augmentationFade(), "epoch"));
                text.append(" to ").append(number(config.augmentationEnd()));
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, float value) {
        if (value != 0) {
            text.append(", ").append(name).append(' ').append(number(value));
        }
    }

    /** As people write it: 1 and 5e-4, where Java writes 1.0 and 5.0E-4. */
    public static String number(float value) {
        return Float.toString(value).replace('E', 'e').replaceFirst("\\.0(e|$)", "$1");
    }
}
