package mnist.store.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import mnist.store.protobuf.Protobuf;

/**
 * The messages of an ONNX file, named as in {@code onnx.proto} beside the class files, their components in its order. Null
 * stands for what is left out.
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
            List<String> input,
            List<String> output,
            String name,
            String opType,
            List<AttributeProto> attribute,
            String domain) {}

    record AttributeProto(String name, Float f, Long i, byte[] s, TensorProto t, List<Long> ints, int type) {
        private static final int FLOAT = 1;
        private static final int INT = 2;
        private static final int INTS = 7;

        static AttributeProto of(String name, float value) {
            return new AttributeProto(name, value, null, null, null, null, FLOAT);
        }

        static AttributeProto of(String name, long value) {
            return new AttributeProto(name, null, value, null, null, null, INT);
        }

        static AttributeProto of(String name, List<Long> values) {
            return new AttributeProto(name, null, null, null, null, values, INTS);
        }
    }

    /**
     * @param rawData row-major, little-endian; or the numbers are in one of the lists
     * @param dataLocation 1 where they are in another file
     */
    record TensorProto(
            List<Long> dims,
            int dataType,
            float[] floatData,
            String name,
            byte[] rawData,
            double[] doubleData,
            Integer dataLocation) {
        static TensorProto raw(List<Long> dims, ElementType type, String name, byte[] bytes) {
            return new TensorProto(dims, type.number, null, name, bytes, null, null);
        }
    }

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

        /** Of the numbers; 0 where there are none. */
        int elementType() {
            return type == null || type.tensorType == null ? 0 : type.tensorType.elemType;
        }

        /** Of each dimension, 0 where it differs from call to call; none where they are not known. */
        List<Long> sizes() {
            boolean known = elementType() != 0 && type.tensorType.shape != null && type.tensorType.shape.dim != null;
            return !known
                    ? List.of()
                    : type.tensorType.shape.dim.stream()
                            .map(dim -> dim.dimValue == null ? 0L : dim.dimValue)
                            .toList();
        }
    }

    record TypeProto(TensorTypeProto tensorType) {}

    record TensorTypeProto(int elemType, TensorShapeProto shape) {}

    record TensorShapeProto(List<DimensionProto> dim) {}

    record DimensionProto(Long dimValue, String dimParam) {}

    /** TensorProto.DataType, as far as it is used. */
    enum ElementType {
        FLOAT(1, Float.BYTES),
        UINT8(2, Byte.BYTES),
        INT64(7, Long.BYTES),
        DOUBLE(11, Double.BYTES);

        final int number;
        final int bytes;

        ElementType(int number, int bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        static boolean isFloating(int type) {
            return type == FLOAT.number || type == DOUBLE.number;
        }
    }

    private OnnxMessages() {}

    /** Of a message that was read: a list without elements is left out in the file. */
    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Writes a whole file. */
    static void write(ModelProto model, OutputStream out) throws IOException {
        out.write(Protobuf.of(ModelProto.class, SCHEMA).bytes(model));
    }

    /** Reads a whole file; what the schema lacks is passed over. @throws IOException if it has another form */
    static ModelProto read(byte[] bytes) throws IOException {
        return Protobuf.of(ModelProto.class, SCHEMA).read(bytes);
    }
}
