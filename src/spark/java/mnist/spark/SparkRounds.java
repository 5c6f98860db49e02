package mnist.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.InvalidSetting;
import mnist.cli.Main;
import mnist.cli.frame.Stops;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.file.AtomicFile;
import mnist.file.FolderLock;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.optim.ScheduleSpec;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.train.TrainingConfig;
import mnist.train.TrainingConfig.StoppingRule;
import mnist.train.TrainingState;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Trains one network on a cluster: {@code SparkRounds OUT --replicas N [--steps H]} and options of {@code mnist train}. In a
 * round every replica begins with the same numbers and takes H steps over its own part of the images; the mean of all is
 * where the next round begins (local SGD; Stich: "Local SGD Converges Fast and Communicates Little", 2019). What the
 * optimizer remembers is averaged like the weights (Yu, Jin, Yang: "On the Linear Speedup Analysis of Communication Efficient
 * Momentum SGD", 2019): so there is one state, which is all that a round depends on, and one replica alone is {@code train}.
 *
 * <p>A round is a job with a task for each replica. The state after the last round is in {@code OUT/round-N.safetensors};
 * the same command goes on from there.
 */
public final class SparkRounds {
    private static final String JOB = "SparkRounds OUT --replicas N [--steps H]";

    /** Of a replica's round, which only the loss of an executor costs. */
    private static final String MOST_ATTEMPTS = "10";

    /** They do not reach the settings of a run, or belong to its folder. */
    private static final Set<String> NOT_HERE = Set.of(
            "--out",
            "--resume",
            "--dry-run",
            "--json",
            "--until",
            "--max-time",
            "--checkpoint-every",
            "--require-accuracy",
            "--help",
            "--list-recipes");

    private final Rounds rounds;
    private final RunSettings settings;
    private final Path folder;
    private final PrintWriter err;

    private SparkRounds(Rounds rounds, Path folder, PrintWriter err) {
        this.rounds = rounds;
        this.settings = rounds.run();
        this.folder = folder;
        this.err = err;
    }

    /** What the folder is of. */
    private record Definition(int replicas, int steps, Map<String, Object> settings) {}

    private record Measured(
            String model,
            int replicas,
            int steps,
            int rounds,
            double accuracy,
            double loss,
            int errors,
            int images,
            boolean generatedData,
            String tensorsSha256) {}

    public static void main(String[] args) throws Exception {
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(Words.run(JOB, err, () -> run(args, err)));
    }

    private static int run(String[] args, PrintWriter err) {
        Words words = Words.of(args, Set.of("replicas", "steps"), Set.of());
        InvalidSetting.require(
                !words.others().isEmpty() && !words.others().get(0).startsWith("-") && words.has("replicas"),
                "",
                "expected a folder, --replicas and options of 'mnist train', found '" + String.join(" ", args) + "'");
        int replicas = words.number("replicas", 1);
        StringWriter dry = new StringWriter();
        List<String> train = new ArrayList<>(List.of("train"));
        train.addAll(words.others().subList(1, words.others().size()));
        for (String word : train) {
            InvalidSetting.require(
                    !NOT_HERE.contains(word.split("=", 2)[0]), word, "has no effect on rounds: leave it out");
        }
        train.addAll(List.of("--dry-run", "--json"));
        int code = Main.runInside(new Stops.Flag(), new PrintWriter(dry, true), err, train.toArray(String[]::new));
        if (code != Words.DONE) {
            return code;
        }
        String settings = Json.compact(Json.parse(dry.toString()).get("settings"));
        int epoch = new Rounds(replicas, 1, settings).stepsPerEpoch();
        Rounds rounds = new Rounds(replicas, words.number("steps", epoch), settings);
        check(rounds.run(), replicas);
        Path folder = Path.of(words.others().get(0)).toAbsolutePath().normalize();
        return new SparkRounds(rounds, folder, err).run();
    }

    /** @throws InvalidSetting if the settings ask for what rounds do not have */
    private static void check(RunSettings settings, int replicas) {
        TrainingConfig config = settings.training();
        InvalidSetting.require(
                replicas <= settings.data().trainImages(),
                "--replicas",
                replicas + ": expected at most one for each of the "
                        + settings.data().trainImages() + " images");
        InvalidSetting.require(
                config.stopping().equals(StoppingRule.NONE)
                        && config.optimization().schedule().kind() != ScheduleSpec.Kind.PLATEAU,
                "",
                "found --patience, --target-accuracy or --schedule plateau: rounds are not decided by validation; leave it"
                        + " out");
        InvalidSetting.require(
                config.distillation().teachers().isEmpty() && settings.start() == null,
                "",
                "found --teacher or --init-from, which rounds do not have; leave it out");
    }

    @SuppressWarnings("try") // The lock is only held.
    private int run() {
        prepare();
        try (FolderLock lock = FolderLock.acquire(folder);
                Backend backend = Backends.open(settings.kernel(), 0)) {
            DataUse use = settings.data();
            TrainTest both = Images.reader(Images.place(use), use.reading(), use, Storage.labelled(use.residence()))
                    .both();
            Path model = folder.resolve("model.safetensors");
            if (!PathKind.exists(model)) {
                ModelFile.save(model, trained(both, backend), settings);
                delete(folder.resolve(name(rounds.rounds())));
            }
            try (Evaluator test = new Evaluator(both.test(), backend)) {
                Evaluation found = test.evaluate(ModelFile.load(model).folded());
                new PrintWriter(System.out, true)
                        .println(Json.compact(new Measured(
                                model.toString(),
                                rounds.replicas(),
                                rounds.steps(),
                                rounds.rounds(),
                                found.accuracy(),
                                found.loss(),
                                found.errors(),
                                found.images(),
                                use.generated(),
                                ModelFile.tensorsSha256(model))));
            }
            return Words.DONE;
        }
    }

    /** @throws StoreException if the folder is of another training */
    private void prepare() {
        Path file = folder.resolve("rounds.json");
        String definition =
                Json.pretty(new Definition(rounds.replicas(), rounds.steps(), Json.parse(rounds.settings())));
        if (!PathKind.exists(file)) {
            RunDirectory.requireNew(folder);
            AtomicFile.createFolder(folder);
            AtomicFile.write(file, definition);
        } else if (!Json.parse(definition).equals(Json.read(file))) {
            throw StoreException.of(
                    folder, "a new folder, or that of this training", "another training", "choose another folder");
        }
    }

    private Network trained(TrainTest both, Backend backend) {
        TrainingState state = new TrainingState(
                Network.initialize(
                        settings.network(),
                        settings.training().optimization().initializer(),
                        settings.training().seed()),
                settings.training());
        int first = lastRound();
        if (first > 0) {
            state = ModelFile.loadCheckpoint(folder.resolve(name(first)));
            err.println("going on after round " + first + " of " + rounds.rounds());
        }
        Evaluator validation =
                settings.data().validation().equals("none") ? null : new Evaluator(validation(both), backend);
        SparkConf conf = new SparkConf()
                .setAppName("mnist rounds " + folder)
                .setIfMissing("spark.task.maxFailures", MOST_ATTEMPTS);
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            JavaRDD<Integer> replicas = spark.parallelize(
                    IntStream.range(0, rounds.replicas()).boxed().toList(), rounds.replicas());
            for (int round = first; round < rounds.rounds(); round++) {
                List<Replica.Part> parts = parts(spark, replicas, Rounds.numbers(state), round);
                Rounds.set(
                        state,
                        Rounds.mean(parts.stream().map(Replica.Part::numbers).toList()));
                state.requireFinite();
                ModelFile.saveCheckpoint(folder.resolve(name(round + 1)), state, settings);
                delete(folder.resolve(name(round)));
                tell(round + 1, parts, validation == null ? null : validation.evaluate(state.evaluated()));
            }
        } finally {
            if (validation != null) {
                validation.close();
            }
        }
        return state.evaluated();
    }

    private Dataset validation(TrainTest both) {
        DataUse use = settings.data();
        return use.validation().equals("test")
                ? both.test()
                : use.divide(use.used(both.train())).validation();
    }

    private List<Replica.Part> parts(JavaSparkContext spark, JavaRDD<Integer> replicas, float[][] numbers, int round) {
        Broadcast<float[][]> now = spark.broadcast(numbers);
        Rounds what = rounds;
        List<Replica.Part> parts = replicas.map(replica -> Replica.train(
                        what, now.value(), round, replica, TaskContext.get().cpus()))
                .collect();
        now.destroy();
        for (Replica.Part part : parts) {
            if (part.diverged() != null) {
                throw part.diverged();
            }
        }
        return parts;
    }

    private void tell(int round, List<Replica.Part> parts, Evaluation validation) {
        double loss = parts.stream().mapToDouble(Replica.Part::lossSum).sum();
        long images = parts.stream().mapToLong(Replica.Part::images).sum();
        err.println(String.format(
                Locale.ROOT,
                "round %d of %d, epoch %.2f: loss %.4f%s",
                round,
                rounds.rounds(),
                (double) rounds.stepsBefore(round) / rounds.stepsPerEpoch(),
                loss / images,
                validation == null
                        ? ""
                        : String.format(Locale.ROOT, ", validation %.2f%% right", 100 * validation.accuracy())));
    }

    private static String name(int round) {
        return "round-" + round + ".safetensors";
    }

    /** The last whose state is kept; 0 before the first. */
    private int lastRound() {
        try {
            return RegularFile.list(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("round-\\d{1,9}\\.safetensors"))
                    .map(name -> Integer.valueOf(name.replaceAll("\\D", "")))
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        } catch (IOException e) {
            throw StoreException.reading(folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }
}
