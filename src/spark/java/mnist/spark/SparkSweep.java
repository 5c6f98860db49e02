package mnist.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.cli.Main;
import mnist.cli.frame.Stops;
import mnist.file.StoreException;
import mnist.sweep.SweepDefinition;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains the runs of a sweep on a cluster: {@code SparkSweep DIR [--json]}. Each run is a job of one task, so
 * that its result comes at once, and a run that Spark gives up leaves the others alone. The task is {@code mnist sweep work}.
 */
public final class SparkSweep {
    /** Jobs that are handed to Spark at a time; those that find no core wait there. */
    private static final int MOST_JOBS = 256;

    /** Of one run. Only lost executors count, and each attempt goes on from the checkpoint of the last. */
    private static final String MOST_ATTEMPTS = "10";

    private static final int DONE = 0;
    private static final int UNFORESEEN = 1;
    private static final int USAGE = 2;
    private static final int OUTPUT = 4;

    private final JavaSparkContext spark;
    private final String folder;
    private final int runs;
    private final PrintWriter err;
    private final AtomicInteger done = new AtomicInteger();

    private SparkSweep(JavaSparkContext spark, String folder, int runs, PrintWriter err) {
        this.spark = spark;
        this.folder = folder;
        this.runs = runs;
        this.err = err;
    }

    /**
     * How a run ended.
     *
     * @param said what {@code sweep work} told about it
     */
    private record Outcome(int exitCode, String said) implements Serializable {}

    /** Ends with the exit code of the first run in the list that has no result, as {@code sweep run} does. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        boolean json = args.length == 2 && args[1].equals("--json");
        if (args.length != 1 && !json) {
            err.println("mnist: SparkSweep: expected DIR [--json], found '" + String.join(" ", args)
                    + "'; 'mnist sweep plan' makes the folder of a sweep");
            System.exit(USAGE);
        }
        System.exit(run(Path.of(args[0]).toAbsolutePath().normalize(), json, out, err));
    }

    private static int run(Path folder, boolean json, PrintWriter out, PrintWriter err) {
        SweepPlan plan;
        try {
            plan = SweepFolder.open(folder).plan();
        } catch (StoreException e) {
            err.println("mnist: " + e.getMessage());
            return OUTPUT;
        }
        int code;
        SparkConf settings = new SparkConf()
                .setAppName("mnist sweep " + folder)
                .setIfMissing("spark.task.maxFailures", MOST_ATTEMPTS);
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            code = new SparkSweep(spark, folder.toString(), plan.runs().size(), err).trainRungs(plan.definition());
        }
        String[] show = {"sweep", "show", folder.toString(), "--json"};
        int shown = Main.runInside(new Stops.Flag(), out, err, json ? show : Arrays.copyOf(show, 3));
        return code == DONE ? shown : code;
    }

    /** Where a sweep is halved, a run goes on to the next rung only when all have come to this one. */
    private int trainRungs(SweepDefinition definition) {
        int rungs =
                definition.halving() == null ? 1 : definition.halving().epochs().size();
        int code = DONE;
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
            int first = DONE;
            for (Future<Integer> code : codes) {
                int own = code.get();
                first = first == DONE ? own : first;
            }
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNFORESEEN;
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
            outcome = outcome(spark, folder, run);
        } catch (Exception e) {
            outcome = new Outcome(UNFORESEEN, "run " + run + ": " + reason(e));
        }
        if (!spark.sc().isStopped()) {
            err.println(String.format(Locale.ROOT, "[%d/%d] %s", done.incrementAndGet(), runs, outcome.said));
        }
        return outcome.exitCode;
    }

    private static Outcome outcome(JavaSparkContext spark, String folder, int run) {
        return spark.parallelize(List.of(run), 1)
                .map(index -> work(folder, index))
                .collect()
                .get(0);
    }

    /** Where the folder cannot be seen, this throws, and Spark tries another executor. All else is an outcome. */
    private static Outcome work(String folder, int run) {
        SweepFolder.open(Path.of(folder));
        TaskContext task = TaskContext.get();
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said, true);
        int code = Main.runInside(
                task::isInterrupted, both, both, "sweep", "work", folder, "--index=" + run, "--threads=" + task.cpus());
        return new Outcome(code, said.toString().strip());
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
