package mnist.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.MemoryDataset;
import mnist.data.Storage;
import mnist.data.TrainTest;
import mnist.data.generate.GeneratedData;
import mnist.data.idx.LabelledFiles;
import mnist.file.PathKind;

/**
 * A folder that holds a data set in four IDX files under MNIST's names: {@code train-images-idx3-ubyte},
 * {@code train-labels-idx1-ubyte} and the same with {@code t10k}, each possibly with a dot before {@code idx}, and
 * possibly ending in {@code .gz}; or under QMNIST's names. Of several the first in this order counts. A file may also lie in a folder of its own, under
 * one of these names, as some programs unpack it.
 */
public final class DataFolder {
    /** Of MNIST and its like. */
    public static final int DEFAULT_CLASSES = 10;

    /** What the names of the training and of the test files begin with. */
    public static final String TRAIN = "train";

    public static final String TEST = "t10k";

    private final Path folder;
    private final String name;
    private final int classes;
    private final Storage storage;

    /** @param name of the data set, for people, for example "MNIST" */
    public DataFolder(Path folder, String name, int classes, Storage storage) {
        this.folder = folder;
        this.name = name;
        this.classes = classes;
        this.storage = storage;
    }

    /** Named like the folder, or "generated digits" where these are; with ten classes. */
    public static DataFolder of(Path folder) {
        return of(folder, Storage.AUTO);
    }

    /** As {@link #of(Path)}, kept where it is said. */
    public static DataFolder of(Path folder, Storage storage) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String name = GeneratedData.isIn(folder) ? GeneratedData.NAME : String.valueOf(last);
        return new DataFolder(folder, name, DEFAULT_CLASSES, storage);
    }

    /** Whether all four files are there, by their names alone. */
    public static boolean holdsData(Path folder) {
        return Stream.of(TRAIN, TEST)
                .allMatch(part -> find(folder, part, true).isPresent()
                        && find(folder, part, false).isPresent());
    }

    /** Whether one of them is there at least. */
    static boolean holdsSome(Path folder) {
        return Stream.of(TRAIN, TEST)
                .anyMatch(part -> find(folder, part, true).isPresent()
                        || find(folder, part, false).isPresent());
    }

    /**
     * The training images and their labels.
     *
     * @throws DataException if they are missing or damaged, see {@link LabelledFiles#open}
     */
    public Dataset train() {
        return open(TRAIN, name + " train");
    }

    /** The test images and their labels. */
    public Dataset test() {
        return open(TEST, name + " test");
    }

    /** Both, read at the same time; their images are of one size. Their fingerprints are computed in the background. */
    public TrainTest both() {
        CompletableFuture<Dataset> reading =
                CompletableFuture.supplyAsync(this::test, task -> inBackground("test images", task));
        Dataset train = train();
        Dataset test = result(reading);
        if (train.rows() != test.rows() || train.columns() != test.columns()) {
            throw new DataException("%s: training images are %s x %s, test images %s x %s; fetch all files again"
                    .formatted(folder, train.rows(), train.columns(), test.rows(), test.columns()));
        }
        return new TrainTest(train, test);
    }

    private Dataset open(String part, String datasetName) {
        if (kind(folder) != PathKind.FOLDER) {
            throw new DataException(
                    "%s: no such folder; name one that holds the data, or fetch the data".formatted(folder));
        }
        LabelledFiles files = new LabelledFiles(require(part, true), require(part, false));
        Dataset dataset = files.open(datasetName, classes, storage);
        if (dataset instanceof MemoryDataset) {
            inBackground("fingerprint", dataset::fingerprint);
        }
        return dataset;
    }

    private Path require(String part, boolean images) {
        return find(folder, part, images)
                .orElseThrow(() ->
                        new DataException("%s: file missing (looked for %s); fetch the data, or name its folder"
                                .formatted(folder, String.join(", ", namesOfMnist(part, images)))));
    }

    /**
     * A file of the training or of the test images, whether it is sound or not.
     *
     * @param part {@link #TRAIN} or {@link #TEST}
     * @param images whether that of the images is meant, not that of their labels
     */
    public static Optional<Path> find(Path folder, String part, boolean images) {
        List<Path> there = existing(folder, part, images);
        return Stream.concat(
                        there.stream().filter(file -> kind(file) != PathKind.FOLDER),
                        there.stream()
                                .filter(place -> kind(place) == PathKind.FOLDER)
                                .flatMap(place -> existing(place, part, images).stream())
                                .filter(file -> kind(file) == PathKind.FILE))
                .findFirst()
                .or(() -> there.stream().findFirst());
    }

    private static List<Path> existing(Path folder, String part, boolean images) {
        return names(part, images).stream()
                .map(folder::resolve)
                .filter(file -> kind(file) != PathKind.NOTHING)
                .toList();
    }

    /** What there is at a path. @throws DataException if that cannot be told */
    public static PathKind kind(Path path) {
        try {
            return PathKind.of(path);
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    private static List<String> names(String part, boolean images) {
        String qmnist =
                "qmnist-" + (part.equals(TEST) ? "test" : part) + (images ? "-images-idx3-ubyte" : "-labels-idx2-int");
        return Stream.concat(namesOfMnist(part, images).stream(), Stream.of(qmnist, qmnist + ".gz"))
                .toList();
    }

    private static List<String> namesOfMnist(String part, boolean images) {
        String start = part + (images ? "-images" : "-labels");
        String end = images ? "idx3-ubyte" : "idx1-ubyte";
        return List.of(start + "-" + end, start + "." + end, start + "-" + end + ".gz", start + "." + end + ".gz");
    }

    private static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static Dataset result(CompletableFuture<Dataset> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DataException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading the test images failed", e.getCause());
        }
    }
}
