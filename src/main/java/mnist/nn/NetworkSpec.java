package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.InvalidSetting;
import mnist.nn.Parameter.Kind;

/**
 * What a network is, without its numbers: can be printed, compared and stored.
 *
 * @param inputs width of the input, pixels of an image
 * @param hidden widths of the hidden layers, first to last; empty for softmax regression
 * @param outputs number of classes
 * @param activation of every hidden layer
 * @param output of the last layer
 * @param loss together with the output
 * @param normalization of every hidden layer
 */
public record NetworkSpec(
        int inputs,
        List<Integer> hidden,
        int outputs,
        Activation activation,
        Output output,
        Loss loss,
        Normalization normalization,
        Connections connections) {

    /**
     * How the layers are connected.
     *
     * @param residual whether hidden layers from the second on add their input to their output
     * @param receptiveField what the units of the first hidden layers see
     */
    public record Connections(boolean residual, ReceptiveFields.Plan receptiveField) {
        /** Every unit sees the whole layer below, and nothing else. */
        public static final Connections DENSE = new Connections(false, 0);

        /** @param spread side of the windows that are spread over the image, 0 for none */
        public Connections(boolean residual, int spread) {
            this(residual, new ReceptiveFields.Plan(spread, List.of()));
        }
    }

    private static final long LARGEST_MATRIX = 1 << 30;

    /** @throws InvalidSetting when the parts do not make a network */
    public NetworkSpec {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(width -> width < 1)) {
            throw new InvalidSetting("hidden", "must be widths of 1 or more: " + widths(inputs, hidden, outputs));
        }
        for (int layer = 0; layer < hidden.size() - 1; layer++) {
            if ((long) hidden.get(layer) * hidden.get(layer + 1) > LARGEST_MATRIX) {
                throw new InvalidSetting(
                        "hidden",
                        hidden.get(layer) + " x " + hidden.get(layer + 1)
                                + " weights: neighbouring layers are too wide");
            }
        }
        if (loss == Loss.CROSS_ENTROPY && output == Output.IDENTITY) {
            throw new InvalidSetting(
                    "loss",
                    "cross-entropy needs probabilities: use output softmax or sigmoid, or loss mse with identity");
        }
        InvalidSetting.require(
                !connections.residual() || hidden.size() >= 2,
                "residual",
                "joins hidden layers and never reaches over the input layer: give two or more hidden layers, for example"
                        + " 128,128");
        connections.receptiveField().require(inputs, hidden);
    }

    /** A plain network: no normalization, no residual connections. */
    public static NetworkSpec plain(
            int inputs, List<Integer> hidden, int outputs, Activation activation, Output output, Loss loss) {
        return new NetworkSpec(
                inputs, hidden, outputs, activation, output, loss, Normalization.NONE, Connections.DENSE);
    }

    public NetworkSpec with(Normalization other) {
        return new NetworkSpec(inputs, hidden, outputs, activation, output, loss, other, connections);
    }

    public NetworkSpec with(Connections other) {
        return new NetworkSpec(inputs, hidden, outputs, activation, output, loss, normalization, other);
    }

    /** Number of layers with weights: the hidden ones and the output. */
    public int layers() {
        return hidden.size() + 1;
    }

    /** Width of a layer: 0 is the input, {@link #layers()} the output. */
    public int width(int layer) {
        return layer == 0 ? inputs : layer == layers() ? outputs : hidden.get(layer - 1);
    }

    /** Whether layer {@code layer} (from 1) adds its input to its output. */
    public boolean residualAt(int layer) {
        return connections.residual() && layer > 1 && layer < layers();
    }

    /** Whether that sum needs a projection, the widths being different. */
    public boolean projectionAt(int layer) {
        return residualAt(layer) && width(layer - 1) != width(layer);
    }

    /** Whether the sums of layer {@code layer} (from 1) are normalised. */
    public boolean normalizedAt(int layer) {
        return normalization != Normalization.NONE && layer < layers();
    }

    /** The windows of the units of layer {@code layer} (from 1); null where each sees the whole layer below. */
    public ReceptiveFields receptiveFieldsAt(int layer) {
        return connections.receptiveField().at(layer, inputs, hidden);
    }

    /** Units or pixels of the layer below that each unit of layer {@code layer} (from 1) is connected to. */
    public int fanIn(int layer) {
        ReceptiveFields fields = receptiveFieldsAt(layer);
        return fields == null ? width(layer - 1) : fields.fanIn();
    }

    /** The parameters of layer {@code layer} (from 1) in their order, before there is memory for them. */
    public List<Parameter.Shape> shapes(int layer) {
        int in = width(layer - 1);
        int out = width(layer);
        // nn.Sequential counts the modules: linear, normalization if any, activation.
        int module = (layer - 1) * (normalization == Normalization.NONE ? 2 : 3);
        List<Parameter.Shape> shapes = new ArrayList<>();
        shapes.add(new Parameter.Shape(module + ".weight", in, out, Kind.WEIGHT));
        shapes.add(new Parameter.Shape(module + ".bias", 1, out, Kind.BIAS));
        if (normalizedAt(layer)) {
            shapes.add(new Parameter.Shape(module + 1 + ".weight", 1, out, Kind.BIAS));
            shapes.add(new Parameter.Shape(module + 1 + ".bias", 1, out, Kind.BIAS));
            if (normalization == Normalization.BATCH) {
                shapes.add(new Parameter.Shape(module + 1 + ".running_mean", 1, out, Kind.STATISTIC));
                shapes.add(new Parameter.Shape(module + 1 + ".running_var", 1, out, Kind.STATISTIC));
            }
        }
        if (projectionAt(layer)) {
            shapes.add(new Parameter.Shape(module + ".projection", in, out, Kind.WEIGHT));
        }
        return shapes;
    }

    /** Numbers that training adjusts. */
    public long parameterCount() {
        long count = 0;
        for (int layer = 1; layer <= layers(); layer++) {
            long in = width(layer - 1);
            long out = width(layer);
            count += fanIn(layer) * out + out;
            count += normalizedAt(layer) ? 2 * out : 0;
            count += projectionAt(layer) ? in * out : 0;
        }
        return count;
    }

    /** "784-128-10". */
    public String widths() {
        return widths(inputs, hidden, outputs);
    }

    private static String widths(int inputs, List<Integer> hidden, int outputs) {
        List<Integer> all = new ArrayList<>();
        all.add(inputs);
        all.addAll(hidden);
        all.add(outputs);
        return all.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }
}
