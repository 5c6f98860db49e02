package mnist.view.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that learners read in. */
public enum Language {
    ENGLISH("en", Locale.ROOT),
    CHINESE("zh-CN", Locale.CHINESE);

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    /** Its tag in pages: {@code <html lang="zh-CN">}. */
    public String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }

    /** By the first part of a name as options and systems have it: {@code zh}, {@code zh-CN}, {@code zh_CN.UTF-8}. */
    public static Optional<Language> of(String name) {
        String first = name.toLowerCase(Locale.ROOT).split("[-_.]", 2)[0];
        return Arrays.stream(values())
                .filter(language -> language.tag.startsWith(first) && first.length() == 2)
                .findFirst();
    }
}
