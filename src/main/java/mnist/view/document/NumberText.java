package mnist.view.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as explanations print them: five significant digits, so that products can be checked by hand, without zeros at their end. */
public final class NumberText {
    /** A number that is no longer than this is written as it is. */
    private static final int SHORT = 7;

    private static final int MOST_DECIMALS = 9;

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
        if (!Double.isFinite(value)) {
            return exact;
        }
        if (size < 1e-3 || size >= 99_999.5) {
            String[] parts = String.format(Locale.ROOT, "%.4e", value).split("e", 2);
            return withoutZeros(parts[0]) + "e" + parts[1];
        }
        int before = Math.max(0, (int) Math.floor(Math.log10(size)) + 1);
        int leadingZeros = size < 1 ? (int) Math.floor(-Math.log10(size)) : 0;
        int decimals = Math.max(0, Math.min(7, 5 - before + leadingZeros));
        // What is almost 1 must not look as if it were 1: its distance from 1 is what the loss is about.
        double distance = Math.abs(1 - size);
        if (distance < 5e-6 && distance > 0) {
            decimals = (int) Math.min(MOST_DECIMALS, Math.ceil(-Math.log10(distance)));
        }
        return withoutZeros(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    private static String withoutZeros(String decimal) {
        return decimal.contains(".") ? decimal.replaceAll("\\.?0+$", "") : decimal;
    }

    /** With its sign, in three significant digits: for columns of changes. */
    public static String signed(double value) {
        double rounded =
                value == 0 ? 0 : new BigDecimal(value).round(new MathContext(3)).doubleValue();
        return (rounded > 0 ? "+" : "") + of(rounded);
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
