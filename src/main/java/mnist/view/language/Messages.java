package mnist.view.language;

import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;

/** The texts of one subject in one language, by keys; with {@code %s} for each number, as {@link String#format} takes them. */
public final class Messages {
    private static final String FOLDER = "mnist.view.language.";

    /** A missing text is a fault of ours, never a reason for the system's language. */
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;
    private final Language language;

    private Messages(ResourceBundle texts, Language language) {
        this.texts = texts;
        this.language = language;
    }

    /** @param subject the name of the bundle: {@code explain} for explain.properties and explain_zh.properties */
    public static Messages of(String subject, Language language) {
        return new Messages(ResourceBundle.getBundle(FOLDER + subject, language.locale(), NO_FALLBACK), language);
    }

    /** @throws java.util.MissingResourceException if there is no such text */
    public String get(String key) {
        return texts.getString(key);
    }

    /** All keys, for a page that takes the texts as they are. */
    public Set<String> keys() {
        return texts.keySet();
    }

    public Language language() {
        return language;
    }
}
