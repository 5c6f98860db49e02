package mnist.data.numpy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.data.DataException;
import mnist.data.numpy.ArrayName.Part;

/**
 * Arrays that lie in one place and whose names have the same words beside those that say what they are.
 *
 * @param arrays each with a {@link NamedArray#meaning}
 */
record ArrayGroup(String home, String rest, List<NamedArray> arrays) {
    /** Images and labels by their names. */
    record NamedPair(NamedArray images, NamedArray labels) {
        NumpySource.Pair files() {
            return new NumpySource.Pair(images.file(), labels.file());
        }
    }

    /** The images or the labels of a part. */
    Optional<NamedArray> find(Part part, boolean images) {
        return arrays.stream()
                .filter(array -> meaning(array).part() == part && meaning(array).images() == images)
                .min(Comparator.comparing(array -> meaning(array).rank()));
    }

    private static ArrayName meaning(NamedArray array) {
        return array.meaning().orElseThrow();
    }

    private Optional<NamedPair> pair(Part part) {
        return find(part, true).flatMap(images -> find(part, false).map(labels -> new NamedPair(images, labels)));
    }

    /** Images for training, or all there are. */
    Optional<NamedPair> train() {
        return pair(Part.TRAIN).or(() -> pair(Part.WHOLE));
    }

    Optional<NamedPair> test() {
        return pair(Part.TEST);
    }

    /** Those of images for validation, which are not used. */
    String leftOut() {
        return Stream.of(find(Part.VALIDATION, true), find(Part.VALIDATION, false))
                .flatMap(Optional::stream)
                .map(NamedArray::name)
                .collect(Collectors.joining(" and "));
    }

    /**
     * What is missing; empty if nothing is, or the arrays are no data set at all.
     *
     * @param place in which they lie
     * @param found the names of all arrays there
     */
    Optional<DataException> complaint(Object place, String found) {
        return Stream.of(Part.TRAIN, Part.WHOLE, Part.TEST)
                .map(part -> half(part, place, found))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> train().isPresent() ? Optional.empty() : test().map(pair -> onlyTest(pair, place, found)));
    }

    private Optional<DataException> half(Part part, Object place, String found) {
        Optional<NamedArray> images = find(part, true);
        Optional<NamedArray> labels = find(part, false);
        if (images.isPresent() == labels.isPresent() || (part == Part.WHOLE && train().isPresent())) {
            return Optional.empty();
        }
        boolean imagesThere = images.isPresent();
        String there = images.or(() -> labels).orElseThrow().name();
        String cure = part == Part.TEST && train().isPresent()
                ? ArrayName.options(
                                train().get().images.name(),
                                train().get().labels.name()) + " to do without it"
                : imagesThere ? ArrayName.options(there, "NAME") : ArrayName.options("NAME", there);
        return Optional.of(DataException.about(
                place,
                "no " + (imagesThere ? "labels" : "images") + " for " + there,
                ArrayName.partner(there),
                found,
                "say which arrays to read, for example " + cure));
    }

    private static DataException onlyTest(NamedPair pair, Object place, String found) {
        return DataException.about(
                place,
                "no images for training",
                "x_train and y_train, or the like",
                found,
                "say which arrays to read, for example " + ArrayName.options(pair.images.name(), pair.labels.name()));
    }
}
