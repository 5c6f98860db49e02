package mnist.cli.frame;

import java.util.Locale;

/** Numbers with their nouns: "1 epoch", "60,000 images". */
public final class Plural {
    private Plural() {}

    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
