package mnist.store.protobuf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchema;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Records as messages: a message has the record's name, a field that of its component, in snake_case. Null stands for what is
 * left out.
 *
 * <p>Components stand in the schema's order. From the second message of a list on, Jackson 2.22 takes the message's first
 * field for the field behind the list where both have one name: a node that began with its name got the graph's.
 *
 * @param <T> the outermost record
 */
public final class Protobuf<T extends Record> {
    private final ObjectWriter writer;
    private final ObjectReader reader;

    private Protobuf(ObjectWriter writer, ObjectReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Messages of one kind.
     *
     * @param message the outermost record
     * @param schema the name of a file beside the record's class
     */
    public static <T extends Record> Protobuf<T> of(Class<T> message, String schema) {
        ProtobufMapper mapper = ProtobufMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
                .build();
        try (InputStream text = message.getResourceAsStream(schema)) {
            ProtobufSchema fields = ProtobufSchemaLoader.std.load(text, message.getSimpleName());
            return new Protobuf<>(
                    mapper.writer(fields),
                    mapper.readerFor(message).with(fields).with(JsonParser.Feature.IGNORE_UNDEFINED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes(T message) {
        try {
            return writer.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no message of the schema", e);
        }
    }

    /** What the schema lacks is passed over. @throws IOException if the bytes are no such message */
    public T read(byte[] bytes) throws IOException {
        return reader.readValue(bytes);
    }
}
