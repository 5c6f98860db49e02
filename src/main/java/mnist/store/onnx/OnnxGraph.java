package mnist.store.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import mnist.store.onnx.OnnxMessages.AttributeProto;
import mnist.store.onnx.OnnxMessages.ElementType;
import mnist.store.onnx.OnnxMessages.GraphProto;
import mnist.store.onnx.OnnxMessages.NodeProto;
import mnist.store.onnx.OnnxMessages.TensorProto;
import mnist.store.onnx.OnnxMessages.ValueInfoProto;

/** A graph that grows operator by operator. Values go by their names; whoever adds one gets its name. */
final class OnnxGraph {
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();
    private final List<ValueInfoProto> inputs = new ArrayList<>();
    private final List<ValueInfoProto> outputs = new ArrayList<>();

    /** Something that is given from outside. */
    String input(String name, ElementType type, List<?> dimensions) {
        inputs.add(ValueInfoProto.of(name, type, dimensions));
        return name;
    }

    /** A result: the value of one operator. */
    void output(String name, ElementType type, List<?> dimensions, NodeSpec result) {
        outputs.add(ValueInfoProto.of(name, type, dimensions));
        add(name, result);
    }

    /** An operator before it has its place. */
    record NodeSpec(String operator, List<AttributeProto> attributes, List<String> inputs) {
        static NodeSpec of(String operator, String... inputs) {
            return new NodeSpec(operator, List.of(), List.of(inputs));
        }

        NodeSpec with(AttributeProto attribute) {
            List<AttributeProto> all = new ArrayList<>(attributes);
            all.add(attribute);
            return new NodeSpec(operator, all, inputs);
        }
    }

    /** Adds an operator with one result. */
    String add(NodeSpec node) {
        return add(node.operator.toLowerCase(Locale.ROOT) + nodes.size(), node);
    }

    /** Adds an operator without attributes. */
    String add(String operator, String... operands) {
        return add(NodeSpec.of(operator, operands));
    }

    private String add(String result, NodeSpec node) {
        nodes.add(new NodeProto(node.inputs, List.of(result), result, node.operator, node.attributes, null));
        return result;
    }

    /** A constant array of floats, row-major. */
    String floats(String name, float[] data, int... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : data) {
            bytes.putFloat(value);
        }
        return constant(name, ElementType.FLOAT, dimensions, bytes.array());
    }

    /** A constant number. */
    String number(float value) {
        return floats("constant" + constants.size(), new float[] {value});
    }

    /** A constant list of whole numbers. */
    String integers(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        LongStream.of(values).forEach(bytes::putLong);
        return constant(name, ElementType.INT64, new int[] {values.length}, bytes.array());
    }

    private String constant(String name, ElementType type, int[] dimensions, byte[] bytes) {
        List<Long> dims = Arrays.stream(dimensions).mapToObj(Long::valueOf).toList();
        constants.add(TensorProto.raw(dims, type, name, bytes));
        return name;
    }

    GraphProto toMessage(String name) {
        return new GraphProto(nodes, name, constants, inputs, outputs);
    }
}
