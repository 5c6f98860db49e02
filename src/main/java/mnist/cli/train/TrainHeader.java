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

/** Says what is going to happen. */
public final class TrainHeader {
    private TrainHeader() {}

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
    record Again(String run, List<String> changed) {
        @Override
        public String toString() {
            return run + (changed.isEmpty() ? ", unchanged" : ", with other " + String.join(", ", changed));
        }
    }

    /** @param from the run that is done again; null for another */
    static void print(
            Console console,
            boolean json,
            boolean quiet,
            Again from,
            RunSettings settings,
            TrainingData images,
            Backend backend) {
        if (json) {
            console.json(new Start(
                    "start", settings.network().parameterCount(), backend.description(), settings.toMap(), from));
            return;
        }
        if (quiet) {
            return;
        }
        NetworkSpec network = settings.network();
        if (from != null) {
            console.entry("from", from);
        }
        if (settings.recipe() != null) {
            console.entry("recipe", settings.recipe().toString());
        }
        console.entry("data", data(settings.data()) + (images.reading().isEmpty() ? "" : "; " + images.reading()));
        console.entry("classes", classes(images.train()));
        console.entry("network", network(network));
        console.result("parameters %,d", network.parameterCount());
        if (settings.start() != null) {
            console.entry("start", "the weights of " + settings.start().file());
        }
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
            case "writers" ->
                String.format(
                        Locale.ROOT,
                        ", %,d by writers who are not trained on held out for validation",
                        use.validationImages());
            default -> String.format(Locale.ROOT, ", %,d held out for validation", use.validationImages());
        };
        return String.format(
                Locale.ROOT,
                "%s%s: %s of %d x %d%s%s (sha256 %s)",
                use.name(),
                use.generated() ? " (GENERATED digits, not MNIST)" : "",
                Console.count(use.trainImages(), "image"),
                use.columns(),
                use.rows(),
                use.residence().equals(Storage.STREAMED.toString()) ? ", streamed from disk" : "",
                watched,
                use.fingerprint().substring(0, 12));
    }

    /** How many, which, and how evenly the training images are spread over them. */
    private static String classes(Dataset train) {
        int[] counts = train.classCounts();
        int least = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .orElseThrow();
        int most = IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%,d, with %,d (%s) to %,d (%s) images",
                counts.length,
                counts[least],
                Printable.of(train.classNames().name(least)),
                counts[most],
                Printable.of(train.classNames().name(most)));
    }

    private static String network(NetworkSpec network) {
        StringBuilder text = new StringBuilder(network.widths());
        if (!network.hidden().isEmpty()) {
            text.append(", ").append(network.activation());
        }
        if (network.normalization() != Normalization.NONE) {
            text.append(", ").append(network.normalization()).append(" normalization");
        }
        if (network.connections().receptiveField() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    ", receptive fields of %1$d x %1$d",
                    network.connections().receptiveField()));
        }
        return text.append(network.connections().residual() ? ", residual" : "").toString();
    }

    private static String training(TrainingConfig config) {
        return String.format(
                Locale.ROOT,
                "%s, batch %,d, %s, lr %s%s%s%s, seed %d",
                Console.count(config.epochs(), "epoch"),
                config.batchSize(),
                optimizer(config.optimization().optimizer()),
                number(config.learningRate()),
                schedule(config.optimization().schedule()),
                regularisation(config),
                config.stopping().patience() == 0
                        ? ""
                        : ", patience " + config.stopping().patience(),
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

    private static String schedule(ScheduleSpec schedule) {
        String name = " " + schedule.kind();
        String falls = name + " x " + number(schedule.decay());
        String epochs = Console.count(schedule.every(), "epoch");
        StringBuilder text = new StringBuilder(
                switch (schedule.kind()) {
                    case CONSTANT -> "";
                    case STEP -> falls + " every " + epochs;
                    case PLATEAU -> falls + " after " + epochs;
                    case EXPONENTIAL -> falls;
                    case COSINE, ONE_CYCLE -> name;
                });
        if (schedule.kind() == ScheduleSpec.Kind.COSINE || schedule.kind() == ScheduleSpec.Kind.ONE_CYCLE) {
            append(text, "floor", schedule.floor());
        }
        if (schedule.kind() != ScheduleSpec.Kind.ONE_CYCLE) {
            append(text, "warmup", schedule.warmupEpochs());
        }
        return text.toString();
    }

    private static String regularisation(TrainingConfig config) {
        StringBuilder text = new StringBuilder();
        WeightPenalty penalty = config.optimization().penalty();
        append(text, "l1", penalty.l1());
        append(text, "l2", penalty.l2());
        append(text, "weight decay", penalty.decay());
        append(text, "max-norm", penalty.maxNorm());
        NoiseLevels noise = config.regularisation().noise();
        append(text, "dropout", noise.hiddenDropout());
        append(text, "input dropout", noise.inputDropout());
        append(text, "noise", noise.hiddenNoise());
        append(text, "input noise", noise.inputNoise());
        append(text, "label smoothing", config.regularisation().labelSmoothing());
        append(text, "clip norm", config.regularisation().clipNorm());
        append(text, "ema", config.regularisation().averaging());
        AugmentationPlan plan = config.regularisation().augmentationPlan();
        if (!plan.changes().equals("none")) {
            text.append(", augmentation ").append(plan.changes());
            if (plan.fade() > 0) {
                text.append(" fading over ").append(Console.count(plan.fade(), "epoch"));
                text.append(" to ").append(number(plan.end()));
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
