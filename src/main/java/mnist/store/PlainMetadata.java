package mnist.store;

import java.util.LinkedHashMap;
import java.util.Map;
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

    private static final String INPUT = "one number for each pixel, row by row from the top left:"
            + " its byte (0 to 255) times pixel_scale, which is 2/255";

    private PlainMetadata() {}

    /** The texts by their keys, in the order in which they are best read. */
    public static Map<String, String> of(RunSettings settings) {
        DataUse data = settings.data();
        NetworkSpec network = settings.network();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("input", INPUT);
        texts.put(PIXEL_SCALE, Float.toString(Pixels.SCALE));
        texts.put(ROWS, Integer.toString(data.rows()));
        texts.put(COLUMNS, Integer.toString(data.columns()));
        texts.put(CLASS_NAMES, Json.compact(data.names().names()));
        texts.put(PREPARATION, data.preparation());
        texts.put("widths", network.widths());
        texts.put("activation", activation(network.activation()));
        texts.put("normalization", network.normalization().toString());
        texts.put("residual", Boolean.toString(network.connections().residual()));
        texts.put("output", network.output().toString());
        return texts;
    }

    /** GELU has two forms, and elsewhere the name alone means the other. */
    private static String activation(Activation activation) {
        return activation == Activation.GELU ? "gelu-tanh" : activation.toString();
    }
}
