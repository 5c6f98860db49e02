package mnist.cli.options;

import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.InvalidSetting;
import mnist.cli.usage.Choices;
import mnist.cli.usage.ForeignWords;
import mnist.data.augment.Augmentation;

/** An option that says how images are changed. */
public final class AugmentationWords {
    /** Values that suit MNIST. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "shift",
            "2",
            "rotation",
            "10",
            "shear",
            "10",
            "scale",
            "0.1",
            "alpha",
            "36",
            "sigma",
            "5.5",
            "thickness",
            "0.5",
            "erase",
            "0.3",
            "noise",
            "0.1",
            "gentle",
            "1+7");

    /** What the shell offers: names, and single changes by an example. */
    public static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            Stream<String> changes = Augmentation.settings().stream().map(name -> name + "=" + EXAMPLES.get(name));
            return Stream.concat(Augmentation.names().stream(), changes).iterator();
        }
    }

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
        if (word.matches("[a-z]+:[0-9].*")) {
            throw new InvalidSetting(
                    "augmentation", "'" + word + "' is not known; did you mean " + word.replaceFirst(":", "=") + "?");
        }
        int equals = word.indexOf('=');
        String name = (equals < 0 ? word : word.substring(0, equals)).trim();
        if (equals < 0 && Augmentation.settings().contains(name)) {
            throw new InvalidSetting(
                    "augmentation", "'" + name + "' needs a value, for example " + name + "=" + EXAMPLES.get(name));
        }
        Collection<String> known = equals < 0 ? Augmentation.names() : Augmentation.settings();
        String suggestion = known.contains(name) ? "" : Choices.suggestion(name, known);
        Optional<String> foreign = ForeignWords.value("--augment", name);
        if (foreign.isPresent() && !known.contains(name)) {
            throw new InvalidSetting("augmentation", "'" + name + "' is not known: " + foreign.get());
        }
        if (!suggestion.isEmpty()) {
            throw new InvalidSetting("augmentation", "'" + name + "' is not known" + suggestion);
        }
    }
}
