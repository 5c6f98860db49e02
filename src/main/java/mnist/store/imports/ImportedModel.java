package mnist.store.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.InvalidSetting;
import mnist.data.Pixels;
import mnist.file.Sha256;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Layer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import mnist.store.imports.ForeignNetwork.Said;
import mnist.store.json.Json;
import mnist.train.TrainingConfig;
import org.ejml.data.FMatrixRMaj;

/**
 * A network of another program as a model of this one. What it was shown for a pixel is in the first layer's weights and
 * biases: with x = s p + t for a byte p, and u = 2p / 255 here,
 *
 * <pre>
 *   x W + b  =  u (W s 255/2) + (b + t 1 W)
 * </pre>
 *
 * computed in double and rounded once.
 */
public final class ImportedModel {
    /** Standing in for how it was trained, which nobody knows. */
    private static final TrainingConfig UNKNOWN_TRAINING = TrainingConfig.plain(1, 1, 0.1f, 1, Initializer.HE);

    /**
     * What people say of a network; null where they leave it to the file.
     *
     * @param hidden widths of the hidden layers that are expected
     * @param data that it was trained on
     */
    public record Answers(
            Activation activation, Output output, InputScale pixels, List<Integer> hidden, DataUse data) {}

    private final ForeignNetwork foreign;
    private final Answers answers;
    private final InputScale pixels;
    private final Network network;
    private final RunSettings settings;

    private ImportedModel(ForeignNetwork foreign, Answers answers, String tool) {
        this.foreign = foreign;
        this.answers = answers;
        requireSize();
        pixels = pixels();
        NetworkSpec spec = spec();
        network = new Network(spec);
        fill();
        settings = new RunSettings(
                RunSettings.FORMAT, tool, RunSettings.UNKNOWN_KERNEL, null, spec, UNKNOWN_TRAINING, data());
    }

    /**
     * @param tool version of this program
     * @throws InvalidSetting if an answer is missing, or does not fit the file
     * @throws StoreException if this program knows no such network
     */
    public static ImportedModel of(ForeignNetwork foreign, Answers answers, String tool) {
        return new ImportedModel(foreign, answers, tool);
    }

    public Network network() {
        return network;
    }

    public RunSettings settings() {
        return settings;
    }

    /** What the network was shown for a pixel. */
    public InputScale shown() {
        return pixels;
    }

    private record Origin(String file, String sha256, String pixels) {}

    /** Writes the model with its origin. @throws StoreException if a file cannot be read or written */
    public void save(Path target) {
        try {
            String name = String.valueOf(foreign.file().getFileName());
            Origin origin = new Origin(name, Sha256.of(foreign.file()), pixels.text());
            ModelFile.saveImported(target, network, settings, Json.compact(origin));
        } catch (IOException e) {
            throw StoreException.reading(foreign.file(), e);
        }
    }

    // ---- what it is ----

    private void requireSize() {
        if (foreign.outputs() < 2) {
            throw StoreException.of(
                    foreign.file(),
                    "an output for each of two classes or more",
                    "1 output",
                    "give the last layer a second unit for the other class, with zeros as weights and bias");
        }
        List<Integer> hidden = hidden();
        InvalidSetting.require(
                answers.hidden == null || answers.hidden.equals(hidden),
                "hidden",
                answers.hidden + " does not fit the file, which has " + hidden + ": check it, or leave this out");
    }

    private List<Integer> hidden() {
        return foreign.layers().stream()
                .limit(foreign.layers().size() - 1)
                .map(DenseLayer::outputs)
                .toList();
    }

    private InputScale pixels() {
        InputScale said = foreign.said().pixels();
        if (said == null) {
            InvalidSetting.require(
                    answers.pixels != null,
                    "pixels",
                    "is needed, the file does not say it: what the network was shown for black and white, 0..1 for"
                            + " p/255, 0..255, -1..1, or mean and deviation as in 0.1307,0.3081; a wrong one gives wrong"
                            + " answers");
            return answers.pixels.then(foreign.said().factor(), foreign.said().term());
        }
        boolean same = answers.pixels == null
                || (Math.abs(answers.pixels.scale() / said.scale() - 1) < 1e-6
                        && Math.abs(answers.pixels.shift() - said.shift()) < 1e-6);
        InvalidSetting.require(same, "pixels", "is " + said.text() + " by the file itself: leave it out");
        return said;
    }

