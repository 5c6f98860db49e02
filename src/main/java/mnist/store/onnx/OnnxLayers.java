package mnist.store.onnx;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.nn.Output;
import mnist.store.imports.DenseLayer;
import mnist.store.onnx.OnnxMessages.AttributeProto;
import mnist.store.onnx.OnnxMessages.ElementType;
import mnist.store.onnx.OnnxMessages.NodeProto;

/**
 * Follows the operators of a graph and collects its dense layers. A value is a constant, or some function of every element
 * of the input's or of one layer's sums, or the softmax of a layer's.
 */
final class OnnxLayers {
    private static final String DENSE_ONLY = "only networks of dense layers one after the other can be imported";

    /** Residual connections and layer normalization are made of these; the forms with names of tensors say them. */
    private static final Set<String> OF_OTHERS = Set.of("Add", "ReduceMean", "LayerNormalization");

    private static final int FLOAT16 = 10;
    private static final float BATCH_EPSILON = 1e-5f;

    /** Of these the first input alone matters here: they change the form of what passes, or nothing. */
    static final Set<String> PASSING =
            Set.of("Flatten", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Cast", "Dropout");

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "Relu", Activation.RELU::value,
            "Sigmoid", Activation.SIGMOID::value,
            "Tanh", Activation.TANH::value,
            "Neg", x -> -x,
            "Exp", Math::exp);

    private static final Map<String, DoubleBinaryOperator> ARITHMETIC = Map.of(
            "Add", Double::sum,
            "Sub", (x, y) -> x - y,
            "Mul", (x, y) -> x * y,
            "Div", (x, y) -> x / y,
            "Pow", Math::pow);

    /** Weights inputs x outputs. Never changed: a layer with other biases is another one. */
    private static final class Linear {
        private final String name;
        private final int inputs;
        private final int outputs;
        private final double[] weights;
        private final double[] biases;

        Linear(String name, int inputs, int outputs, double[] weights, double[] biases) {
            this.name = name;
            this.inputs = inputs;
            this.outputs = outputs;
            this.weights = weights;
            this.biases = biases;
        }

        DenseLayer rounded() {
            return DenseLayer.plain(name, inputs, outputs, floats(weights), floats(biases));
        }

