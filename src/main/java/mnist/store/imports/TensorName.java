package mnist.store.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a tensor's name says: {@code fc1.weight}, {@code sequential/dense_1/kernel}, {@code coefs_0} and {@code W1} have a
 * word for what they are, and the rest is the layer's.
 *
 * @param layer the other words, joined by dots: "fc.1", "sequential.dense.1", "0"
 */
record TensorName(String layer, Part part) {
    /** What a tensor is to its layer. */
    enum Part {
        /** As in PyTorch: [out, in]; of a normalization its scale. */
        WEIGHT,
        /** As in Keras and scikit-learn: [in, out]. */
        KERNEL,
        BIAS,
        RUNNING_MEAN,
        RUNNING_VARIANCE,
        /** Of a residual connection, as this program writes it. */
        PROJECTION,
        /** Counts batches: no use outside training. */
        COUNT
    }

    private static final Map<String, Part> WORDS = Map.ofEntries(
            Map.entry("weight", Part.WEIGHT),
            Map.entry("weights", Part.WEIGHT),
            Map.entry("w", Part.WEIGHT),
            Map.entry("kernel", Part.KERNEL),
            Map.entry("coefs", Part.KERNEL),
            Map.entry("bias", Part.BIAS),
            Map.entry("biases", Part.BIAS),
            Map.entry("b", Part.BIAS),
            Map.entry("intercepts", Part.BIAS),
            Map.entry("runningmean", Part.RUNNING_MEAN),
            Map.entry("runningvar", Part.RUNNING_VARIANCE),
            Map.entry("projection", Part.PROJECTION),
            Map.entry("numbatchestracked", Part.COUNT));

    private static final Pattern SEVERAL = Pattern.compile("(running)_(mean|var)$|(num)_(batches)_(tracked)$");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\p{N})");

    /** Null where no word of the name says what it is. */
    static TensorName of(String name) {
        String joined = SEVERAL.matcher(name).replaceAll("$1$2$3$4$5");
        List<String> words = new ArrayList<>(List.of(BETWEEN_WORDS.split(joined)));
        for (int i = words.size() - 1; i >= 0; i--) {
            Part part = WORDS.get(words.get(i).toLowerCase(Locale.ROOT));
            if (part != null) {
                words.remove(i);
                String layer = words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("."));
                return new TensorName(layer, part);
            }
        }
        return null;
    }
}
