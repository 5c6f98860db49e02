package mnist.data.numpy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.data.files.FilePlace;
import mnist.data.numpy.ArrayGroup.NamedPair;
import mnist.data.source.NaturalOrder;
import mnist.data.source.Reading;

/** Arrays among which one is looked for. */
record NamedArrays(List<NamedArray> list) {
    /** The names of the classes, if it is an array of texts. */
    static final String CLASSES = "classes";

    private static final int MOST_NAMES = 12;

    /** Those in one folder or .npz file. */
    NamedArrays beside(String home) {
        return new NamedArrays(
                list.stream().filter(array -> array.home().equals(home)).toList());
    }

    /** Those of a name; if there is none, those that differ in capitals alone. */
    List<NamedArray> called(String name) {
        List<NamedArray> called =
                list.stream().filter(array -> array.isCalled(name)).toList();
        List<NamedArray> exactly =
                called.stream().filter(array -> array.name().equals(name)).toList();
        return exactly.isEmpty() ? called : exactly;
    }

    private Optional<NamedArray> first(String name) {
        return called(name).stream().findFirst();
    }

    /** The labels of these images, or the images of these labels, by their name. */
    Optional<NamedArray> partner(NamedArray one) {
        return first(ArrayName.partner(one.name()))
                .or(() -> one.meaning()
                        .flatMap(meaning -> groups().stream()
                                .filter(group -> group.rest().equals(meaning.rest()))
                                .findFirst()
                                .flatMap(group -> group.find(meaning.part(), !meaning.images()))));
    }

    /** The images and labels for testing, where their names differ from those for training in that word alone; else null. */
    NamedPair test(NamedPair train) {
        String images = ArrayName.test(train.images().name());
        String labels = ArrayName.test(train.labels().name());
        if (images.equals(train.images().name()) || labels.equals(train.labels().name())) {
            return null;
        }
        return first(images)
                .flatMap(array -> first(labels).map(other -> new NamedPair(array, other)))
                .orElse(null);
    }

    /** Those whose names say something, by where they lie and by the other words of their names. */
    List<ArrayGroup> groups() {
        Map<List<String>, List<NamedArray>> groups = new HashMap<>();
        for (NamedArray array : list) {
            array.meaning()
                    .ifPresent(meaning -> groups.computeIfAbsent(
                                    List.of(array.home(), meaning.rest()), key -> new ArrayList<>())
                            .add(array));
        }
        return groups.entrySet().stream()
                .map(group ->
                        new ArrayGroup(group.getKey().get(0), group.getKey().get(1), group.getValue()))
                .sorted(Comparator.comparing(ArrayGroup::home).thenComparing(ArrayGroup::rest))
                .toList();
    }

    /**
     * The data set of these pairs.
     *
     * @param test null if there is none
     * @param leftOut names of arrays that are not used
     */
    NumpySource source(NamedPair train, NamedPair test, String leftOut, Reading reading) {
        FilePlace file = train.images().file();
        String form = ArrayFinder.isArchive(file.file().toString()) ? "npz" : "npy";
        return new NumpySource(
                file.file(),
                leftOut.isEmpty() ? form : form + " without " + leftOut,
                train.files(),
                test == null ? null : test.files(),
                first(CLASSES).map(NamedArray::file).orElse(null),
                reading.range());
    }

    /** For messages. */
    String names() {
        return list.stream()
                        .map(array -> array.name().replaceAll("[\\p{Cc}\\u2028\\u2029]", "?"))
                        .sorted(NaturalOrder.OF_NAMES)
                        .limit(MOST_NAMES)
                        .collect(Collectors.joining(", "))
                + (list.size() > MOST_NAMES ? ", ... (" + list.size() + ")" : "");
    }
}
