package mnist.cli.frame;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text from outside, such as a file's name, made harmless for a terminal. */
public final class Printable {
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /**
     * The text with control characters (which can move the cursor or set a window's title) and those that reverse the
     * direction of writing shown as {@code \}{@code uXXXX}.
     */
    public static String of(String text) {
        return HARMFUL.matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04x", found.group().codePointAt(0)));
    }
}
