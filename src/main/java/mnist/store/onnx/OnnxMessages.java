package mnist.store.onnx;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchema;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The messages of an ONNX file, named as in {@code onnx.proto} beside the class files, and how they are written. Null stands
 * for what is left out.
 *
 * <p>Components stand in the schema's order. From the second message of a list on, Jackson 2.22 takes the message's first
 * field for the field behind the list where both have one name: a node that began with its name got the graph's.
 */
final class OnnxMessages {
    private static final String SCHEMA = "onnx.proto";

    record ModelProto(
            long irVersion,
            String producerName,
            String producerVersion,
            String docString,
            GraphProto graph,
            List<OperatorSetIdProto> opsetImport,
            List<StringStringEntryProto> metadataProps) {}

    /** Which version of the operators: of ONNX's own, whose domain is the empty text. */
    record OperatorSetIdProto(String domain, long version) {}

    record StringStringEntryProto(String key, String value) {}

    record GraphProto(
            List<NodeProto> node,
            String name,
            List<TensorProto> initializer,
            List<ValueInfoProto> input,
            List<ValueInfoProto> output) {}

    record NodeProto(
            List<String> input, List<String> output, String name, String opType, List<AttributeProto> attribute) {}

    record AttributeProto(String name, Float f, Long i, List<Long> ints, int type) {
        private static final int FLOAT = 1;
        private static final int INT = 2;
        private static final int INTS = 7;

        static AttributeProto of(String name, float value) {
            return new AttributeProto(name, value, null, null, FLOAT);
        }

        static AttributeProto of(String name, long value) {
            return new AttributeProto(name, null, value, null, INT);
        }

        static AttributeProto of(String name, List<Long> values) {
            return new AttributeProto(name, null, null, values, INTS);
        }
    }

    /** @param rawData row-major, little-endian */
    record TensorProto(List<Long> dims, int dataType, String name, byte[] rawData) {}

    record ValueInfoProto(String name, TypeProto type) {
        /** @param dimensions whole numbers, or names of what differs from call to call */
        static ValueInfoProto of(String name, ElementType type, List<?> dimensions) {
            List<DimensionProto> dims = dimensions.stream()
                    .map(dimension -> dimension instanceof Integer number
                            ? new DimensionProto(number.longValue(), null)
                            : new DimensionProto(null, dimension.toString()))
                    .toList();
            return new ValueInfoProto(
                    name, new TypeProto(new TensorTypeProto(type.number, new TensorShapeProto(dims))));
        }
    }

    record TypeProto(TensorTypeProto tensorType) {}

    record TensorTypeProto(int elemType, TensorShapeProto shape) {}

    record TensorShapeProto(List<DimensionProto> dim) {}

    record DimensionProto(Long dimValue, String dimParam) {}

    /** TensorProto.DataType, as far as it is used. */
    enum ElementType {
        FLOAT(1),
        UINT8(2),
        INT64(7);

        final int number;

        ElementType(int number) {
            this.number = number;
        }
    }

    private OnnxMessages() {}

    /** Writes a whole file. */
    static void write(ModelProto model, OutputStream out) throws IOException {
        ProtobufMapper mapper = ProtobufMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
                .build();
        ObjectWriter writer = mapper.writer(schema());
        out.write(writer.writeValueAsBytes(model));
    }

    private static ProtobufSchema schema() throws IOException {
        try (InputStream text = OnnxMessages.class.getResourceAsStream(SCHEMA)) {
            return ProtobufSchemaLoader.std.load(text, ModelProto.class.getSimpleName());
        }
    }
}
