package mnist.cli.frame;

import java.util.Locale;

/** Text from outside, such as a file's name, made harmless for a terminal. */
public final class Printable {
    private Printable() {}

    /**
     * The text with control characters (which can move the cursor or set a window's title) and those that reverse the
     * direction of writing shown as {@code \}{@code uXXXX}.
     */
    public static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                shown.append(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
