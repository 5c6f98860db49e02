package mnist.data;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the classes of a data set are called.
 *
 * @param names by class number, all different; 1 to {@value #MOST} of them
 */
public record ClassNames(List<String> names) {
    public static final int MOST = 1000;

    /** @throws IllegalArgumentException if there are too many or too few, or two are equal */
    public ClassNames {
        names = List.copyOf(names);
        if (names.isEmpty() || names.size() > MOST || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "expected 1 to " + MOST + " different names of classes, found " + names.size());
        }
    }

    /** Called "0", "1", ... */
    public static ClassNames numbered(int count) {
        return new ClassNames(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
    }

    public int count() {
        return names.size();
    }

    public String name(int number) {
        return names.get(number);
    }

    /** The number of the class of this name; -1 if there is none. */
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    /** Whether they are called what {@link #numbered} calls them. */
    public boolean areNumbers() {
        return equals(numbered(count()));
    }
}
