package mnist.data.numpy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the name of an array says, for example {@code x_train}, {@code test_labels} or {@code kmnist-train-imgs}.
 *
 * @param images whether it means images, not labels
 * @param rest the other words of the name, by which arrays of one data set belong together; often empty
 * @param rank of several that mean the same, the one with the least counts
 */
record ArrayName(boolean images, Part part, String rest, int rank) {
    /** Words for images, and what their labels are then called; the first of several counts. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("x", "y"),
            List.of("images", "labels"),
            List.of("image", "label"),
            List.of("imgs", "labels"),
            List.of("data", "target"));

    private static final List<String> IMAGES =
            PAIRS.stream().map(pair -> pair.get(0)).toList();
    private static final List<String> LABELS = List.of("y", "labels", "label", "target", "targets");

    private static final Map<String, Part> PARTS = Map.of(
            "train", Part.TRAIN,
            "training", Part.TRAIN,
            "test", Part.TEST,
            "testing", Part.TEST,
            "val", Part.VALIDATION,
            "valid", Part.VALIDATION,
            "validation", Part.VALIDATION);

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})|(?<=^[xyXY])(?=train|test|val)");

    /** Which images of a data set. */
    enum Part {
        TRAIN,
        TEST,
        VALIDATION,
        /** The name says nothing about it: all images there are. */
        WHOLE
    }

    /** @param name without an ending; empty where it names neither images nor labels */
    static Optional<ArrayName> of(String name) {
        Part part = Part.WHOLE;
        int image = IMAGES.size();
        int label = LABELS.size();
        List<String> rest = new ArrayList<>();
        for (String word : words(name)) {
            if (PARTS.containsKey(word) && part == Part.WHOLE) {
                part = PARTS.get(word);
            } else if (IMAGES.contains(word)) {
                image = Math.min(image, IMAGES.indexOf(word));
            } else if (LABELS.contains(word)) {
                label = Math.min(label, LABELS.indexOf(word));
            } else {
                rest.add(word);
            }
        }
        boolean images = label == LABELS.size();
        boolean known = !images || image < IMAGES.size();
        return known
                ? Optional.of(new ArrayName(images, part, String.join("-", rest), images ? image : label))
                : Optional.empty();
    }

    private static List<String> words(String name) {
        return Arrays.stream(BETWEEN_WORDS.split(name))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What the labels of these images, or the images of these labels, are probably called. */
    static String partner(String name) {
        for (List<String> pair : PAIRS) {
            for (int i = 0; i < pair.size(); i++) {
                int at = position(name, pair.get(i));
                if (at >= 0) {
                    String after = name.substring(at + pair.get(i).length());
                    return name.substring(0, at) + pair.get(1 - i) + after;
                }
            }
        }
        return name + "_labels";
    }

    /** Where a name has a word; -1 if it has not. */
    private static int position(String name, String word) {
        int at = 0;
        for (String each : BETWEEN_WORDS.split(name, -1)) {
            at = name.indexOf(each, at);
            if (each.equalsIgnoreCase(word)) {
                return at;
            }
            at += each.length();
        }
        return -1;
    }

    /** What images or labels for testing are probably called where these are for training; the same if there is no telling. */
    static String test(String name) {
        return name.replace("train", "test").replace("Train", "Test").replace("TRAIN", "TEST");
    }

    /** How users say which arrays to read. */
    static String options(String images, String labels) {
        return "--image-array " + images + " --label-array " + labels;
    }
}
