package mnist.cli.options;

import java.util.Collection;
import java.util.Locale;
import mnist.InvalidSetting;
import mnist.cli.frame.Choices;
import mnist.data.augment.Augmentation;

/** An option that says how images are changed. */
public final class AugmentationWords {
    private AugmentationWords() {}

    /**
     * As {@link Augmentation#parse}.
     *
     * @throws InvalidSetting that names the setting, and what was likely meant where a word is misspelt
     */
    public static Augmentation parse(String setting, String text) {
        try {
            for (String word : text.toLowerCase(Locale.ROOT).split(",", -1)) {
                requireKnown(word);
            }
            return Augmentation.parse(text);
        } catch (InvalidSetting e) {
            throw new InvalidSetting(setting, e.reason());
        }
    }

    private static void requireKnown(String word) {
        int equals = word.indexOf('=');
        String name = (equals < 0 ? word : word.substring(0, equals)).trim();
        Collection<String> known = equals < 0 ? Augmentation.names() : Augmentation.settings();
        String suggestion = known.contains(name) ? "" : Choices.suggestion(name, known);
        if (!suggestion.isEmpty()) {
            throw new InvalidSetting("augmentation", "'" + name + "' is not known" + suggestion);
        }
    }
}
