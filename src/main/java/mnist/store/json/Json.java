package mnist.store.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.file.AtomicFile;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.train.EpochMetrics;

/**
 * JSON for the run's files and for {@code --json}: records, and maps where the keys depend on data. Numbers are written
 * alike by every version of Java and in every locale.
 */
public final class Json {
    static final int DEEPEST = 32;
    private static final int LARGEST_FILE = 64 << 20;
    private static final int LONGEST_REASON = 200;
    private static final String COPY_AGAIN = "repair it or take the file from a copy";

    /** Reads with bounds: depth, doubled keys, and anything after the end are refused. */
    public static final JsonMapper BOUNDED = JsonMapper.builder(factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Writes records with keys in snake_case, in the order of their components. Numbers that are not finite, which JSON
     * does not have, and empty optional numbers become null.
     */
    private static final JsonMapper OUTPUT = BOUNDED.rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(OptionalDouble.class, new OptionalNumber()))
            .addMixIn(EpochMetrics.class, Metrics.class)
            .build();

    /** In the metrics of an epoch the scores and the detail stand without a level of their own. */
    interface Metrics {
        @JsonUnwrapped(prefix = "train_")
        Object train();

        @JsonUnwrapped(prefix = "validation_")
        Object validation();

        @JsonUnwrapped
        Object detail();
    }

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final DefaultPrettyPrinter INDENTED = indented();

    private Json() {}

    /** One line without spaces. */
    public static String compact(Object tree) {
        return text(OUTPUT.writer(), tree);
    }

    /** Several lines, indented by two spaces, with a line end (\n everywhere) at the end. */
    public static String pretty(Object tree) {
        return text(OUTPUT.writer(INDENTED), tree) + "\n";
    }

    private static String text(ObjectWriter writer, Object tree) {
        try {
            return writer.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON tree: " + reason(e), e);
        }
    }

    /** Writes the tree for people, whole or not at all. @throws StoreException if that fails */
    public static void write(Path file, Object tree) {
        AtomicFile.write(file, pretty(tree));
    }

    /** Reads an object. @throws StoreException if the file is missing, unreadable, too large or not a JSON object */
    public static Map<String, Object> read(Path file) {
        RegularFile.requireReadable(file, "a JSON file");
        try {
            return object(BOUNDED.readTree(RegularFile.read(file, LARGEST_FILE)));
        } catch (JsonProcessingException e) {
            throw StoreException.of(file, "a JSON object", reason(e), COPY_AGAIN);
        } catch (IllegalArgumentException e) {
            throw StoreException.of(file, "a JSON object", e.getMessage(), COPY_AGAIN);
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    /**
     * Reads an object that somebody wrote by hand.
     *
     * @param expected what it should be, for who names another file
     * @param example of what to write
     * @throws StoreException if the file is missing, unreadable or too large
     * @throws IllegalArgumentException if it is no JSON object, with the reason and the example in one line
     */
    public static Map<String, Object> readWritten(Path file, String expected, String example) {
        RegularFile.requireReadable(file, expected);
        try {
            byte[] bytes = RegularFile.read(file, LARGEST_FILE);
            String kind = FileKind.of(Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.START_BYTES)));
            if (kind.endsWith(" picture") || kind.endsWith(" archive") || kind.equals(FileKind.MODEL)) {
                throw new IllegalArgumentException("expected a JSON object, found " + kind);
            }
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; write, for example, " + example, e);
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    /** Reads an object from a text. @throws IllegalArgumentException if it is none, with the reason in one line */
    public static Map<String, Object> parse(String text) {
        try {
            return object(BOUNDED.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected a JSON object, found " + reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected a JSON object, found " + e.getMessage(), e);
        }
    }

    /**
     * Reads any JSON: maps, lists, texts, numbers.
     *
     * @param type expected: an array of primitives, a list, a map, or Object
     * @throws IllegalArgumentException if it is no such JSON, with the reason in one line
     */
    public static <T> T parse(byte[] utf8, Class<T> type) {
        try {
            return BOUNDED.readValue(utf8, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(reason(e), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record, or an object with public fields, as a tree with keys as in its JSON. */
    public static Map<String, Object> tree(Object value) {
        return OUTPUT.convertValue(value, TREE);
    }

    /** What {@link #tree} was given. @throws IllegalArgumentException if the tree is that of something else */
    public static <T> T fromTree(Map<String, Object> tree, Class<T> type) {
        try {
            return OUTPUT.convertValue(tree, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(reason(e, tree), e);
        }
    }

    private static Map<String, Object> object(JsonNode root) {
        if (!root.isObject()) {
            throw new IllegalArgumentException(
                    root.isMissingNode() ? "nothing" : StoreException.quote(root.toString()));
        }
        return BOUNDED.convertValue(root, TREE);
    }

    /** Why a tree does not become a record, in one line for people: which value is wrong, and what it should be. */
    public static String reason(IllegalArgumentException e, Map<String, Object> tree) {
        String reason = e.getCause() instanceof JsonMappingException wrong ? Complaint.of(wrong, tree) : e.getMessage();
        String line = reason.replaceAll("\\s+", " ");
        return line.substring(0, Math.min(LONGEST_REASON, line.length()));
    }

    /** What is no JSON in a text, in one line, with its place. */
    public static String reason(JsonProcessingException e) {
        return Complaint.of(e);
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // The JDK's own algorithm changed with version 19: the same number would be written in two ways.
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .addDecorator((factory, generator) -> new FiniteNumbers(generator))
                .build();
    }

    /** Writes null where a number is not finite. */
    private static final class FiniteNumbers extends JsonGeneratorDelegate {
        FiniteNumbers(JsonGenerator generator) {
            super(generator);
        }

        @Override
        public void writeNumber(double value) throws IOException {
            if (Double.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }

        @Override
        public void writeNumber(float value) throws IOException {
            if (Float.isFinite(value)) {
                super.writeNumber(value);
            } else {
                writeNull();
            }
        }

        @Override
        public void writeArray(double[] values, int offset, int length) throws IOException {
            writeStartArray();
            for (int i = offset; i < offset + length; i++) {
                writeNumber(values[i]);
            }
            writeEndArray();
        }
    }

    private static final class OptionalNumber extends JsonSerializer<OptionalDouble> {
        @Override
        public void serialize(OptionalDouble value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(value.orElse(Double.NaN));
        }
    }

    private static DefaultPrettyPrinter indented() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