    private NetworkSpec spec() {
        Said said = foreign.said();
        List<Integer> hidden = hidden();
        Activation activation = answer("activation", answers.activation, said.activation());
        InvalidSetting.require(
                activation != null || hidden.isEmpty(),
                "activation",
                "is needed, the file does not say it: what the hidden layers apply, for example relu");
        Output output = Optional.ofNullable(answer("output", answers.output, said.output()))
                .orElse(Output.SOFTMAX);
        Loss loss = output == Output.IDENTITY ? Loss.MSE : Loss.CROSS_ENTROPY;
        return NetworkSpec.plain(
                        foreign.inputs(),
                        hidden,
                        foreign.outputs(),
                        activation == null ? Activation.RELU : activation,
                        output,
                        loss)
                .with(normalization())
                .with(new NetworkSpec.Connections(foreign.residual(), 0));
    }

    private static <T> T answer(String setting, T given, T said) {
        InvalidSetting.require(
                given == null || said == null || given.equals(said),
                setting,
                given + " does not fit the file, which has " + said + ": leave it out");
        return given == null ? said : given;
    }

    private Normalization normalization() {
        List<Normalization> kinds = foreign.layers().stream()
                .limit(foreign.layers().size() - 1)
                .map(layer ->
                        layer.norm() == null ? Normalization.NONE : layer.norm().kind())
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            throw StoreException.of(
                    foreign.file(),
                    "one normalization for all hidden layers",
                    kinds,
                    "fold it into the weights before saving");
        }
        return kinds.isEmpty() ? Normalization.NONE : kinds.get(0);
    }

    private DataUse data() {
        int pixelCount = foreign.inputs();
        int classes = foreign.outputs();
        if (answers.data != null) {
            requireFits(answers.data, pixelCount, classes);
            return answers.data;
        }
        Said said = foreign.said();
        int side = (int) Math.round(Math.sqrt(pixelCount));
        int rows = said.rows() == 0 ? side : said.rows();
        int columns = said.columns() == 0 ? side : said.columns();
        InvalidSetting.require(
                (long) rows * columns == pixelCount,
                "data",
                "is needed: " + pixelCount + " inputs are no square image; name data of such images, for their rows and"
                        + " columns");
        return DataUse.unknown(
                rows, columns, classes, said.classNames().size() == classes ? said.classNames() : List.of());
    }

    private void requireFits(DataUse data, int pixelCount, int classes) {
        if (data.rows() * data.columns() != pixelCount || data.classes() != classes) {
            throw StoreException.of(
                    foreign.file(),
                    data.rows() * data.columns() + " inputs and " + data.classes() + " outputs, as " + data.name()
                            + " has pixels and classes",
                    pixelCount + " and " + classes,
                    "name the data that it was trained on, or none");
        }
    }

    // ---- its numbers ----

    private void fill() {
        for (int number = 1; number <= network.spec().layers(); number++) {
            DenseLayer from = foreign.layers().get(number - 1);
            Layer to = network.layer(number);
            set(to.w, from.weights());
            set(to.b, from.biases());
            if (from.norm() != null) {
                set(to.gamma, from.norm().gamma());
                set(to.beta, from.norm().beta());
                set(to.mean, from.norm().mean());
                set(to.variance, from.norm().variance());
            }
            setProjection(to.projection, from);
        }
        fold(network.layer(1));
        requireFinite();
    }

    private static void set(FMatrixRMaj to, float[] from) {
        if (to != null) {
            System.arraycopy(from, 0, to.data, 0, to.data.length);
        }
    }

    private void setProjection(FMatrixRMaj to, DenseLayer from) {
        if ((to == null) != (from.projection() == null)) {
            throw StoreException.of(
                    foreign.file(),
                    "projections where a residual connection joins layers of different widths, and only there",
                    (to == null ? "one" : "none") + " at layer " + from.name(),
                    "check the file");
        }
        set(to, from.projection());
    }

    private void fold(Layer first) {
        int outputs = first.w.numCols;
        double factor = pixels.scale() / Pixels.SCALE;
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int i = 0; i < first.w.numRows; i++) {
                double weight = first.w.data[i * outputs + j];
                sum += weight;
                first.w.data[i * outputs + j] = (float) (weight * factor);
            }
            first.b.data[j] = (float) (first.b.data[j] + pixels.shift() * sum);
        }
    }

    /** Normalization by a tiny deviation may blow numbers up. */
    private void requireFinite() {
        network.parameters().forEach(parameter -> {
            for (float value : parameter.value().data) {
                if (!Float.isFinite(value)) {
                    throw StoreException.of(
                            foreign.file(),
                            "weights that stay finite for pixels " + pixels.text(),
                            value,
                            "check what it was shown for a pixel");
                }
            }
        });
    }

    /** "0 (784 to 128), 2 (128 to 10)". */
    public String layersText() {
        return foreign.layers().stream().map(DenseLayer::toString).collect(Collectors.joining(", "));
    }
}
