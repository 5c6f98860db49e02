package mnist.cli.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields;
import picocli.CommandLine.Option;

/** What the network is. */
@Section("Network")
public final class NetworkOptions {
    /** Of MNIST's images. */
    private static final int USUAL_SIDE = 28;

    /** Some layers of one width, as 2x128 or 128*2. */
    private static final Pattern EQUAL = Pattern.compile("([2-9])[x*]([1-9][0-9]+)|([1-9][0-9]+)[x*]([2-9])");

    private static final int LARGEST_SIDE = 30_000;

    @Option(
            names = "--hidden",
            paramLabel = "N,...",
            defaultValue = "256",
            description = "Widths of the hidden layers, first to last; 'none' for softmax regression. Default:"
                    + " ${DEFAULT-VALUE}")
    private String hidden;

    @Option(
            names = "--activation",
            paramLabel = "F",
            defaultValue = "relu",
            description = "Of the hidden layers: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Activation activation;

    @Option(
            names = "--output",
            paramLabel = "G",
            defaultValue = "softmax",
            description = "Of the last layer: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Output output;

    @Option(
            names = "--loss",
            paramLabel = "L",
            defaultValue = "cross-entropy",
            description = "What is minimised: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Loss loss;

    @Option(
            names = "--init",
            paramLabel = "I",
            description = "How weights start: ${COMPLETION-CANDIDATES}. Default: what suits the activation")
    private Initializer init;

    @Option(
            names = "--norm",
            paramLabel = "N",
            defaultValue = "none",
            description = "Normalise the hidden layers' sums: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Normalization norm;

    @Option(
            names = "--residual",
            description =
                    "Add each hidden layer's input to its output, from the second on; through weights of its own (a"
                            + " projection) where the widths differ.")
    private boolean residual;

    @Option(
            names = "--receptive-field",
            paramLabel = "N|W/S,...",
            defaultValue = "0",
            description = {
                "Connect each unit of the first hidden layer to the pixels of one N x N window only, the windows being"
                        + " spread evenly over the image; no weights are shared. 0 for the whole image.",
                "Or put the windows of the first hidden layers on grids: with 7/2,5/2 those of the first are 7 x 7 pixels"
                        + " at every second pixel, those of the second 5 x 5 of the first's places at every second place,"
                        + " with as many units at each place as the width allows. Default: ${DEFAULT-VALUE}"
            })
    private String receptiveField;

    /** For refusing before images are loaded what no size of theirs could allow. */
    NetworkSpec specOfUnknownImages() {
        // On larger images a grid has more places, so that the width may fit them.
        ReceptiveFields.Plan plan = ReceptiveFields.Plan.parse(receptiveField);
        int side = Math.max(USUAL_SIDE, Math.min(plan.spread(), LARGEST_SIDE));
        return spec(side, side, 2, plan.grids().isEmpty() ? plan : ReceptiveFields.Plan.WHOLE);
    }

    /** For images of rows x columns pixels. */
    NetworkSpec spec(int rows, int columns, int classes) {
        ReceptiveFields.Plan plan = ReceptiveFields.Plan.parse(receptiveField);
        InvalidSetting.require(
                plan.isWhole() || rows == columns,
                "receptiveField",
                "needs square images; these are " + columns + " x " + rows + ": leave it out");
        return spec(rows, columns, classes, plan);
    }

    private NetworkSpec spec(int rows, int columns, int classes, ReceptiveFields.Plan plan) {
        return NetworkSpec.plain(rows * columns, widths(), classes, activation, output, loss)
                .with(norm)
                .with(new NetworkSpec.Connections(residual, plan));
    }

    Initializer initializer() {
        return init == null ? Initializer.suiting(activation) : init;
    }

    /** For widths in brackets, or with something else than commas between them, or one for so many layers. */
    private static String likely(String text) {
        String bare = text.replaceAll("[\\[\\](){}'\" ]", "");
        Matcher equal = EQUAL.matcher(bare);
        String plain = equal.matches()
                ? equal.group(1) == null
                        ? repeated(equal.group(4), equal.group(3))
                        : repeated(equal.group(1), equal.group(2))
                : bare.replaceAll("[-x*:;/>_]+", ",");
        return plain.matches("[1-9][0-9]{0,5}(,[1-9][0-9]{0,5})*") ? "; did you mean " + plain + "?" : "";
    }

    private static String repeated(String times, String width) {
        return String.join(",", Collections.nCopies(Integer.parseInt(times), width));
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        if (hidden.equals("none")) {
            return widths;
        }
        for (String width : hidden.split(",", -1)) {
            if (!width.matches("\\s*0*[1-9][0-9]{0,5}\\s*")) {
                throw new InvalidSetting(
                        "hidden",
                        "'" + hidden + "': expected widths from 1 to 999999 like 128,64, or 'none'" + likely(hidden));
            }
            widths.add(Integer.parseInt(width.strip()));
        }
        return widths;
    }
}
