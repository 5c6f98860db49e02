package mnist.store.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.file.StoreException;
import mnist.store.json.Json;

/** The JSON header of a safetensors file, checked. Entries are in the order of their places. */
public final class SafetensorsHeader {
    static final String METADATA = "__metadata__";
    private static final String COPY_AGAIN = "the file is damaged: copy or download it again, or train anew";
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final List<String> FIELDS = List.of("dtype", "shape", "data_offsets");

    /** A tensor's type, shape, and place counted from the end of the header. */
    record Entry(String name, Dtype type, List<Integer> shape, int elements, long begin, long end) {}

    private final Path file;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<Integer>> shapes = new HashMap<>();

    private SafetensorsHeader(Path file) {
        this.file = file;
    }

    /** Texts by key. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The shape of the tensor of that name, if there is one. */
    public Optional<List<Integer>> shape(String name) {
        return Optional.ofNullable(shapes.get(name));
    }

    List<Entry> entries() {
        return entries;
    }

    /** @throws StoreException if it is not a header; the places are checked by {@link #checkPlaces} */
    static SafetensorsHeader parse(Path file, byte[] json) {
        SafetensorsHeader header = new SafetensorsHeader(file);
        JsonNode root = header.tree(json);
        for (Map.Entry<String, JsonNode> property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                header.readMetadata(property.getValue());
            } else {
                header.entries.add(header.entry(property.getKey(), property.getValue()));
            }
        }
        header.entries.forEach(entry -> header.shapes.put(entry.name, entry.shape));
        header.entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        return header;
    }

    /** The tensors must fill the data without holes, overlaps or a rest, as the format demands. */
    void checkPlaces(long dataBytes) {
        long next = 0;
        for (Entry entry : entries) {
            if (entry.begin < next) {
                throw bad(entry.name, "data at " + entry.begin + ", overlapping another tensor's", "" + next);
            }
            if (entry.begin > next) {
                throw bad(entry.name, "data at " + entry.begin + ", leaving a hole", "" + next);
            }
            if (entry.end > dataBytes) {
                throw bad(entry.name, "data up to " + entry.end, "at most " + dataBytes + " (the file is cut off)");
            }
            next = entry.end;
        }
        if (next != dataBytes) {
            throw StoreException.of(file, "the end", (dataBytes - next) + " bytes after the last tensor", COPY_AGAIN);
        }
    }

    private JsonNode tree(byte[] json) {
        try {
            return Json.BOUNDED.readTree(json);
        } catch (JsonProcessingException e) {
            throw StoreException.of(file, "JSON", "a broken header (" + Json.reason(e) + ")", COPY_AGAIN);
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    private void readMetadata(JsonNode node) {
        if (!node.isObject()) {
            throw bad(METADATA, describe(node), "an object");
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (!property.getValue().isTextual()) {
                throw bad(METADATA + "." + property.getKey(), describe(property.getValue()), "a text");
            }
            metadata.put(property.getKey(), property.getValue().textValue());
        }
    }

    private Entry entry(String name, JsonNode node) {
        if (!node.isObject()) {
            throw bad(name, describe(node), "an object with " + FIELDS);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!FIELDS.contains(field.getKey())) {
                throw bad(name, "a field " + StoreException.quote(field.getKey()), "only " + FIELDS);
            }
        }
        Dtype type = type(name, node.path("dtype"));
        List<Long> dimensions = integers(name, "shape", node.path("shape"));
        List<Long> places = integers(name, "data_offsets", node.path("data_offsets"));
        if (places.size() != 2 || places.get(0) > places.get(1)) {
            throw bad(name, "data_offsets " + places, "[begin, end]");
        }
        long begin = places.get(0);
        long end = places.get(1);
        int elements = elements(name, dimensions);
        if (end - begin != (long) elements * type.bytes) {
            throw bad(
                    name,
                    (end - begin) + " bytes of data",
                    (long) elements * type.bytes + " for " + type + " " + dimensions);
        }
        List<Integer> shape = dimensions.stream().map(Math::toIntExact).toList();
        return new Entry(name, type, shape, elements, begin, end);
    }

    private Dtype type(String name, JsonNode node) {
        Dtype type = node.isTextual() ? Dtype.named(node.textValue()) : null;
        if (type == null) {
            throw bad(name, "dtype " + describe(node), "one of " + List.of(Dtype.values()));
        }
        return type;
    }

    private List<Long> integers(String name, String field, JsonNode node) {
        if (!node.isArray()) {
            throw bad(name, field + " " + describe(node), "a list of whole numbers");
        }
        List<Long> values = new ArrayList<>();
        for (JsonNode value : node) {
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                throw bad(name, field + " with " + describe(value), "whole numbers from 0 to " + Long.MAX_VALUE);
            }
            values.add(value.longValue());
        }
        return values;
    }

    private int elements(String name, List<Long> dimensions) {
        long product = 1;
        for (long dimension : dimensions) {
            // Both factors are below 2^31 here, so the product cannot overflow.
            product = dimension > LARGEST_ARRAY ? Long.MAX_VALUE : product * dimension;
            if (product > LARGEST_ARRAY) {
                throw bad(name, "shape " + dimensions, "at most " + LARGEST_ARRAY + " numbers");
            }
        }
        return (int) product;
    }

    private StoreException bad(String name, String found, String expected) {
        return StoreException.of(file + ": tensor " + StoreException.quote(name), expected, found, COPY_AGAIN);
    }

    private static String describe(JsonNode node) {
        return node.isMissingNode() ? "missing" : StoreException.quote(node.toString());
    }
}
