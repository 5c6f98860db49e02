package mnist.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;

/**
 * {@link EpochMetrics} as a line of {@code metrics.csv} and back: the columns are its numbers without the detail. Scripts
 * rely on the columns and their order. A number that there is none of, as without validation, is an empty cell.
 */
final class MetricsCsv {
    /** An epoch of which nothing is known: its values have the types of the columns. */
    private static final Map<String, Object> UNKNOWN = unknown();

    private static final Set<String> DETAIL =
            Json.tree(new EpochMetrics.Detail(0, List.of())).keySet();

    static final List<String> COLUMNS =
            UNKNOWN.keySet().stream().filter(key -> !DETAIL.contains(key)).toList();

    static final String HEADER = String.join(",", COLUMNS);

    private MetricsCsv() {}

    private static Map<String, Object> unknown() {
        Map<String, Object> tree = Json.tree(Json.fromTree(Map.of("layers", List.of()), EpochMetrics.class));
        tree.replaceAll((key, value) -> value instanceof Double ? Double.NaN : value);
        return tree;
    }

    static String line(EpochMetrics row) {
        Map<String, Object> tree = Json.tree(row);
        return COLUMNS.stream().map(column -> cell(tree.get(column))).collect(Collectors.joining(","));
    }

    /** The first column in which two rows of an epoch differ, with both numbers; nothing if they are equal. */
    static Optional<String> difference(EpochMetrics row, EpochMetrics other) {
        Map<String, Object> one = Json.tree(row);
        Map<String, Object> two = Json.tree(other);
        return COLUMNS.stream()
                .filter(column -> !cell(one.get(column)).equals(cell(two.get(column))))
                .findFirst()
                .map(column -> column + " of epoch " + row.epoch() + " (" + shown(one.get(column)) + " and "
                        + shown(two.get(column)) + ")");
    }

    private static String shown(Object value) {
        String cell = cell(value);
        return cell.isEmpty() ? "none" : cell;
    }

    /** The shortest digits that read back as the same number, alike in every version of Java and every locale. */
    private static String cell(Object value) {
        if (value instanceof Double number) {
            return number.isNaN() ? "" : NumberOutput.toString(number, true);
        }
        return value.toString();
    }

    /**
     * The columns that a header names: all, or those of an older version, which knew fewer.
     *
     * @return nothing if it is no header of such a file
     */
    static Optional<List<String>> columns(String header) {
        List<String> names = List.of(header.replace("\ufeff", "").strip().split(",", -1));
        boolean known = names.contains("epoch")
                && COLUMNS.containsAll(names)
                && names.stream().distinct().count() == names.size();
        return known ? Optional.of(names) : Optional.empty();
    }

    /**
     * The row of a line; what the columns lack is not known.
     *
     * @throws IllegalArgumentException with the reason in one line
     */
    static EpochMetrics row(List<String> columns, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " cells, found " + cells.length);
        }
        Map<String, Object> tree = new LinkedHashMap<>(UNKNOWN);
        for (int i = 0; i < cells.length; i++) {
            tree.put(columns.get(i), value(columns.get(i), cells[i].strip()));
        }
        return checked(Json.fromTree(tree, EpochMetrics.class));
    }

    /**
     * The row of a line of {@code metrics.jsonl}.
     *
     * @throws IllegalArgumentException with the reason in one line
     */
    static EpochMetrics row(Map<String, Object> json) {
        Map<String, Object> tree = new LinkedHashMap<>(UNKNOWN);
        tree.keySet().retainAll(COLUMNS);
        tree.put("evaluation_seconds", Double.NaN);
        tree.replaceAll((column, like) -> JsonNumbers.orNaN(column, json.get(column), like));
        tree.put("layers", JsonNumbers.layers(json.get("layers")));
        return checked(Json.fromTree(tree, EpochMetrics.class));
    }

    private static EpochMetrics checked(EpochMetrics row) {
        if (row.epoch() < 1) {
            throw new IllegalArgumentException("expected 1 or more as epoch, found " + row.epoch());
        }
        return row;
    }

    private static Object value(String column, String cell) {
        boolean real = UNKNOWN.get(column) instanceof Double;
        try {
            if (real) {
                return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            }
            return UNKNOWN.get(column) instanceof Integer
                    ? (Object) Integer.parseInt(cell)
                    : (Object) Long.parseLong(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected " + (real ? "a number" : "a whole number") + " as " + column + ", found "
                            + StoreException.quote(cell),
                    e);
        }
    }
}
