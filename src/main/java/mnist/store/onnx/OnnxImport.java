package mnist.store.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.file.FileKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.nn.Output;
import mnist.store.PlainMetadata;
import mnist.store.imports.ForeignNetwork;
import mnist.store.imports.ForeignNetwork.Said;
import mnist.store.imports.InputScale;
import mnist.store.json.Json;
import mnist.store.onnx.OnnxMessages.ElementType;
import mnist.store.onnx.OnnxMessages.GraphProto;
import mnist.store.onnx.OnnxMessages.ModelProto;
import mnist.store.onnx.OnnxMessages.NodeProto;
import mnist.store.onnx.OnnxMessages.StringStringEntryProto;
import mnist.store.onnx.OnnxMessages.TensorProto;
import mnist.store.onnx.OnnxMessages.ValueInfoProto;

/**
 * Reads ONNX files of plain networks: one input, dense layers one after the other, one activation between them. The first
 * output with floating-point numbers is taken for the network's; what only others need is not looked at.
 */
public final class OnnxImport {
    private static final String EXPECTED = "an ONNX model";
    private static final String CURE = "export it again";
    private static final int LARGEST_FILE = 1 << 30;
    private static final Set<String> ONNX_ITSELF = Set.of("", "ai.onnx");

    private final Path file;
    private final ModelProto model;
    private final GraphProto graph;
    private final Map<String, NodeProto> makers = new HashMap<>();

    private OnnxImport(Path file, ModelProto model) {
        this.file = file;
        this.model = model;
        graph = model.graph();
    }

    /** @throws StoreException if it is damaged, or has an operator that is not read, which the message names */
    public static ForeignNetwork read(Path file) {
        RegularFile.requireReadable(file, EXPECTED);
        byte[] bytes;
        try {
            bytes = RegularFile.read(file, LARGEST_FILE);
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
        return new OnnxImport(file, message(file, bytes)).network();
    }

    private static ModelProto message(Path file, byte[] bytes) {
        ModelProto message = null;
        try {
            message = OnnxMessages.read(bytes);
        } catch (IOException | RuntimeException e) {
            // Damaged bytes take Jackson's parser to places of many kinds. Said below.
        }
        if (message == null || message.graph() == null || message.graph().node() == null) {
            byte[] start = Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.START_BYTES));
            throw StoreException.of(
                    file,
                    EXPECTED,
                    FileKind.of(start),
                    FileKind.replacing(start).orElse("check the path, or " + CURE));
        }
        return message;
    }

    private ForeignNetwork network() {
        for (NodeProto node : graph.node()) {
            OnnxMessages.orEmpty(node.output()).forEach(result -> makers.putIfAbsent(result, node));
        }
        ValueInfoProto input = input();
        OnnxLayers layers = new OnnxLayers(file, input.name());
        constants().forEach((name, tensor) -> layers.define(name, OnnxConstant.of(file, tensor)));
        String output = output();
        Set<NodeProto> needed = needed(output);
        for (NodeProto node : graph.node()) {
            if (needed.contains(node)) {
                requireKnownDomain(node);
                layers.apply(node);
            }
        }
        return network(layers, output, input);
    }

    private Map<String, TensorProto> constants() {
        Map<String, TensorProto> constants = new HashMap<>();
        OnnxMessages.orEmpty(graph.initializer())
                .forEach(tensor -> constants.put(String.valueOf(tensor.name()), tensor));
        return constants;
    }

    /** Older files list constants among the inputs. */
    private ValueInfoProto input() {
        Set<String> constants = constants().keySet();
        List<ValueInfoProto> inputs = OnnxMessages.orEmpty(graph.input()).stream()
                .filter(input -> input.name() != null && !constants.contains(input.name()))
                .toList();
        if (inputs.size() != 1) {
            throw StoreException.of(
                    file, "one input", inputs.size(), "only networks that take one image can be imported");
        }
        return inputs.get(0);
    }

    private String output() {
        List<ValueInfoProto> outputs = OnnxMessages.orEmpty(graph.output());
        return outputs.stream()
                .filter(output -> ElementType.isFloating(output.elementType()))
                .findFirst()
                .map(ValueInfoProto::name)
                .orElseThrow(() -> StoreException.of(
                        file,
                        "an output with floating-point numbers",
                        StoreException.quote(outputs.stream()
                                .map(output -> String.valueOf(output.name()))
                                .collect(Collectors.joining(", "))),
                        "export it with its scores, in skl2onnx with zipmap=False"));
    }

    /** What the output depends on. */
    private Set<NodeProto> needed(String output) {
        Set<NodeProto> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            NodeProto maker = makers.get(open.pop());
            if (maker != null && needed.add(maker)) {
                long inputs = OnnxLayers.PASSING.contains(String.valueOf(maker.opType())) ? 1 : Long.MAX_VALUE;
                OnnxMessages.orEmpty(maker.input()).stream().limit(inputs).forEach(open::push);
            }
        }
        return needed;
    }

    private void requireKnownDomain(NodeProto node) {
        if (node.domain() != null && !ONNX_ITSELF.contains(node.domain())) {
            throw OnnxLayers.unknown(file, node.domain() + "." + node.opType());
        }
    }

    // ---- what it amounts to ----

    private ForeignNetwork network(OnnxLayers layers, String output, ValueInfoProto input) {
        Output function = layers.output(output);
        List<Long> sizes =
                input.sizes().stream().skip(1).filter(size -> size != 1).toList();
        long pixels = sizes.stream().reduce(1L, (one, other) -> one * other);
        boolean known = !sizes.isEmpty() && sizes.stream().allMatch(size -> size > 0);
        if (known && pixels != layers.inputs()) {
            throw StoreException.of(
                    file, "weights for the " + pixels + " numbers of an input", layers.inputs() + " rows", CURE);
        }
        boolean image = known && sizes.size() == 2;
        boolean bytes = input.elementType() == ElementType.UINT8.number;
        double factor = layers.inputFunction().factor();
        double term = layers.inputFunction().term();
        if (factor == 0) {
            throw StoreException.of(
                    file, "pixels times a number plus a number before the first layer", "another function", CURE);
        }
        Said said = new Said(
                layers.activation(),
                function == null && isOurs() ? Output.IDENTITY : function,
                bytes ? new InputScale(1, 0, "0..255").then(factor, term) : null,
                bytes ? 1 : factor,
                bytes ? 0 : term,
                image ? sizes.get(0).intValue() : 0,
                image ? sizes.get(1).intValue() : 0,
                classNames());
        return new ForeignNetwork(file, layers.layers(), "as the operators say", false, said);
    }

    /** Only this program leaves scores as they are on purpose: others leave the softmax to the loss. */
    private boolean isOurs() {
        return "mnist".equals(model.producerName())
                && OnnxExport.outputName(Output.IDENTITY)
                        .equals(graph.output().get(0).name());
    }

    private List<String> classNames() {
        String text = OnnxMessages.orEmpty(model.metadataProps()).stream()
                .filter(entry -> PlainMetadata.CLASS_NAMES.equals(entry.key()))
                .map(StringStringEntryProto::value)
                .findFirst()
                .orElse(null);
        if (text == null) {
            return List.of();
        }
        try {
            Object names = Json.parse("{\"names\":" + text + "}").get("names");
            return names instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (IllegalArgumentException e) {
            throw StoreException.of(
                    file, "a list of texts as " + PlainMetadata.CLASS_NAMES, StoreException.quote(text), CURE);
        }
    }
}
