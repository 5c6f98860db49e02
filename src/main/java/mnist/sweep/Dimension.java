package mnist.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The values that one option of {@code train} takes in a sweep: numbers, texts, or true and false. */
public sealed interface Dimension {
    /** The value that random bits choose. */
    Object drawn(long bits);

    /** How many values there are; nothing if they are not whole numbers or listed. */
    OptionalLong count();

    /** All values, in their order, if they can be counted. */
    List<Object> values();

    /** As a definition's JSON has it. */
    Object tree();

    /** Listed one by one. */
    record Listed(List<Object> values) implements Dimension {
        public Listed {
            values = List.copyOf(values);
        }

        @Override
        public Object drawn(long bits) {
            return values.get((int) Math.floorMod(bits >>> 11, (long) values.size()));
        }

        @Override
        public OptionalLong count() {
            return OptionalLong.of(values.size());
        }

        @Override
        public Object tree() {
            return values;
        }
    }

    /** How numbers lie in a range. */
    enum Spread {
        UNIFORM("uniform", false, false),
        LOG_UNIFORM("log-uniform", true, false),
        INTEGERS("integers", false, true),
        LOG_INTEGERS("log-integers", true, true);

        private final String key;
        private final boolean logarithmic;
        private final boolean whole;

        Spread(String key, boolean logarithmic, boolean whole) {
            this.key = key;
            this.logarithmic = logarithmic;
            this.whole = whole;
        }

        static String keys() {
            return List.of(values()).stream().map(spread -> spread.key).collect(Collectors.joining(", "));
        }
    }

    /** Numbers from low to high, both included. Numbers that are not whole have four digits: nobody types more of them. */
    record Range(Spread spread, BigDecimal low, BigDecimal high) implements Dimension {
        private static final MathContext DIGITS = new MathContext(4);
        private static final double UNIT = 0x1p-53;

        @Override
        public Object drawn(long bits) {
            double share = (bits >>> 11) * UNIT;
            // A whole number stands for all that would be rounded to it.
            double margin = spread.whole ? 0.5 : 0;
            double from = low.doubleValue() - margin;
            double to = high.doubleValue() + margin;
            double value = spread.logarithmic
                    ? StrictMath.exp(StrictMath.log(from) + share * (StrictMath.log(to) - StrictMath.log(from)))
                    : from + share * (to - from);
            if (spread.whole) {
                return Math.max(low.longValueExact(), Math.min(high.longValueExact(), StrictMath.round(value)));
            }
            return new BigDecimal(value).round(DIGITS).max(low).min(high).stripTrailingZeros();
        }

        @Override
        public OptionalLong count() {
            return spread.whole
                    ? OptionalLong.of(high.longValueExact() - low.longValueExact() + 1)
                    : OptionalLong.empty();
        }

        @Override
        public List<Object> values() {
            return LongStream.rangeClosed(low.longValueExact(), high.longValueExact())
                    .mapToObj(value -> (Object) value)
                    .toList();
        }

        @Override
        public Object tree() {
            return Map.of(spread.key, List.of(low, high));
        }
    }

    /**
     * What a definition says of an option.
     *
     * @throws IllegalArgumentException that says what was expected and found, in one line
     */
    static Dimension of(Object tree) {
        if (tree instanceof List<?> list && !list.isEmpty()) {
            List<Object> values = list.stream().map(Dimension::value).toList();
            require(Set.copyOf(values).size() == values.size(), "expected each value once, found " + values);
            return new Listed(values);
        }
        if (tree instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            for (Spread spread : Spread.values()) {
                if (spread.key.equals(only.getKey())) {
                    return range(spread, only.getValue());
                }
            }
        }
        throw new IllegalArgumentException("expected a list of values, or {KIND: [LOW, HIGH]} with a KIND of "
                + Spread.keys() + ", found " + shown(tree));
    }

    private static Dimension range(Spread spread, Object ends) {
        if (!(ends instanceof List<?> list)
                || list.size() != 2
                || !list.stream().allMatch(Number.class::isInstance)) {
            throw new IllegalArgumentException(
                    "expected two numbers, [LOW, HIGH], as " + spread.key + ", found " + shown(ends));
        }
        BigDecimal low = new BigDecimal(list.get(0).toString()).stripTrailingZeros();
        BigDecimal high = new BigDecimal(list.get(1).toString()).stripTrailingZeros();
        String found = "found " + low + " and " + high;
        require(low.compareTo(high) < 0, "expected a low end below the high end, " + found);
        require(!spread.logarithmic || low.signum() > 0, "expected numbers above 0 for a logarithm, " + found);
        require(!spread.whole || (isInt(low) && isInt(high)), "expected whole numbers, " + found);
        return new Range(spread, low, high);
    }

    private static boolean isInt(BigDecimal number) {
        return number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    /** A list within the list is an option's list: widths of layers, for example. */
    static Object value(Object tree) {
        if (tree instanceof List<?> list && !list.isEmpty()) {
            List<String> parts = new ArrayList<>();
            list.forEach(part -> parts.add(value(part).toString()));
            return String.join(",", parts);
        }
        require(
                tree instanceof Number || tree instanceof String || tree instanceof Boolean,
                "expected a number, a text, true or false, found " + shown(tree));
        return tree;
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }

    private static String shown(Object tree) {
        return tree instanceof Map ? "an object with " + ((Map<?, ?>) tree).keySet() : String.valueOf(tree);
    }
}
