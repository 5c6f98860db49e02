package mnist.store.onnx;

import mnist.nn.Activation;
import mnist.store.onnx.OnnxGraph.NodeSpec;
import mnist.store.onnx.OnnxMessages.AttributeProto;

/** Activations by ONNX's operators, with the constants of {@link Activation}. */
final class OnnxActivations {
    private static final float LEAKY_SLOPE = 0.01f;
    private static final float TANH_OUTER = 1.7159f;
    private static final float TANH_INNER = 2f / 3f;
    private static final float GELU_ROOT = (float) Math.sqrt(2 / Math.PI);
    private static final float GELU_CUBIC = 0.044715f;
    private static final float HALF = 0.5f;

    private OnnxActivations() {}

    /** Adds f(z). Returns the name of the result. */
    static String add(OnnxGraph graph, Activation activation, String z) {
        return switch (activation) {
            case SIGMOID -> graph.add("Sigmoid", z);
            case TANH -> graph.add("Tanh", z);
            case RELU -> graph.add("Relu", z);
            case LEAKY_RELU -> graph.add(NodeSpec.of("LeakyRelu", z).with(AttributeProto.of("alpha", LEAKY_SLOPE)));
            case IDENTITY -> z;
            case SCALED_TANH -> scaled(graph, graph.add("Tanh", scaled(graph, z, TANH_INNER)), TANH_OUTER);
            case SILU -> graph.add("Mul", z, graph.add("Sigmoid", z));
            case GELU -> gelu(graph, z);
        };
    }

    /** z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3))). ONNX's own Gelu has this form too, but from opset 20 on only. */
    private static String gelu(OnnxGraph graph, String z) {
        String cube = graph.add("Mul", graph.add("Mul", z, z), z);
        String inner = graph.add("Add", z, scaled(graph, cube, GELU_CUBIC));
        String tanh = graph.add("Tanh", scaled(graph, inner, GELU_ROOT));
        return graph.add("Mul", scaled(graph, z, HALF), graph.add("Add", tanh, graph.number(1)));
    }

    private static String scaled(OnnxGraph graph, String value, float factor) {
        return graph.add("Mul", value, graph.number(factor));
    }
}
