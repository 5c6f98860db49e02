package mnist.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mnist.data.Pixels;
import mnist.nn.Activation;
import mnist.nn.NetworkSpec;
import mnist.store.json.Json;

/**
 * What somebody without this program has to know of a model, in texts that need no key to them: how an image becomes the
 * network's input, what the classes are called, and what the modules are between the weights. They stand beside the
 * settings, which say more; this program reads the settings alone.
 */
public final class PlainMetadata {
    /** The 32-bit number that a byte of a pixel is multiplied by, in decimals. */
    public static final String PIXEL_SCALE = "pixel_scale";

    /** Height of an image in pixels. */
    public static final String ROWS = "rows";

    /** Width of an image in pixels. */
    public static final String COLUMNS = "columns";

    /** What the classes are called, a list in JSON. */
    public static final String CLASS_NAMES = "class_names";

    /** How pictures become such images, as {@link DataUse#preparation} says it. */
    public static final String PREPARATION = "preparation";

    /** Between the layers, as {@link #activation(String)} reads it. */
    public static final String ACTIVATION = "activation";

    /** Of the last layer. */
    public static final String OUTPUT = "output";

    private static final String INPUT_KEY = "input";
    private static final String WIDTHS = "widths";
    private static final String NORMALIZATION = "normalization";

    /** All keys but "residual", which an {@code .npz} file has as an array of that name. */
    public static final Set<String> KEYS = Set.of(
            INPUT_KEY, PIXEL_SCALE, ROWS, COLUMNS, CLASS_NAMES, PREPARATION, WIDTHS, ACTIVATION, NORMALIZATION, OUTPUT);

    private static final String INPUT = "one number for each pixel, row by row from the top left:"
            + " its byte (0 to 255) times pixel_scale, which is 2/255";

    private PlainMetadata() {}

    /** The texts by their keys, in the order in which they are best read. */
    public static Map<String, String> of(RunSettings settings) {
        DataUse data = settings.data();
        NetworkSpec network = settings.network();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(INPUT_KEY, INPUT);
        texts.put(PIXEL_SCALE, Float.toString(Pixels.SCALE));
        texts.put(ROWS, Integer.toString(data.rows()));
        texts.put(COLUMNS, Integer.toString(data.columns()));
        texts.put(CLASS_NAMES, Json.compact(data.names().names()));
        texts.put(PREPARATION, data.preparation());
        texts.put(WIDTHS, network.widths());
        texts.put(ACTIVATION, activation(network.activation()));
        texts.put(NORMALIZATION, network.normalization().toString());
        texts.put("residual", Boolean.toString(network.connections().residual()));
        texts.put(OUTPUT, network.output().toString());
        return texts;
    }

    /** GELU has two forms, and elsewhere the name alone means the other. */
    private static String activation(Activation activation) {
        return activation == Activation.GELU ? "gelu-tanh" : activation.toString();
    }

    /** The activation that is called so, if there is one. */
    public static Optional<Activation> activation(String name) {
        return Stream.of(Activation.values())
                .filter(activation -> activation(activation).equals(name))
                .findAny();
    }
}
