package mnist.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.LayerHealth;

/** Numbers out of JSON trees that somebody else may have written. */
final class JsonNumbers {
    private JsonNumbers() {}

    /**
     * The value as it is.
     *
     * @param like of the type that it must have: an Integer, Long or Double
     * @throws IllegalArgumentException with the reason in one line, if it is no such number
     */
    static Number of(String name, Object value, Object like) {
        boolean whole = value instanceof Integer || (value instanceof Long && like instanceof Long);
        if (whole || (value instanceof Number && like instanceof Double)) {
            return (Number) value;
        }
        throw expected(like instanceof Double ? "a number" : "a whole number", name, value);
    }

    /** As {@link #of}; in place of nothing where there may be a fraction NaN, which JSON does not have. */
    static Number orNaN(String name, Object value, Object like) {
        return value == null && like instanceof Double ? Double.valueOf(Double.NaN) : of(name, value, like);
    }

    /** What was measured of the layers, first to last; empty if it is no list. */
    static List<LayerHealth> layers(Object list) {
        List<LayerHealth> layers = new ArrayList<>();
        for (Object item : list instanceof List<?> items ? items : List.of()) {
            Map<?, ?> found = item instanceof Map<?, ?> fields ? fields : Map.of();
            Map<String, Object> numbers = Json.tree(new LayerHealth(0, 0, 0, 0, 0, 0, 0));
            numbers.replaceAll((name, like) -> orNaN(name, found.get(name), like));
            layers.add(Json.fromTree(numbers, LayerHealth.class));
        }
        return layers;
    }

    static IllegalArgumentException expected(String expected, String name, Object found) {
        String shown = found == null
                ? "none"
                : found instanceof Number ? found.toString() : StoreException.quote(found.toString());
        return new IllegalArgumentException("expected " + expected + " as " + name + ", found " + shown);
    }
}
