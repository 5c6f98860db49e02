package mnist.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
 * @param residual whether hidden layers from the second on add their input to their output
 * @param receptiveField pixels along each side of the window that a unit of the first hidden layer sees of a square image,
 *     0 for all of it
 */
public record NetworkSpec(
        int inputs,
        List<Integer> hidden,
        int outputs,
        Activation activation,
        Output output,
        Loss loss,
        Normalization normalization,
        boolean residual,
        int receptiveField) {

    private static final long LARGEST_MATRIX = 1 << 30;

    /** @throws IllegalArgumentException in one line, when the parts do not make a network */
    public NetworkSpec {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || outputs < 1 || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("a layer's width must be 1 or more: " + widths(inputs, hidden, outputs));
        }
        for (int layer = 0; layer < hidden.size() - 1; layer++) {
            if ((long) hidden.get(layer) * hidden.get(layer + 1) > LARGEST_MATRIX) {
                throw new IllegalArgumentException("neighbouring layers are too wide: " + hidden.get(layer) + " x "
                        + hidden.get(layer + 1) + " weights");
            }
        }
        if (loss == Loss.CROSS_ENTROPY && output == Output.IDENTITY) {
            throw new IllegalArgumentException(
                    "cross-entropy needs probabilities: use output softmax or sigmoid, or loss mse with identity");
        }
        if (residual && hidden.size() < 2) {
            throw new IllegalArgumentException(
                    "residual joins hidden layers and never reaches over the input layer: give"
                            + " two or more hidden layers, for example 128,128");
        }
        if (receptiveField != 0) {
            requireReceptiveField(inputs, hidden, receptiveField);
        }
    }

    private static void requireReceptiveField(int inputs, List<Integer> hidden, int receptiveField) {
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "receptive-field is of the units of the first hidden layer, and there is none: give --hidden");
        }
        int side = side(inputs);
        if (side * side != inputs) {
            throw new IllegalArgumentException(
                    "receptive-field needs square images, not " + inputs + " pixels; leave it out");
        }
        if (receptiveField < 1 || receptiveField > side) {
            throw new IllegalArgumentException("receptive-field must be from 1 to " + side
                    + " pixels, the side of an image, or 0 for all of it; not " + receptiveField);
        }
    }

    private static int side(int inputs) {
        return (int) Math.round(Math.sqrt(inputs));
    }

    /** A plain network: no normalization, no residual connections. */
    public static NetworkSpec plain(
            int inputs, List<Integer> hidden, int outputs, Activation activation, Output output, Loss loss) {
        return new NetworkSpec(inputs, hidden, outputs, activation, output, loss, Normalization.NONE, false, 0);
    }

    /** The same network without normalization. */
    NetworkSpec withoutNormalization() {
        return new NetworkSpec(
                inputs, hidden, outputs, activation, output, loss, Normalization.NONE, residual, receptiveField);
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
        return residual && layer > 1 && layer < layers();
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
        return layer > 1 || receptiveField == 0 ? null : new ReceptiveFields(side(inputs), receptiveField, width(1));
    }

    /** Units or pixels of the layer below that each unit of layer {@code layer} (from 1) is connected to. */
    public int fanIn(int layer) {
        return layer > 1 || receptiveField == 0 ? width(layer - 1) : receptiveField * receptiveField;
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
