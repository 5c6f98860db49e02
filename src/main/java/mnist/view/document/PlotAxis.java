package mnist.view.document;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * An axis that begins and ends at a tick; ticks are 1, 2 or 5 times a power of ten apart.
 *
 * @param step from tick to tick
 * @param first the first tick, in steps from 0
 * @param last the last tick, in steps from 0
 * @param powers whether the numbers are logarithms to base ten
 */
record PlotAxis(double step, long first, long last, boolean powers) {
    private static final int AIM = 5;

    /** Numbers of at most so many zeros are written with them. */
    private static final int PLAIN_POWERS = 4;

    /**
     * An axis with room for all values; of none, from 0 to 1.
     *
     * @param whole whether its ticks are whole numbers
     */
    static PlotAxis over(double[] values, boolean powers, boolean whole) {
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(1);
        double range = high > low ? high - low : Math.max(1, Math.abs(high));
        double step = whole ? Math.max(1, step(range)) : step(range);
        long first = (long) Math.floor(low / step);
        long last = Math.max(first + 1, (long) Math.ceil(high / step));
        return new PlotAxis(step, first, last, powers);
    }

    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / AIM)));
        double factor = range / AIM / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }

    double[] ticks() {
        return LongStream.rangeClosed(first, last).mapToDouble(i -> i * step).toArray();
    }

    String label(double tick) {
        if (powers && Math.abs(tick) > PLAIN_POWERS) {
            return "1e" + Math.round(tick);
        }
        BigDecimal value = new BigDecimal(powers ? Math.pow(10, tick) : tick);
        BigDecimal rounded = value.round(new MathContext(6)).stripTrailingZeros();
        boolean plain = tick == 0 || powers || Math.abs(Math.log10(Math.abs(tick))) <= PLAIN_POWERS;
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    /** Where a value stands: 0 at the first tick, 1 at the last. */
    double share(double value) {
        return (value / step - first) / (last - first);
    }
}
