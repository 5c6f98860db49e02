package mnist.cli.options;

import java.util.Collection;
import java.util.Locale;
import mnist.cli.frame.Choices;
import mnist.data.augment.Augmentation;

/** An option that says how images are changed. */
public final class AugmentationWords {
    private AugmentationWords() {}

    /**
     * As {@link Augmentation#parse}.
     *
     * @throws IllegalArgumentException that names the option, and what was likely meant where a word is misspelt
     */
    public static Augmentation parse(String option, String text) {
        try {
            for (String word : text.toLowerCase(Locale.ROOT).split(",", -1)) {
                requireKnown(word);
            }
            return Augmentation.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private static void requireKnown(String word) {
        int equals = word.indexOf('=');
        String name = (equals < 0 ? word : word.substring(0, equals)).trim();
        Collection<String> known = equals < 0 ? Augmentation.names() : Augmentation.settings();
        String suggestion = known.contains(name) ? "" : Choices.suggestion(name, known);
        if (!suggestion.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is not known" + suggestion);
        }
    }
}