        private static float[] floats(double[] values) {
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                rounded[i] = (float) values[i];
            }
            return rounded;
        }
    }

    /** @param of the layer whose sums they are; null for the input */
    private record Signal(Linear of, Samples function) {
        boolean isSums() {
            return of != null && function.isIdentity();
        }
    }

    /** Probabilities. */
    private record Softmax(Linear of) {}

    private final Path file;
    private final Map<String, Object> values = new HashMap<>();
    private final List<Linear> layers = new ArrayList<>();
    private Samples inputFunction = Samples.identity();
    private Activation activation;

    OnnxLayers(Path file, String input) {
        this.file = file;
        values.put(input, new Signal(null, Samples.identity()));
    }

    void define(String name, OnnxConstant constant) {
        values.put(name, constant);
    }

    List<DenseLayer> layers() {
        return layers.stream().map(Linear::rounded).toList();
    }

    int inputs() {
        return layers.get(0).inputs;
    }

    /** Between the graph's input and the first layer. */
    Samples inputFunction() {
        return inputFunction;
    }

    /** Of the hidden layers; null if there are none. */
    Activation activation() {
        return activation;
    }

    static StoreException unknown(Path file, String operator) {
        return StoreException.of(
                file,
                "operators of a plain network, such as Gemm and Relu",
                "the operator " + StoreException.quote(operator),
                cure(operator));
    }

    /**
     * What the graph's output applies to the last layer's sums; null for nothing.
     *
     * @throws StoreException if it is not the output of a network
     */
    Output output(String name) {
        Object value = values.get(name);
        if (value instanceof Softmax softmax && isLast(softmax.of)) {
            return Output.SOFTMAX;
        }
        if (value instanceof Signal signal && isLast(signal.of)) {
            if (signal.function.isIdentity()) {
                return null;
            }
            if (signal.function.activation().equals(Optional.of(Activation.SIGMOID))) {
                return Output.SIGMOID;
            }
        }
        throw StoreException.of(
                file,
                "the last layer's sums, their softmax or their sigmoid as output " + StoreException.quote(name),
                value instanceof Signal ? "another function" : "none of them",
                DENSE_ONLY);
    }

    private boolean isLast(Linear layer) {
        return layer != null && layer == layers.get(layers.size() - 1);
    }

    // ---- operators ----

    void apply(NodeProto node) {
        String operator = String.valueOf(node.opType());
        Object result = switch (operator) {
            case "Constant" -> constant(node);
            case "Transpose" -> transpose(node);
            case "Gemm" -> gemm(node);
            case "MatMul" -> matMul(node);
            case "BatchNormalization" -> batchNormalization(node);
            case "Softmax", "LogSoftmax" -> softmax(node);
            case "LeakyRelu" -> leakyRelu(node);
            case "Gelu" -> gelu(node);
            case "Cast" -> cast(node);
            default -> {
                if (PASSING.contains(operator)) {
                    yield operand(node, 0);
                }
                if (FUNCTIONS.containsKey(operator)) {
                    yield applied(node, FUNCTIONS.get(operator));
                }
                if (ARITHMETIC.containsKey(operator)) {
                    yield arithmetic(node, ARITHMETIC.get(operator));
                }
                throw unknown(file, operator);
            }
        };
        List<String> outputs = OnnxMessages.orEmpty(node.output());
        if (!outputs.isEmpty()) {
            values.put(outputs.get(0), result);
        }
    }

    private Object constant(NodeProto node) {
        AttributeProto value = attribute(node, "value");
        if (value == null || value.t() == null) {
            throw refused(node, "a tensor as value", "another constant");
        }
        return OnnxConstant.of(file, value.t());
    }

    private Object transpose(NodeProto node) {
        if (operand(node, 0) instanceof OnnxConstant constant && constant.isMatrix()) {
            AttributeProto order = attribute(node, "perm");
            boolean stays = order != null && List.of(0L, 1L).equals(order.ints());
            return stays ? constant : constant.transposed();
        }
        throw refused(node, "a matrix of weights", "something else");
    }

    private Object cast(NodeProto node) {
        long type = number(node, "to", 0);
        if (type != FLOAT16 && !ElementType.isFloating((int) type)) {
            throw refused(node, "a cast to floating-point numbers", "one to type " + type);
        }
        return operand(node, 0);
    }

    private Object softmax(NodeProto node) {
        boolean overClasses = number(node, "axis", -1) == -1 || number(node, "axis", -1) == 1;
        if (operand(node, 0) instanceof Signal signal && signal.isSums() && overClasses) {
            return new Softmax(signal.of);
        }
        throw refused(node, "the sums of a layer, over the classes", "something else");
    }

    private Object leakyRelu(NodeProto node) {
        AttributeProto alpha = attribute(node, "alpha");
        float slope = alpha == null || alpha.f() == null ? 0.01f : alpha.f();
        return applied(node, x -> x < 0 ? slope * x : x);
    }

    private Object gelu(NodeProto node) {
        AttributeProto form = attribute(node, "approximate");
        String found = form == null || form.s() == null ? "none" : new String(form.s(), StandardCharsets.UTF_8);
        if (!found.equals("tanh")) {
            throw refused(node, "the tanh form, the only one here", "approximate " + StoreException.quote(found));
        }
        return applied(node, Activation.GELU::value);
    }

    private Object applied(NodeProto node, DoubleUnaryOperator function) {
        if (operand(node, 0) instanceof Signal signal) {
            return new Signal(signal.of, signal.function.then(function));
        }
        throw refused(node, "what a layer gives", "something else");
    }

    private Object arithmetic(NodeProto node, DoubleBinaryOperator operator) {
        Object left = operand(node, 0);
        Object right = operand(node, 1);
        if (left instanceof Signal one && right instanceof Signal other && one.of == other.of) {
            return new Signal(one.of, Samples.of(one.function, other.function, operator));
        }
        boolean add = node.opType().equals("Add");
        if (left instanceof Signal sums && right instanceof OnnxConstant biases && add && isBiases(sums, biases)) {
            return biased(node, sums.of, biases, 1);
        }
        if (right instanceof Signal sums && left instanceof OnnxConstant biases && add && isBiases(sums, biases)) {
            return biased(node, sums.of, biases, 1);
        }
        if (left instanceof Signal signal && right instanceof OnnxConstant number && number.isNumber()) {
            return new Signal(signal.of, signal.function.then(x -> operator.applyAsDouble(x, number.data()[0])));
        }
        if (right instanceof Signal signal && left instanceof OnnxConstant number && number.isNumber()) {
            return new Signal(signal.of, signal.function.then(x -> operator.applyAsDouble(number.data()[0], x)));
        }
        boolean joined = left instanceof Signal && right instanceof Signal;
        throw refused(
                node,
                "a layer's sums and biases, or one number for all",
                joined ? "two layers, as of a residual connection" : "something else");
    }

    private static boolean isBiases(Signal signal, OnnxConstant constant) {
        return signal.isSums() && constant.isRow(signal.of.outputs);
    }

    // ---- layers ----

    private Object gemm(NodeProto node) {
        double alpha = real(node, "alpha", 1);
        double beta = real(node, "beta", 1);
        if (number(node, "transA", 0) != 0) {
            throw refused(node, "rows of images", "transA");
        }
        OnnxConstant weights = weights(node);
        Signal sums = linear(node, number(node, "transB", 0) == 0 ? weights : weights.transposed(), alpha);
        boolean hasBiases = node.input().size() > 2 && !node.input().get(2).isEmpty();
        if (!hasBiases) {
            return sums;
        }
        if (operand(node, 2) instanceof OnnxConstant biases && (biases.isRow(sums.of.outputs) || biases.isNumber())) {
            return biased(node, sums.of, biases, beta);
        }
        throw refused(node, sums.of.outputs + " biases", "something else");
    }

    private Object matMul(NodeProto node) {
        return linear(node, weights(node), 1);
    }

    private OnnxConstant weights(NodeProto node) {
        if (operand(node, 1) instanceof OnnxConstant weights && weights.isMatrix() && weights.data().length > 0) {
            return weights;
        }
        throw refused(node, "a matrix of weights as second operand", "something else");
    }

    private Signal linear(NodeProto node, OnnxConstant weights, double factor) {
        int rows = Math.toIntExact(weights.shape().get(0));
        int columns = Math.toIntExact(weights.shape().get(1));
        if (!(operand(node, 0) instanceof Signal input)) {
            throw refused(node, "what a layer gives as first operand", "something else");
        }
        if (layers.isEmpty() ? input.of != null : !isLast(input.of)) {
            throw refused(node, "what the layer before gives", "a branch");
        }
        if (input.of == null) {
            inputFunction = input.function;
        } else {
            if (input.of.outputs != rows) {
                throw refused(node, "weights with " + input.of.outputs + " rows", rows + "");
            }
            setActivation(node, input.function);
        }
        double[] scaled = weights.data().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        layers.add(new Linear("layer " + (layers.size() + 1), rows, columns, scaled, new double[columns]));
        return new Signal(layers.get(layers.size() - 1), Samples.identity());
    }

    private void setActivation(NodeProto node, Samples function) {
        Activation found = function.activation()
                .orElseThrow(() -> refused(
                        node,
                        "one of this program's activations before it ('mnist train --help' lists them)",
                        "another function"));
        if (activation != null && activation != found) {
            throw refused(node, "the activation " + activation + " of the layer before", found + "");
        }
        activation = found;
    }

    private Signal biased(NodeProto node, Linear layer, OnnxConstant biases, double factor) {
        double[] sum = layer.biases.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * biases.data()[biases.isNumber() ? 0 : j];
        }
        return replaced(node, layer, layer.weights, sum);
    }

    private Signal replaced(NodeProto node, Linear layer, double[] weights, double[] biases) {
        if (!isLast(layer)) {
            throw refused(node, "the sums of the last layer", "those of another");
        }
        Linear changed = new Linear(layer.name, layer.inputs, layer.outputs, weights, biases);
        layers.set(layers.size() - 1, changed);
        return new Signal(changed, Samples.identity());
    }

    /** Taken into the weights. */
    private Object batchNormalization(NodeProto node) {
        if (!(operand(node, 0) instanceof Signal sums && sums.isSums())) {
            throw refused(node, "the sums of a layer, before the activation", "something else");
        }
        Linear layer = sums.of;
        double[] scale = row(node, 1, layer.outputs);
        double[] shift = row(node, 2, layer.outputs);
        double[] mean = row(node, 3, layer.outputs);
        double[] variance = row(node, 4, layer.outputs);
        double epsilon = real(node, "epsilon", BATCH_EPSILON);
        double[] weights = layer.weights.clone();
        double[] biases = new double[layer.outputs];
        for (int j = 0; j < layer.outputs; j++) {
            double factor = scale[j] / Math.sqrt(variance[j] + epsilon);
            for (int i = 0; i < layer.inputs; i++) {
                weights[i * layer.outputs + j] *= factor;
            }
            biases[j] = (layer.biases[j] - mean[j]) * factor + shift[j];
        }
        return replaced(node, layer, weights, biases);
    }

    private double[] row(NodeProto node, int operand, int size) {
        if (operand(node, operand) instanceof OnnxConstant constant && constant.isRow(size)) {
            return constant.data();
        }
        throw refused(node, size + " numbers as operand " + (operand + 1), "something else");
    }

    // ---- parts of a node ----

    private Object operand(NodeProto node, int number) {
        List<String> inputs = OnnxMessages.orEmpty(node.input());
        Object value = number < inputs.size() ? values.get(inputs.get(number)) : null;
        if (value == null) {
            throw refused(node, "operand " + (number + 1) + " of an earlier operator", "none");
        }
        return value;
    }

    private static AttributeProto attribute(NodeProto node, String name) {
        return OnnxMessages.orEmpty(node.attribute()).stream()
                .filter(attribute -> name.equals(attribute.name()))
                .findFirst()
                .orElse(null);
    }

    private static long number(NodeProto node, String name, long absent) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? absent : attribute.i() == null ? 0 : attribute.i();
    }

    private static double real(NodeProto node, String name, double absent) {
        AttributeProto attribute = attribute(node, name);
        return attribute == null ? absent : attribute.f() == null ? 0 : attribute.f();
    }

    private StoreException refused(NodeProto node, String expected, String found) {
        String name = node.name() == null || node.name().isEmpty() ? "" : " " + StoreException.quote(node.name());
        return StoreException.of(
                file + ": operator " + node.opType() + name, expected, found, cure(String.valueOf(node.opType())));
    }

    private static String cure(String operator) {
        return DENSE_ONLY
                + (OF_OTHERS.contains(operator)
                        ? "; with residual connections or layer normalization, take the weights: 'mnist export RUN --to"
                                + " net.npz', or PyTorch's state_dict as .safetensors"
                        : "");
    }
}
