package mnist.data.numpy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.data.DataException;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.number.NumberImages;
import mnist.data.numpy.ArrayGroup.NamedPair;
import mnist.data.source.FoundSource;
import mnist.data.source.ImageSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;

/**
 * Finds data sets by the names of arrays, in .npz files and in .npy files: {@code x_train, y_train, x_test, y_test},
 * {@code train_images, train_labels}, {@code images, labels}, {@code data, target} and the like, in capitals or not. An
 * .npz file of a single array counts as an array of the file's name. The user may name the arrays instead.
 */
public final class NumpySets {
    /** What all was looked for in, for messages. */
    private final Object place;

    private final Reading reading;
    private final NamedArrays arrays;

    private NumpySets(Object place, Reading reading, NamedArrays arrays) {
        this.place = place;
        this.reading = reading;
        this.arrays = arrays;
    }

    /** All data sets among the files. Of arrays that are none, {@link #complaint} says why. */
    public static List<FoundSource> in(FileTree tree, Reading reading) {
        FilePlace root = FilePlace.of(tree.root());
        ArrayFinder finder = new ArrayFinder(tree.files());
        if (ArrayFinder.isArchive(root.name()) && finder.arrays().size() == 1) {
            return List.of(new FoundSource("", null, SingleArray.of(root, reading)));
        }
        NumpySets sets = new NumpySets(tree.root(), reading, new NamedArrays(finder.arrays()));
        return sets.areNamed() ? sets.named() : sets.byMeaning();
    }

    /** Why there is no data set among the files; empty if there are no arrays either. */
    public static Optional<DataException> complaint(FileTree tree, Reading reading) {
        ArrayFinder finder = new ArrayFinder(tree.files());
        return finder.complaints().stream()
                .findFirst()
                .or(() -> new NumpySets(tree.root(), reading, new NamedArrays(finder.arrays())).complaint());
    }

    /**
     * The data set of an .npz file, or of the images in an .npy file, whose labels lie beside it.
     *
     * @throws DataException if there is none, or several of which none is chosen
     */
    public static LabelledSource of(FilePlace file, Reading reading) {
        if (!ArrayFinder.isArchive(file.name()) || ArrayFinder.entries(file).size() == 1) {
            return SingleArray.of(file, reading);
        }
        FileTree tree = FileTree.of(ArrayFinder.archive(file));
        List<FoundSource> all = in(tree, reading);
        if (all.isEmpty()) {
            throw complaint(tree, reading)
                    .orElseGet(() -> DataException.about(
                            file, "holds no arrays", "arrays of images and labels", "none", "name another file"));
        }
        List<FoundSource> found = all.stream()
                .filter(set -> reading.split() == null || reading.split().equals(set.split()))
                .toList();
        if (found.size() == 1) {
            return found.get(0).source();
        }
        throw DataException.about(
                file,
                "several data sets",
                reading.split() == null ? "one" : reading.split(),
                all.stream().map(FoundSource::split).collect(Collectors.joining(", ")),
                "choose one, for example --split " + all.get(0).split());
    }

    private boolean areNamed() {
        return reading.imageArray() != null || reading.labelArray() != null;
    }

    /** By what the user calls the arrays. */
    private List<FoundSource> named() {
        boolean images = reading.imageArray() != null;
        List<FoundSource> found = new ArrayList<>();
        for (NamedArray one : arrays.called(images ? reading.imageArray() : reading.labelArray())) {
            NamedArrays beside = arrays.beside(one.home());
            Optional<NamedArray> other = images && reading.labelArray() != null
                    ? beside.called(reading.labelArray()).stream().findFirst()
                    : beside.partner(one);
            other.map(array -> images ? new NamedPair(one, array) : new NamedPair(array, one))
                    .ifPresent(pair -> found.add(found(one.home(), "", pair, beside.test(pair), "")));
        }
        return found;
    }

    /** By what the names say. */
    private List<FoundSource> byMeaning() {
        List<FoundSource> found = new ArrayList<>();
        for (ArrayGroup group : arrays.groups()) {
            if (group.train().isPresent() && complaint(group).isEmpty()) {
                found.add(found(
                        group.home(),
                        group.rest(),
                        group.train().get(),
                        group.test().orElse(null),
                        group.leftOut()));
            }
        }
        return found;
    }

    private FoundSource found(String home, String rest, NamedPair train, NamedPair test, String leftOut) {
        return new FoundSource(home, split(home, rest), arrays.beside(home).source(train, test, leftOut, reading));
    }

    /** Several .npz files may lie in a folder, and the names of loose arrays may begin with that of their data set. */
    private static String split(String home, String rest) {
        if (!ArrayFinder.isArchive(home)) {
            return rest.isEmpty() ? null : rest;
        }
        String file = home.substring(home.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        return rest.isEmpty() ? file : file + "-" + rest;
    }

    private Optional<DataException> complaint(ArrayGroup group) {
        return group.complaint(
                placeOf(group.home()), arrays.beside(group.home()).names());
    }

    private Object placeOf(String home) {
        return home.isEmpty() ? place : place + "/" + home;
    }

    /** Why the arrays are no data set; empty if there are none. */
    private Optional<DataException> complaint() {
        if (arrays.list().isEmpty()) {
            return Optional.empty();
        }
        if (areNamed()) {
            return Optional.of(notCalled());
        }
        return arrays.groups().stream()
                .map(this::complaint)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Optional.of(noTelling()));
    }

    private DataException noTelling() {
        String home = arrays.list().get(0).home();
        List<NamedArray> some = arrays.beside(home).list();
        return DataException.about(
                placeOf(home),
                "no telling which arrays are images and labels",
                "x_train and y_train, or the like",
                arrays.beside(home).names(),
                "say it, for example "
                        + ArrayName.options(
                                some.get(0).name(),
                                some.size() > 1 ? some.get(1).name() : "NAME"));
    }

    private DataException notCalled() {
        String images = reading.imageArray();
        String labels = reading.labelArray();
        String wanted = images == null
                ? labels + " and its images"
                : images + " and " + (labels == null ? "its labels" : labels);
        return DataException.about(
                place,
                "no arrays of these names",
                wanted,
                arrays.names(),
                "name two of these with --image-array and --label-array");
    }

    /** The images of an .npy file. @throws DataException if it is not what it should be */
    public static ImageSource images(FilePlace file, Reading reading) {
        return NumberImages.of(new NpyArray(file).requireNumbers(), reading.range());
    }
}
