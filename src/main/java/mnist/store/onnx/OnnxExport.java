package mnist.store.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.data.Pixels;
import mnist.file.AtomicFile;
import mnist.nn.Layer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.store.PlainMetadata;
import mnist.store.RunSettings;
import mnist.store.onnx.OnnxGraph.NodeSpec;
import mnist.store.onnx.OnnxMessages.AttributeProto;
import mnist.store.onnx.OnnxMessages.ElementType;
import mnist.store.onnx.OnnxMessages.ModelProto;
import mnist.store.onnx.OnnxMessages.OperatorSetIdProto;
import mnist.store.onnx.OnnxMessages.StringStringEntryProto;
import org.ejml.data.FMatrixRMaj;

/**
 * Writes a trained network with its preprocessing as an ONNX file (https://onnx.ai/onnx/intro/concepts.html).
 *
 * <pre>
 *   input    images          N x rows x columns, uint8: the pixels as they stand in an IDX file
 *   output   probabilities   N x classes, float: "scores" where the network's outputs are no probabilities
 *            class           N, int64: the number of the largest output, from 0
 * </pre>
 *
 * Batch normalization is in the weights; weights that a receptive field cuts off are zeros. All operators are of opset 13,
 * which programs since 2020 know.
 */
public final class OnnxExport {
    /** The input. */
    public static final String IMAGES = "images";

    /** The second output. */
    public static final String CLASS = "class";

    private static final int OPSET = 13;

    /** The version of the file's layout that came with the opset. */
    private static final int IR_VERSION = 7;

    private static final String COUNT = "N";
    private static final float EPSILON = 1e-5f;

    private final OnnxGraph graph = new OnnxGraph();
    private final Network network;
    private final NetworkSpec spec;
    private final RunSettings settings;

    private OnnxExport(ModelFile.Model model) {
        network = model.folded();
        spec = network.spec();
        settings = model.settings();
    }

    /**
     * Writes the file; it is put in its place when it is complete.
     *
     * @throws mnist.file.StoreException if it cannot be written
     */
    public static void write(Path target, ModelFile.Model model) {
        ModelProto message = new OnnxExport(model).message();
        AtomicFile.write(target, out -> OnnxMessages.write(message, out));
    }

    /** The name of the first output of a network with such outputs. */
    public static String outputName(Output output) {
        return output == Output.IDENTITY ? "scores" : "probabilities";
    }

    private ModelProto message() {
        String x = input();
        for (int number = 1; number < spec.layers(); number++) {
            x = hidden(number, x);
        }
        outputs(linear(network.layer(spec.layers()), "output", x));
        return new ModelProto(
                IR_VERSION,
                "mnist",
                settings.tool(),
                "Images as bytes of pixels, unscaled: the graph scales them. The names of the classes are in the metadata.",
                graph.toMessage("mnist " + spec.widths()),
                List.of(new OperatorSetIdProto("", OPSET)),
                metadata());
    }

    /** Without the scale: whoever reads it might scale a second time. */
    private List<StringStringEntryProto> metadata() {
        Map<String, String> texts = PlainMetadata.of(settings);
        return Stream.of(
                        PlainMetadata.ROWS, PlainMetadata.COLUMNS, PlainMetadata.CLASS_NAMES, PlainMetadata.PREPARATION)
                .map(key -> new StringStringEntryProto(key, texts.get(key)))
                .toList();
    }

    private String input() {
        int rows = settings.data().rows();
        int columns = settings.data().columns();
        String images = graph.input(IMAGES, ElementType.UINT8, List.of(COUNT, rows, columns));
        String floats =
                graph.add(NodeSpec.of("Cast", images).with(AttributeProto.of("to", (long) ElementType.FLOAT.number)));
        // A 0 keeps the dimension that is there.
        String flat = graph.add("Reshape", floats, graph.integers("row of pixels", 0, (long) rows * columns));
        return graph.add("Mul", flat, graph.number(Pixels.SCALE));
    }

    private String linear(Layer layer, String name, String x) {
        return graph.add("Gemm", x, weights(name + ".weight", layer.w), row(name + ".bias", layer.b));
    }

    /** In x out, as ONNX's Gemm takes it. */
    private String weights(String name, FMatrixRMaj w) {
        return graph.floats(name, w.data, w.numRows, w.numCols);
    }

    private String row(String name, FMatrixRMaj vector) {
        return graph.floats(name, vector.data, vector.numCols);
    }

    private String hidden(int number, String x) {
        Layer layer = network.layer(number);
        String name = "hidden" + number;
        String z = linear(layer, name, x);
        if (layer.gamma != null) {
            z = normalized(layer, name, z);
        }
        String a = OnnxActivations.add(graph, spec.activation(), z);
        if (!spec.residualAt(number)) {
            return a;
        }
        String past =
                layer.projection == null ? x : graph.add("MatMul", x, weights(name + ".projection", layer.projection));
        return graph.add("Add", a, past);
    }

    /** Layer normalization; ONNX has an operator for it from opset 17 on. */
    private String normalized(Layer layer, String name, String z) {
        String centred = graph.add("Sub", z, rowMean(z));
        String variance = rowMean(graph.add("Mul", centred, centred));
        String deviation = graph.add("Sqrt", graph.add("Add", variance, graph.number(EPSILON)));
        String scaled = graph.add("Mul", graph.add("Div", centred, deviation), row(name + ".norm.weight", layer.gamma));
        return graph.add("Add", scaled, row(name + ".norm.bias", layer.beta));
    }

    private String rowMean(String value) {
        return graph.add(NodeSpec.of("ReduceMean", value)
                .with(AttributeProto.of("axes", List.of(1L)))
                .with(AttributeProto.of("keepdims", 1L)));
    }

    private void outputs(String z) {
        String name = outputName(spec.output());
        NodeSpec outputs = switch (spec.output()) {
            case SOFTMAX -> NodeSpec.of("Softmax", z).with(AttributeProto.of("axis", 1L));
            case SIGMOID -> NodeSpec.of("Sigmoid", z);
            case IDENTITY -> NodeSpec.of("Identity", z);
        };
        graph.output(name, ElementType.FLOAT, List.of(COUNT, spec.outputs()), outputs);
        NodeSpec largest =
                NodeSpec.of("ArgMax", name).with(AttributeProto.of("axis", 1L)).with(AttributeProto.of("keepdims", 0L));
        graph.output(CLASS, ElementType.INT64, List.of(COUNT), largest);
    }
}
