package mnist.view.document;

import java.util.regex.Pattern;

/** How many columns of a terminal a text takes: Chinese characters, emoji and the like take two, marks above others none. */
public final class TextWidth {
    private static final String CUT = "\u2026";

    /** Blocks of Unicode's East Asian width W or F; of emoji those that terminals draw wide. */
    private static final Pattern WIDE =
            Pattern.compile("[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u25fd\u25fe\u2614\u2615"
                    + "\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5"
                    + "\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c"
                    + "\u2b50\u2b55\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
                    + "\uffe0-\uffe6\\x{1f300}-\\x{1f64f}\\x{1f680}-\\x{1f6ff}\\x{1f7e0}-\\x{1f7eb}\\x{1f900}-\\x{1faff}"
                    + "\\x{20000}-\\x{3fffd}]");

    private static final Pattern WITHOUT_WIDTH = Pattern.compile("[\\p{Mn}\\p{Me}\\p{Cf}]");

    private TextWidth() {}

    /** In columns. */
    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        if (character < 0x300) {
            return 1;
        }
        String text = Character.toString(character);
        return WITHOUT_WIDTH.matcher(text).matches() ? 0 : WIDE.matcher(text).matches() ? 2 : 1;
    }

    /** The text, or as much of it as fits into so many columns, with an ellipsis at its end. */
    public static String cut(String text, int columns) {
        return of(text) <= columns ? text : start(text, columns - 1) + CUT;
    }

    /** As much of the text as fits into so many columns. */
    public static String start(String text, int columns) {
        int end = 0;
        int width = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            width += of(character);
            if (width > columns) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /** The text with blanks behind it up to so many columns. */
    public static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text with blanks in front of it up to so many columns. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }
}
