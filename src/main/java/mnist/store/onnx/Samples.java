package mnist.store.onnx;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.nn.Activation;

/**
 * A function of one number, known by its values at some: what operators do to every element of a layer's sums. So whatever
 * operators an activation is written in, it is told by what it does.
 *
 * @param values at {@link #AT}
 */
record Samples(double[] values) {
    /** Close together where activations bend, and as far out as bytes of pixels are. */
    private static final double[] AT = DoubleStream.concat(
                    IntStream.rangeClosed(-64, 64).mapToDouble(i -> i / 8.0),
                    IntStream.rangeClosed(1, 16).mapToDouble(i -> i * 16.0 - 1))
            .toArray();

    /** Where 0 is. */
    private static final int ZERO = 64;

    private static final double TOLERANCE = 1e-6;

    /** x itself. */
    static Samples identity() {
        return new Samples(AT);
    }

    Samples then(DoubleUnaryOperator operator) {
        return new Samples(DoubleStream.of(values).map(operator).toArray());
    }

    static Samples of(Samples left, Samples right, DoubleBinaryOperator operator) {
        return new Samples(IntStream.range(0, AT.length)
                .mapToDouble(i -> operator.applyAsDouble(left.values[i], right.values[i]))
                .toArray());
    }

    boolean isIdentity() {
        return is(x -> x);
    }

    private boolean is(DoubleUnaryOperator function) {
        return IntStream.range(0, AT.length).allMatch(i -> {
            double expected = function.applyAsDouble(AT[i]);
            return Math.abs(values[i] - expected) <= TOLERANCE * Math.max(1, Math.abs(expected));
        });
    }

    /** The activation that this is, if it is one. */
    Optional<Activation> activation() {
        return Stream.of(Activation.values()).filter(f -> is(f::value)).findFirst();
    }

    /** The value at 0. */
    double term() {
        return values[ZERO];
    }

    /** The slope of the line that this is; 0 where it is none. */
    double factor() {
        double term = term();
        double factor = (values[AT.length - 1] - term) / AT[AT.length - 1];
        return is(x -> factor * x + term) ? factor : 0;
    }
}
