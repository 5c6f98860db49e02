package mnist.cli.train;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options' numbers with a unit. */
final class Quantities {
    private static final Pattern WITH_UNIT = Pattern.compile("(.*?) ?([a-z]+|%)?");

    private Quantities() {}

    /** A share: 0.98 or 98%. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(text, Map.of("%", value -> value / 100), "expected a share like 0.98 or 98%");
        }
    }

    /** A time in seconds: 90, 90s, 1.5m or 2h. */
    static final class Seconds implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            return number(
                    text,
                    Map.of("s", value -> value, "m", value -> 60 * value, "h", value -> 3600 * value),
                    "expected seconds like 90, or a time like 90s, 5m or 2h");
        }
    }

    private static Double number(String text, Map<String, DoubleUnaryOperator> units, String expected) {
        Matcher parts = WITH_UNIT.matcher(text);
        String unit = parts.matches() ? parts.group(2) : null;
        try {
            // Java itself would read the "d" of days as that of double.
            if (unit == null || units.containsKey(unit)) {
                double number = Double.parseDouble(unit == null ? text : parts.group(1));
                return unit == null ? number : units.get(unit).applyAsDouble(number);
            }
            throw new NumberFormatException();
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "': " + expected);
        }
    }
}
