package mnist.data.table;

import java.util.Locale;
import java.util.regex.Pattern;

/** What cells and columns are called in messages, which are one short line whatever a file holds. */
final class CellText {
    private static final int LONGEST = 30;

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} _-]{1," + LONGEST + "}");

    private CellText() {}

    /** The text of a cell, without blanks around it. */
    static String of(char[] chars, int offset, int length) {
        return new String(chars, offset, length).strip();
    }

    /** A cell's text, in quotes. */
    static String quoted(String cell) {
        return cell.isEmpty() ? "an empty cell" : '"' + line(cell) + '"';
    }

    /** A column's number, from 1, and its name if the table has a header; in quotes if it is no plain word. */
    static String column(TableHeader header, int column) {
        String number = String.format(Locale.ROOT, "column %d", column + 1);
        if (!header.isThere()) {
            return number;
        }
        String name = header.name(column);
        return number + " (" + (PLAIN.matcher(name).matches() ? name : '"' + line(name) + '"') + ")";
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
    }
}
