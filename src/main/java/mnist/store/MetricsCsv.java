package mnist.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final List<String> COLUMNS =
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

    /** The shortest digits that read back as the same number, alike in every version of Java and every locale. */
    private static String cell(Object value) {
        if (value instanceof Double number) {
            return number.isNaN() ? "" : NumberOutput.toString(number, true);
        }
        return value.toString();
    }

    /** @throws IllegalArgumentException with the reason in one line */
    static EpochMetrics row(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS.size()) {
            throw new IllegalArgumentException("expected " + COLUMNS.size() + " cells, found " + cells.length);
        }
        Map<String, Object> tree = new LinkedHashMap<>(UNKNOWN);
        for (int i = 0; i < cells.length; i++) {
            tree.put(COLUMNS.get(i), value(COLUMNS.get(i), cells[i].strip()));
        }
        return Json.fromTree(tree, EpochMetrics.class);
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
