package mnist.cli.frame;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text from outside, such as a file's name, made harmless for a terminal. */
public final class Printable {
    private static final String HARMFUL = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]";
    private static final Pattern ALL = Pattern.compile(HARMFUL);

    /** All but what this program itself makes a text bold, red or green with. */
    private static final Pattern ALL_BUT_EMPHASIS = Pattern.compile("(?!\u001b\\[(?:0|1|31|32)m)" + HARMFUL);

    private Printable() {}

    /**
     * The text with control characters (which can move the cursor or set a window's title) and those that reverse the
     * direction of writing shown as a backslash, u and four hexadecimal digits, which inside JSON mean the same
     * character.
     */
    public static String of(String text) {
        return escaped(ALL, text);
    }

    /** As {@link #of}, but the program's own emphasis stays. */
    static String emphasized(String text) {
        return escaped(ALL_BUT_EMPHASIS, text);
    }

    private static String escaped(Pattern harmful, String text) {
        return harmful.matcher(text)
                .replaceAll(found -> found.group()
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\\\u%04x", unit))
                        .collect(Collectors.joining()));
    }
}
