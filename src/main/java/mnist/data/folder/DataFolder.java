package mnist.data.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.generate.GeneratedData;
import mnist.data.idx.IdxSource;
import mnist.data.source.Reading;
import mnist.file.PathKind;

/**
 * A folder that holds a data set in four IDX files under MNIST's names: {@code train-images-idx3-ubyte},
 * {@code train-labels-idx1-ubyte} and the same with {@code t10k}, each possibly with a dot before {@code idx}, and
 * possibly ending in {@code .gz}; or under QMNIST's names. Of several the first in this order counts. A file may also lie in a folder of its own, under
 * one of these names, as some programs unpack it.
 */
public final class DataFolder {
    /** What the names of the training and of the test files begin with. */
    public static final String TRAIN = "train";

    public static final String TEST = "t10k";

    private DataFolder() {}

    /** What the data set in a folder or file is called. */
    public static String nameOf(Path place) {
        Path last = place.toAbsolutePath().normalize().getFileName();
        return GeneratedData.isIn(place) ? GeneratedData.NAME : String.valueOf(last);
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

    /** The files that lie in the folder itself. @throws DataException if it is no folder */
    static IdxSource source(Path folder, Reading reading) {
        if (kind(folder) != PathKind.FOLDER) {
            throw new DataException(
                    "%s: no such folder; name one that holds the data, or fetch the data".formatted(folder));
        }
        Path names = folder.resolve(ClassFile.NAME);
        return new IdxSource(
                folder,
                file(folder, TRAIN, true),
                file(folder, TRAIN, false),
                file(folder, TEST, true),
                file(folder, TEST, false),
                kind(names) == PathKind.FILE ? ClassFile.ofLines(FilePlace.of(names)) : Map.of(),
                false,
                reading.range());
    }

    private static FilePlace file(Path folder, String part, boolean images) {
        return find(folder, part, images).map(FilePlace::of).orElse(null);
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
}
