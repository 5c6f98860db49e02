package mnist.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of JSON values with the types of what stands there, and no values. The elements of an array are laid over one
 * another, so that it does not matter how many there are. Keys stay in the order in which they first appear.
 */
final class KeyTree {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Set<String> types = new TreeSet<>();
    private final Map<String, KeyTree> children = new LinkedHashMap<>();

    /** Adds one JSON text. */
    KeyTree add(String json) {
        try {
            add(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + json, e);
        }
        return this;
    }

    private void add(JsonNode node) {
        types.add(type(node));
        if (node.isObject()) {
            node.properties().forEach(field -> child("." + field.getKey()).add(field.getValue()));
        } else if (node.isArray()) {
            node.forEach(element -> child("[]").add(element));
        } else if (node.isTextual() && node.textValue().startsWith("{")) {
            child("{json}").add(node.textValue());
        }
    }

    private KeyTree child(String name) {
        return children.computeIfAbsent(name, unknown -> new KeyTree());
    }

    /** A whole number is told from one with a point or an exponent. */
    private static String type(JsonNode node) {
        return node.isIntegralNumber() ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** One line for every key: its path, and its type or types. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        collect("", lines);
        return lines;
    }

    private void collect(String path, List<String> lines) {
        if (!path.isEmpty()) {
            String shown = path.startsWith(".") ? path.substring(1) : path;
            lines.add(shown + " " + String.join("|", types));
        }
        children.forEach((name, child) -> child.collect(path + name, lines));
    }
}
