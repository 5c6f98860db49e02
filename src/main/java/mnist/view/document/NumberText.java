package mnist.view.document;

import java.util.Arrays;
import java.util.Locale;

/** Numbers as explanations print them: five significant digits, so that products can be checked by hand. */
public final class NumberText {
    /** A number that is no longer than this is written as it is. */
    private static final int SHORT = 7;

    private NumberText() {}

    public static String of(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        String exact = Double.toString(value);
        if (exact.length() <= SHORT && !exact.contains("E")) {
            return exact.endsWith(".0") ? exact.substring(0, exact.length() - 2) : exact;
        }
        if (size < 1e-3 || size >= 99_999.5) {
            return String.format(Locale.ROOT, "%.4e", value);
        }
        int before = Math.max(0, (int) Math.floor(Math.log10(size)) + 1);
        int leadingZeros = size < 1 ? (int) Math.floor(-Math.log10(size)) : 0;
        return String.format(Locale.ROOT, "%." + Math.max(0, Math.min(7, 5 - before + leadingZeros)) + "f", value);
    }

    /** A text with numbers in the places of its {@code %s}: doubles as {@link #of} writes them. */
    public static String format(String template, Object... values) {
        return String.format(
                Locale.ROOT,
                template,
                Arrays.stream(values).map(NumberText::shown).toArray());
    }

    static Object shown(Object value) {
        return value instanceof Double number ? of(number) : value;
    }
}
