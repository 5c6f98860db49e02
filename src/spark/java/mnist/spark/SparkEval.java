package mnist.spark;

import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.InvalidSetting;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.Storage;
import mnist.data.generate.GeneratedData;
import mnist.data.source.ReadingWords;
import mnist.file.PathKind;
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
 * Measures a model on a big data set: {@code SparkEval MODEL DATA [--part test|train|validation] [--tasks N,...]}, and the
 * options of {@code mnist eval} that say how data are read. Prints, for each number of tasks, a line of JSON with the
 * numbers of {@code mnist eval MODEL --data DATA --json}, equal to the last digit for any number of tasks: a task has whole
 * batches, and the driver adds their losses in the order of the data.
 *
 * @param model a model file
 * @param data an absolute path
 * @param reading how the data are read, as {@link ReadingWords} says it
 * @param part test, train or validation
 */
public record SparkEval(String model, String data, List<String> reading, String part) implements Serializable {
    private static final String JOB = "SparkEval MODEL [DATA]";
    private static final String PART = "part";
    private static final String TASKS = "tasks";
    private static final String VALIDATION = "validation";
    private static final Set<String> READING = Set.of(
            "split",
            "classes",
            "drop",
            "merge",
            "test-share",
            "resize",
            "range",
            "label-column",
            "image-array",
            "label-array");
    private static final Set<String> READING_FLAGS = Set.of("transpose", "invert");

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

    public static void main(String[] args) throws Exception {
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(Words.run(JOB, err, () -> run(args)));
    }

    private static int run(String[] args) {
        Set<String> valued = new HashSet<>(READING);
        valued.addAll(List.of(PART, TASKS, "data"));
        Words words = Words.of(args, valued, READING_FLAGS);
        List<String> places = words.others();
        InvalidSetting.require(
                !places.isEmpty() && places.size() <= 2 && places.stream().noneMatch(place -> place.startsWith("-")),
                "",
                "expected MODEL, DATA and options of 'mnist eval' that say how data are read, found '"
                        + String.join(" ", args) + "'");
        String tasks = words.options().getOrDefault(TASKS, "0");
        InvalidSetting.require(
                tasks.equals("0") || tasks.matches("[1-9]\\d{0,4}(,[1-9]\\d{0,4})*"),
                "--tasks",
                tasks + ": expected a number of tasks, or several as in 1,32");
        Path file = Path.of(places.get(0)).toAbsolutePath();
        Path model = PathKind.isFolder(file) ? RunDirectory.bestModelIn(file) : file;
        // What is wrong with model or data is told before Spark starts.
        DataUse trainedOn = ModelFile.load(model).settings().data();
        String data = places.size() == 2 ? places.get(1) : words.options().get("data");
        SparkEval eval = new SparkEval(
                model.toString(),
                (data == null
                                ? Images.place(trainedOn)
                                : Path.of(data).toAbsolutePath().normalize())
                        .toString(),
                words.options().entrySet().stream()
                        .filter(option -> READING.contains(option.getKey()) || READING_FLAGS.contains(option.getKey()))
                        .map(option -> option.getKey() + ReadingWords.EQUALS + option.getValue())
                        .toList(),
                words.options().getOrDefault(PART, Split.TEST.toString()));
        eval.checkPart(trainedOn);
        eval.measure(
                trainedOn,
                Pattern.compile(",").splitAsStream(tasks).map(Integer::valueOf).toList(),
                new PrintWriter(System.out, true));
        return Words.DONE;
    }

    private void checkPart(DataUse trainedOn) {
        InvalidSetting.require(
                Set.of("test", "train", VALIDATION).contains(part),
                "--part",
                part + ": expected test, train or validation");
        InvalidSetting.require(
                !part.equals(VALIDATION) || !Set.of("none", "test").contains(trainedOn.validation()),
                "--part",
                "validation: no training images were held out when the model was trained; use --part test");
    }

    /** @param wanted numbers of tasks; 0 for as many as there are cores */
    private void measure(DataUse trainedOn, List<Integer> wanted, PrintWriter out) {
        Dataset images = images(trainedOn, true);
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
                part,
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
        Dataset whole = images(loaded.settings().data(), false);
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

    /**
     * They stay on disk: a task reads its range alone.
     *
     * @param check whether those held out are the ones that the model was not trained on, which takes a pass over all
     * @throws DataException if they do not suit the model
     */
    private Dataset images(DataUse trainedOn, boolean check) {
        Path place = Path.of(data);
        boolean held = part.equals(VALIDATION);
        Dataset images = Images.reader(place, reading, trainedOn, Storage.STREAMED)
                .read(part.equals(Split.TEST.toString()) ? Split.TEST : Split.TRAIN);
        if (images.rows() != trainedOn.rows() || images.columns() != trainedOn.columns()) {
            String size = trainedOn.columns() + "x" + trainedOn.rows();
            throw DataException.about(
                    place,
                    "does not suit the model",
                    "images of " + size + " pixels",
                    images.columns() + "x" + images.rows(),
                    "use images like those that the model was trained on, or give --resize " + size);
        }
        if (held && check) {
            Images.requireSame(place, trainedOn, images.fingerprint());
        }
        return held ? trainedOn.divide(trainedOn.used(images)).validation() : images;
    }
}
