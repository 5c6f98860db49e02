package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines of a terminal: at blanks, and beside any Chinese character, but never so that a line begins with
 * a mark that ends something or ends with one that begins something (a part of Unicode's UAX 14).
 */
public final class LineBreaks {
    private static final String ENDS = "，。、；：！？）》」』】〉”’…—";
    private static final String BEGINS = "（《「『【〈“‘";

    private LineBreaks() {}

    /**
     * The text in lines of a width, all but the first after a margin; a word too long for a line stays whole.
     *
     * @param width in columns, see {@link TextWidth}
     */
    public static List<String> of(String text, String margin, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (TextWidth.of(rest) > width) {
            int end = end(rest, margin.length(), width);
            if (end == rest.length()) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = margin + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Where the first line ends: at the last place that fits, or at the first of all where none does. */
    private static int end(String text, int start, int width) {
        int fitting = TextWidth.start(text, width).length();
        int end = fitting;
        while (end > start && !mayBreak(text, end)) {
            end--;
        }
        if (end <= start) {
            end = Math.max(fitting, start) + 1;
            while (end < text.length() && !mayBreak(text, end)) {
                end++;
            }
        }
        return Math.min(end, text.length());
    }

    private static boolean mayBreak(String text, int at) {
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (after == ' ') {
            return true;
        }
        boolean beside = isWide(before) || isWide(after);
        return beside && before != ' ' && ENDS.indexOf(after) < 0 && BEGINS.indexOf(before) < 0;
    }

    private static boolean isWide(char character) {
        return TextWidth.of(String.valueOf(character)) == 2;
    }
}
