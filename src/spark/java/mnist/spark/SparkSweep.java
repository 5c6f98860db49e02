package mnist.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.InvalidSetting;
import mnist.cli.Main;
import mnist.cli.frame.Stops;
import mnist.file.PathKind;
import mnist.sweep.SweepDefinition;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;

/**
 * Trains the runs of a sweep on a cluster: {@code SparkSweep DIR [--json] [--send-data [--piece-mb N]]}. Each run is a job of one task, so
 * that its result comes at once, and a run that Spark gives up leaves the others alone. The task is {@code mnist sweep work}.
 */
public final class SparkSweep {
    /** Jobs that are handed to Spark at a time; those that find no core wait there. */
    private static final int MOST_JOBS = 256;

    /** Of one run. Only lost executors count, and each attempt goes on from the checkpoint of the last. */
    private static final String MOST_ATTEMPTS = "10";

    private static final String JOB = "SparkSweep DIR [--json] [--send-data [--piece-mb N]]";

    /** A longer file is cut, so that what is lost on the way is not all of it. */
    private static final int MOST_PIECE_MB = 1024;

    private static final String PIECE = "piece-mb";
    private static final String SEND = "send-data";

    private final JavaSparkContext spark;
    private final String folder;
    private final int runs;
    private final SentData data;
    private final PrintWriter err;
    private final AtomicInteger done = new AtomicInteger();

    private SparkSweep(JavaSparkContext spark, String folder, int runs, SentData data, PrintWriter err) {
        this.spark = spark;
        this.folder = folder;
        this.runs = runs;
        this.data = data;
        this.err = err;
    }

    /**
     * How a run ended.
     *
     * @param said what {@code sweep work} told about it
     */
    private record Outcome(int exitCode, String said) implements Serializable {}

    /** Ends with the exit code of the first run in the list that has no result, as {@code sweep run} does. */
    public static void main(String[] args) throws Exception {
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(Words.run(JOB, err, () -> run(args, new PrintWriter(System.out, true), err)));
    }

    private static int run(String[] args, PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
        Words words = Words.of(args, Set.of(PIECE), Set.of("json", SEND));
        InvalidSetting.require(
                words.others().size() == 1 && !words.others().get(0).startsWith("-"),
                "",
                "expected one folder, which 'mnist sweep plan' makes, found '" + String.join(" ", args) + "'");
        InvalidSetting.require(!words.has(PIECE) || words.has(SEND), "--" + PIECE, "has no effect without --" + SEND);
        Path folder = Path.of(words.others().get(0)).toAbsolutePath().normalize();
        SweepPlan plan = SweepFolder.open(folder).plan();
        Set<Path> sent = words.has(SEND) ? places(plan) : Set.of();
        int code = mnist(out, err, "sweep", "run", folder.toString(), "--dry-run");
        if (code != Words.DONE) {
            return code;
        }
        SparkConf settings = new SparkConf()
                .setAppName("mnist sweep " + folder)
                .setIfMissing("spark.task.maxFailures", MOST_ATTEMPTS);
        Path scratch = Files.createTempDirectory("mnist-sent");
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            long piece = (long) words.number(PIECE, MOST_PIECE_MB) << 20;
            SentData data = SentData.send(spark, sent, piece, scratch);
            code = new SparkSweep(spark, folder.toString(), plan.runs().size(), data, err)
                    .trainRungs(plan.definition());
        } finally {
            JavaUtils.deleteRecursively(scratch.toFile());
        }
        String[] show = {"sweep", "show", folder.toString(), "--json"};
        int shown = mnist(out, err, words.has("json") ? show : Arrays.copyOf(show, 3));
        return code == Words.DONE ? shown : code;
    }

    private static int mnist(PrintWriter out, PrintWriter err, String... words) {
        return Main.runInside(new Stops.Flag(), out, err, words);
    }

    /** Where the data of the runs are. @throws InvalidSetting if they are no paths, the same on all machines */
    private static Set<Path> places(SweepPlan plan) {
        Set<Path> places = new TreeSet<>();
        for (SweepPlan.SweepRun run : plan.runs()) {
            String data = String.valueOf(run.settings().get("data"));
            InvalidSetting.require(
                    Path.of(data).isAbsolute() && PathKind.exists(Path.of(data)),
                    "--" + SEND,
                    "expected \"data\" of the sweep to be an absolute path of files that are here, found " + data);
            places.add(Path.of(data).normalize());
        }
        return places;
    }

    /** Where a sweep is halved, a run goes on to the next rung only when all have come to this one. */
    private int trainRungs(SweepDefinition definition) {
        int rungs =
                definition.halving() == null ? 1 : definition.halving().epochs().size();
        int code = Words.DONE;
        for (int rung = 0; rung < rungs && !spark.sc().isStopped(); rung++) {
            done.set(0);
            code = trainAll();
        }
        return code;
    }

    private int trainAll() {
        ExecutorService drivers = Executors.newFixedThreadPool(Math.min(runs, MOST_JOBS));
        try {
            List<Future<Integer>> codes = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                int index = run;
                codes.add(drivers.submit(() -> train(index)));
            }
            int first = Words.DONE;
            for (Future<Integer> code : codes) {
                int own = code.get();
                first = first == Words.DONE ? own : first;
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Words.UNFORESEEN;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            drivers.shutdown();
        }
    }

    /** A job of Spark; what Spark itself fails at is told in a line. */
    private int train(int run) {
        Outcome outcome;
        try {
            outcome = outcome(spark, data, folder, run);
        } catch (Exception e) {
            outcome = new Outcome(Words.UNFORESEEN, "run " + run + ": " + reason(e));
        }
        if (!spark.sc().isStopped()) {
            err.println(String.format(Locale.ROOT, "[%d/%d] %s", done.incrementAndGet(), runs, outcome.said));
        }
        return outcome.exitCode;
    }

    private static Outcome outcome(JavaSparkContext spark, SentData data, String folder, int run) {
        return spark.parallelize(List.of(run), 1)
                .map(index -> work(data, folder, index))
                .collect()
                .get(0);
    }

    /** Where data cannot be put down or the folder cannot be seen, this throws, and Spark tries another executor. All else is an outcome. */
    private static Outcome work(SentData data, String folder, int run) {
        data.place();
        SweepFolder.open(Path.of(folder));
        TaskContext task = TaskContext.get();
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int code = Main.runInside(
                task::isInterrupted, both, both, "sweep", "work", folder, "--index=" + run, "--threads=" + task.cpus());
        if (code == Words.INTERRUPTED) {
            // The executor is going down: another goes on with the run.
            throw new IllegalStateException("the task was interrupted: " + said);
        }
        return new Outcome(code, said.toString().strip());
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
