package mnist.sweep;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Of one number over several runs.
 *
 * @param mean empty without runs
 * @param deviation of the sample, with n - 1 as divisor; empty with fewer than two runs
 */
public record MeanDeviation(OptionalDouble mean, OptionalDouble deviation) {
    public static MeanDeviation of(double... values) {
        OptionalDouble mean = Arrays.stream(values).average();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean.orElse(0)) * (value - mean.orElse(0)))
                .sum();
        OptionalDouble deviation = values.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
        return new MeanDeviation(mean, deviation);
    }
}
