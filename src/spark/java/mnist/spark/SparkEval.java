package mnist.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FoundData;
import mnist.data.generate.GeneratedData;
import mnist.data.source.Reading;
import mnist.data.source.SourceReader;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Workspace;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import mnist.train.Evaluator;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Measures a model on a big data set: {@code SparkEval MODEL DATA [--part test|train] [--tasks N,...]}. Prints, for each number of tasks, a line of JSON
 * with the numbers of {@code mnist eval MODEL --data DATA --json}, equal to the last digit for any number of tasks: a task has
 * whole batches, and the driver adds their losses in the order of the data.
 *
 * @param model a model file
 * @param data an absolute path
 */
public record SparkEval(String model, String data, Split split) implements Serializable {
    private static final String USAGE = "MODEL DATA [--part test|train] [--tasks N,...]";
    private static final Pattern WORDS = Pattern.compile(
            "([^\n]+)\n([^\n]+)(?:\n--part[=\n](test|train))?(?:\n--tasks[=\n]([1-9]\\d{0,4}(?:,[1-9]\\d{0,4})*))?");

    private static final int DONE = 0;
    private static final int BAD_USAGE = 2;
    private static final int BAD_DATA = 3;
    private static final int BAD_MODEL = 4;

    /**
     * What a task finds.
     *
     * @param confusion [label][prediction] counts
     * @param lossSums of its batches, in their order
     */
    private record Part(int[][] confusion, double[] lossSums) implements Serializable {}

    /** With the keys of {@code eval --json}. */
    private record Measured(
            String model,
            String source,
            String part,
            boolean generatedData,
            double accuracy,
            double loss,
            int errors,
            int images,
            String data,
            int[][] confusion,
            List<String> classNames) {}

    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(args, new PrintWriter(System.out, true), err));
    }

    private static int run(String[] args, PrintWriter out, PrintWriter err) {
        Matcher words = WORDS.matcher(String.join("\n", args));
        if (!words.matches()) {
            err.println("mnist: SparkEval: expected " + USAGE + ", found '" + String.join(" ", args) + "'");
            return BAD_USAGE;
        }
        try {
            Path model = Path.of(words.group(1)).toAbsolutePath();
            Split split = "train".equals(words.group(3)) ? Split.TRAIN : Split.TEST;
            SparkEval eval = new SparkEval(
                    (PathKind.isFolder(model) ? RunDirectory.bestModelIn(model) : model).toString(),
                    Path.of(words.group(2)).toAbsolutePath().normalize().toString(),
                    split);
            String tasks = words.group(4) == null ? "0" : words.group(4);
            eval.measure(
                    Pattern.compile(",")
                            .splitAsStream(tasks)
                            .map(Integer::valueOf)
                            .toList(),
                    out);
            return DONE;
        } catch (DataException e) {
            err.println("mnist: " + e.getMessage());
            return BAD_DATA;
        } catch (StoreException e) {
            err.println("mnist: " + e.getMessage());
            return BAD_MODEL;
        }
    }

    /** @param wanted numbers of tasks; 0 for as many as there are cores */
    private void measure(List<Integer> wanted, PrintWriter out) {
        // What is wrong with model or data is told before Spark starts.
        Dataset images = images(ModelFile.load(Path.of(model)).settings().data());
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("mnist eval " + model))) {
            for (int number : wanted) {
                int tasks = Math.min(batches(images), number == 0 ? spark.defaultParallelism() : number);
                out.println(Json.compact(measured(spark, images, tasks)));
            }
        }
    }

    private Measured measured(JavaSparkContext spark, Dataset images, int tasks) {
        int[][] confusion = new int[images.classes()][images.classes()];
        double lossSum = 0;
        List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
        for (Part part :
                spark.parallelize(numbers, tasks).map(task -> part(task, tasks)).collect()) {
            add(part.confusion, confusion);
            for (double batch : part.lossSums) {
                lossSum += batch;
            }
        }
        int right =
                IntStream.range(0, confusion.length).map(i -> confusion[i][i]).sum();
        return new Measured(
                model,
                data,
                split.toString(),
                GeneratedData.isIn(Path.of(data)),
                (double) right / images.size(),
                lossSum / images.size(),
                images.size() - right,
                images.size(),
                images.name(),
                confusion,
                images.classNames().names());
    }

    private static void add(int[][] part, int[][] whole) {
        for (int label = 0; label < whole.length; label++) {
            for (int prediction = 0; prediction < whole.length; prediction++) {
                whole[label][prediction] += part[label][prediction];
            }
        }
    }

    /** Batches from {@code task / tasks} to {@code (task + 1) / tasks} of all. */
    private Part part(int task, int tasks) {
        ModelFile.Model loaded = ModelFile.load(Path.of(model));
        Dataset whole = images(loaded.settings().data());
        int rows = Evaluator.batchSize(whole);
        int first = (int) ((long) batches(whole) * task / tasks);
        int end = (int) ((long) batches(whole) * (task + 1) / tasks);
        int[] range = IntStream.range(first * rows, Math.min(whole.size(), end * rows))
                .toArray();
        int[][] confusion = new int[whole.classes()][whole.classes()];
        double[] lossSums = new double[end - first];
        try (Backend backend = Backends.open(Backends.AUTO, TaskContext.get().cpus());
                BatchStream stream = whole.subset(range, whole.name()).inOrder(rows)) {
            Workspace workspace = new Workspace(loaded.folded(), backend, rows);
            stream.seek(1, 0);
            for (int i = 0; i < lossSums.length; i++) {
                Batch batch = stream.next();
                workspace.forward(batch.x, batch.nonZero);
                lossSums[i] = workspace.lossSum(batch.labels);
                for (int row = 0; row < batch.rows(); row++) {
                    confusion[batch.labels[row]][workspace.prediction(row)]++;
                }
            }
        }
        return new Part(confusion, lossSums);
    }

    private static int batches(Dataset images) {
        int rows = Evaluator.batchSize(images);
        return (images.size() + rows - 1) / rows;
    }

    /** They stay on disk: a task reads its range alone. @throws DataException if they do not suit the model */
    private Dataset images(DataUse trainedOn) {
        FoundData found = new DataFinder(DataEnvironment.ofProcess(), null, (tree, reading) -> List.of())
                .at(Path.of(data), Reading.PLAIN);
        boolean same = Path.of(trainedOn.source()).toAbsolutePath().normalize().equals(found.folder());
        if (same && !trainedOn.reading().isEmpty()) {
            throw DataException.about(
                    found.folder(),
                    "the model was trained on these data in another way",
                    "none of the options that change images",
                    String.join(", ", trainedOn.reading()),
                    "measure with 'mnist eval'");
        }
        Dataset images = new SourceReader(
                        found.source(), found.name(), found.reading(), trainedOn.names(), Storage.STREAMED)
                .read(split);
        if (images.rows() != trainedOn.rows() || images.columns() != trainedOn.columns()) {
            throw DataException.about(
                    found.folder(),
                    "does not suit the model",
                    "images of " + trainedOn.columns() + "x" + trainedOn.rows() + " pixels",
                    images.columns() + "x" + images.rows(),
                    "use images like those that the model was trained on");
        }
        return images;
    }
}
