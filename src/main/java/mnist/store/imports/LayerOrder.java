package mnist.store.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The order of layers: that of the numbers in their names where the widths agree, else the only one that they allow. */
final class LayerOrder {
    private static final Pattern NUMBER = Pattern.compile("[._/]?\\d+");

    /** Far more than a search among real layers takes. */
    private static final int MOST_STEPS = 100_000;

    private final List<DenseLayer> layers;
    private final List<List<DenseLayer>> found = new ArrayList<>();
    private int steps;

    private LayerOrder(List<DenseLayer> layers) {
        this.layers = layers;
    }

    /** By the numbers in the names, if these are all that tells them apart, but for one without a number. */
    static Optional<List<DenseLayer>> byNumbers(List<DenseLayer> layers) {
        List<DenseLayer> numbered =
                new ArrayList<>(layers.stream().filter(LayerOrder::isNumbered).toList());
        List<DenseLayer> others =
                layers.stream().filter(layer -> !isNumbered(layer)).toList();
        boolean alike =
                numbered.stream().map(layer -> stem(layer.name())).distinct().count() <= 1;
        if (!alike || others.size() > 1) {
            return Optional.empty();
        }
        numbered.sort(Comparator.comparing(DenseLayer::name, LayerOrder::compareNumbers));
        List<DenseLayer> otherLast = new ArrayList<>(numbered);
        otherLast.addAll(others);
        numbered.addAll(0, others);
        boolean first = isChain(numbered);
        boolean last = isChain(otherLast);
        if (first && last && !others.isEmpty() && layers.size() > 1) {
            // "dense" comes before "dense_1"; of "fc1", "fc2" and "top" nothing is known.
            return stem(others.get(0).name()).equals(stem(otherLast.get(0).name()))
                    ? Optional.of(numbered)
                    : Optional.empty();
        }
        return first ? Optional.of(numbered) : last ? Optional.of(otherLast) : Optional.empty();
    }

    /** All orders in which each layer takes what the one before gives, but no more than two. */
    static List<List<DenseLayer>> byWidths(List<DenseLayer> layers) {
        LayerOrder order = new LayerOrder(layers);
        order.search(new ArrayList<>(), new boolean[layers.size()]);
        return order.found;
    }

    private void search(List<DenseLayer> begun, boolean[] used) {
        if (begun.size() == layers.size()) {
            found.add(List.copyOf(begun));
            return;
        }
        for (int i = 0; i < layers.size() && found.size() < 2 && ++steps < MOST_STEPS; i++) {
            DenseLayer next = layers.get(i);
            boolean fits = begun.isEmpty() || begun.get(begun.size() - 1).outputs() == next.inputs();
            if (!used[i] && fits) {
                used[i] = true;
                begun.add(next);
                search(begun, used);
                begun.remove(begun.size() - 1);
                used[i] = false;
            }
        }
    }

    private static boolean isChain(List<DenseLayer> layers) {
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i - 1).outputs() != layers.get(i).inputs()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumbered(DenseLayer layer) {
        return NUMBER.matcher(layer.name()).find();
    }

    private static String stem(String name) {
        return NUMBER.matcher(name).replaceAll("");
    }

    /** Sorts names that differ in their numbers only. Returns whether they are such. */
    static boolean sortByNumbers(List<String> names) {
        names.sort(LayerOrder::compareNumbers);
        for (int i = 1; i < names.size(); i++) {
            boolean alike = stem(names.get(i - 1)).equals(stem(names.get(i)));
            if (!alike || compareNumbers(names.get(i - 1), names.get(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Names that differ in their numbers only. */
    static int compareNumbers(String one, String other) {
        List<String> ours = numbers(one);
        List<String> theirs = numbers(other);
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            int compared = Comparator.comparing(String::length)
                    .thenComparing(Comparator.naturalOrder())
                    .compare(ours.get(i), theirs.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(ours.size(), theirs.size());
    }

    private static List<String> numbers(String name) {
        return NUMBER.matcher(name)
                .results()
                .map(number -> number.group().replaceFirst("^[._/]?0*(?=\\d)", ""))
                .toList();
    }
}
