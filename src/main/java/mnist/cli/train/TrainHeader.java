package mnist.cli.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.Printable;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.linalg.Backend;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.store.DataUse;
import mnist.store.RunSettings;
import mnist.train.Distillation;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;
import mnist.train.TrainingConfig;
import mnist.view.language.Messages;

/** Says what is going to happen. */
public final class TrainHeader {
    private final Console console;
    private final Messages messages;

    TrainHeader(Console console, Messages messages) {
        this.console = console;
        this.messages = messages;
    }

    private record Start(
            String event,
            long parameters,
            String backend,
            Map<String, Object> settings,
            @JsonInclude(JsonInclude.Include.NON_NULL) Again from) {}

    /**
     * The run that is done again.
     *
     * @param changed the options that are others now
     */
    record Again(String run, List<String> changed) {}

    /** @param from the run that is done again; null for another */
    void printJson(Again from, RunSettings settings, Backend backend) {
        console.json(
                new Start("start", settings.network().parameterCount(), backend.description(), settings.toMap(), from));
    }

    /** @param from the run that is done again; null for another */
    void print(Again from, RunSettings settings, TrainingData images, Backend backend) {
        NetworkSpec network = settings.network();
        if (from != null) {
            entry(
                    "from",
                    from.run()
                            + (from.changed().isEmpty()
                                    ? text("unchanged")
                                    : text("changed", String.join(", ", from.changed()))));
        }
        if (settings.recipe() != null) {
            entry("recipe", settings.recipe().text(messages.get("recipe_changed")));
        }
        entry("data", data(settings.data()) + (images.reading().isEmpty() ? "" : "; " + images.reading()));
        entry("classes", classes(images.train()));
        entry("network", network(network));
        entry("parameters", String.format(Locale.ROOT, "%,d", network.parameterCount()));
        if (settings.start() != null) {
            entry("start", text("weights_of", settings.start().file()));
        }
        entry("loss", text("loss_of", network.loss(), network.output()));
        entry("training", training(settings.training()));
        Distillation distillation = settings.training().distillation();
        for (Distillation.Teacher teacher : distillation.teachers()) {
            entry(
                    "teacher",
                    text(
                            "teacher_settings",
                            teacher.file(),
                            number(distillation.temperature()),
                            number(distillation.weight())));
        }
        entry("kernel", backend.description());
    }

    private void entry(String key, String value) {
        console.entry(messages.get("header." + key), value);
    }

    private String text(String key, Object... values) {
        return String.format(Locale.ROOT, messages.get(key), values);
    }

    /** A number with its noun. */
    private String count(long number, String key) {
        return text(number == 1 ? key + ".one" : key, number);
    }

    private String data(DataUse use) {
        String watched = switch (use.isByWriters() ? "writers" : use.validation()) {
            case "test" -> text("validated_on_test");
            case "none" -> text("no_validation");
            case "writers" -> text("writers_held_out", use.validationImages());
            default -> text("held_out", use.validationImages());
        };
        return text(
                "data",
                use.name(),
                use.generated() ? text("generated") : "",
                count(use.trainImages(), "images"),
                use.columns(),
                use.rows(),
                use.residence().equals(Storage.STREAMED.toString()) ? text("streamed") : "",
                watched,
                use.fingerprint().substring(0, 12));
    }

    /** How many, which, and how evenly the training images are spread over them. */
    private String classes(Dataset train) {
        int[] counts = train.classCounts();
        int least = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElseThrow();
        int most = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElseThrow();
        return text(
                "classes",
                counts.length,
                counts[least],
                Printable.of(train.classNames().name(least)),
                counts[most],
                Printable.of(train.classNames().name(most)));
    }

    private String network(NetworkSpec network) {
        StringBuilder text = new StringBuilder(network.widths());
        if (!network.hidden().isEmpty()) {
            text.append(messages.get("comma")).append(network.activation());
        }
        if (network.normalization() != Normalization.NONE) {
            text.append(text("normalization", network.normalization()));
        }
        if (!network.connections().receptiveField().isWhole()) {
            text.append(text(
                    "receptive_fields", network.connections().receptiveField().sizes()));
        }
        return text.append(network.connections().residual() ? text("residual") : "")
                .toString();
    }

    private String training(TrainingConfig config) {
        return text(
                "training",
                count(config.epochs(), "epochs"),
                config.batchSize(),
                optimizer(config.optimization().optimizer()),
                number(config.learningRate()),
                schedule(config.optimization().schedule()),
                regularisation(config),
                config.stopping().patience() == 0
                        ? ""
                        : text("patience", config.stopping().patience()),
                config.seed());
    }

    private static String optimizer(OptimizerSpec optimizer) {
        String name = optimizer.kind().toString();
        return switch (optimizer.kind()) {
            case SGD -> name;
            case MOMENTUM, NESTEROV -> name + " " + number(optimizer.momentum());
            case RMSPROP -> name + " " + number(optimizer.beta2());
            case ADAM, ADAMW -> name + " " + number(optimizer.beta1()) + " " + number(optimizer.beta2());
        };
    }

    private String schedule(ScheduleSpec schedule) {
        String kind = " " + schedule.kind();
        String decay = number(schedule.decay());
        String epochs = count(schedule.every(), "epochs");
        StringBuilder text = new StringBuilder(
                switch (schedule.kind()) {
                    case CONSTANT -> "";
                    case STEP -> text("schedule.step", kind, decay, epochs);
                    case PLATEAU -> text("schedule.plateau", kind, decay, epochs);
                    case EXPONENTIAL -> kind + " x " + decay;
                    case COSINE, ONE_CYCLE -> kind;
                });
        if (schedule.kind() == ScheduleSpec.Kind.COSINE || schedule.kind() == ScheduleSpec.Kind.ONE_CYCLE) {
            append(text, "floor", schedule.floor());
        }
        if (schedule.kind() != ScheduleSpec.Kind.ONE_CYCLE) {
            append(text, "warmup", schedule.warmupEpochs());
        }
        return text.toString();
    }

    private String regularisation(TrainingConfig config) {
        StringBuilder text = new StringBuilder();
        WeightPenalty penalty = config.optimization().penalty();
        append(text, "l1", penalty.l1());
        append(text, "l2", penalty.l2());
        append(text, "weight_decay", penalty.decay());
        append(text, "max_norm", penalty.maxNorm());
        NoiseLevels noise = config.regularisation().noise();
        append(text, "dropout", noise.hiddenDropout());
        append(text, "input_dropout", noise.inputDropout());
        append(text, "noise", noise.hiddenNoise());
        append(text, "input_noise", noise.inputNoise());
        append(text, "label_smoothing", config.regularisation().labelSmoothing());
        append(text, "clip_norm", config.regularisation().clipNorm());
        append(text, "ema", config.regularisation().averaging());
        append(text, "tied_epochs", config.regularisation().tiedEpochs());
        AugmentationPlan plan = config.regularisation().augmentationPlan();
        if (!plan.changes().equals("none")) {
            text.append(text("augmentation", plan.changes()));
            if (plan.fade() > 0) {
                text.append(text("fading", count(plan.fade(), "epochs"), number(plan.end())));
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, String key, float value) {
        if (value != 0) {
            text.append(messages.get("comma")).append(text("setting." + key, number(value)));
        }
    }

    /** As people write it: 1 and 5e-4, where Java writes 1.0 and 5.0E-4. */
    public static String number(float value) {
        return Float.toString(value).replace('E', 'e').replaceFirst("\\.0(e|$)", "$1");
    }
}
