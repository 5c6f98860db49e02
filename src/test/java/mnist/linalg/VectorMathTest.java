package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMathTest {
    /** Between neighbouring samples of all float bit patterns; a prime, so that every exponent meets odd fractions. */
    private static final int STEP = 1009;

    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88.72283f,
        88.72284f,
        -87.33655f,
        -103.97207f,
        -103.97209f,
        -104.5f,
        1e-8f,
        9.01f,
    };

    private final VectorMath scalar = new ScalarMath();

    @Test
    void expIsWithinTwoUnitsInTheLastPlace() {
        assertTrue(worstUlps(ScalarMath::exp, StrictMath::exp, Float.MIN_VALUE) <= 2);
    }

    @Test
    void logIsWithinTwoUnitsInTheLastPlace() {
        assertTrue(worstUlps(ScalarMath::log, StrictMath::log, Float.MIN_VALUE) <= 2);
    }

    @Test
    void tanhIsRelativelyAccurateEverywhere() {
        assertTrue(worstUlps(ScalarMath::tanh, StrictMath::tanh, Float.MIN_VALUE) <= 4);
    }

    @Test
    void sigmoidIsRelativelyAccurateWhereItIsNormal() {
        assertTrue(worstUlps(ScalarMath::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), Float.MIN_NORMAL) <= 4);
    }

    private interface FloatFunction {
        float apply(float x);
    }

    /** The largest error, in units in the last place of the exact result, where that is {@code smallest} or more. */
    private static double worstUlps(FloatFunction function, DoubleUnaryOperator exact, float smallest) {
        double worst = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            double expected = exact.applyAsDouble(x);
            float actual = function.apply(x);
            if (Double.isNaN(expected) || Float.isInfinite((float) expected)) {
                assertEquals((float) expected, actual, "at " + x);
            } else if (Math.abs(expected) >= smallest) {
                worst = Math.max(worst, Math.abs(actual - expected) / Math.ulp((float) expected));
            }
        }
        return worst;
    }

    @Test
    void theEdgesAreRight() {
        assertEquals(1f, ScalarMath.exp(0f));
        assertEquals(0f, ScalarMath.exp(Float.NEGATIVE_INFINITY));
        assertEquals(0f, ScalarMath.exp(-104f));
        assertEquals(Float.MIN_VALUE, ScalarMath.exp(-103.9f));
        assertEquals(Float.POSITIVE_INFINITY, ScalarMath.exp(88.73f));
        assertEquals(Float.NaN, ScalarMath.exp(Float.NaN));
        assertEquals(-0f, ScalarMath.tanh(-0f));
        assertEquals(1f, ScalarMath.tanh(Float.POSITIVE_INFINITY));
        assertEquals(-1f, ScalarMath.tanh(Float.NEGATIVE_INFINITY));
        assertEquals(0f, ScalarMath.sigmoid(Float.NEGATIVE_INFINITY));
        assertEquals(0.5f, ScalarMath.sigmoid(0f));
        assertEquals(1f, ScalarMath.sigmoid(100f));
        assertEquals(Float.NEGATIVE_INFINITY, ScalarMath.log(-0f));
        assertEquals(Float.NaN, ScalarMath.log(-1f));
    }

    @Test
    void whatIsSmallerThanTheSmallestBecomesZeroAndTheRestStays() {
        float below = Math.nextDown(VectorMath.SMALLEST);
        float[] x = {below, -below, Float.MIN_VALUE, -0f, VectorMath.SMALLEST, -VectorMath.SMALLEST, 1, Float.NaN};
        scalar.flushToZero(x, 0, x.length);
        assertArrayEquals(new float[] {0, 0, 0, 0, VectorMath.SMALLEST, -VectorMath.SMALLEST, 1, Float.NaN}, x);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void everyWidthGivesTheScalarBits(int bits) {
        VectorMath vector = SimdVariants.ofWidth(bits).math();
        float[] samples = samples();
        assertSameBits(samples, scalar::exp, vector::exp);
        assertSameBits(samples, scalar::sigmoid, vector::sigmoid);
        assertSameBits(samples, scalar::tanh, vector::tanh);
        assertSameBits(samples, scalar::log, vector::log);
        assertSameBits(samples, scalar::relu, vector::relu);
        assertSameBits(samples, scalar::flushToZero, vector::flushToZero);
        float[] y = new float[samples.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = samples[(i * 7919) % y.length];
        }
        assertSameBits(
                samples,
                (x, from, to) -> scalar.reluBackward(y, x, from, to),
                (x, from, to) -> vector.reluBackward(y, x, from, to));
    }

    /** Also at the columns' ends, where they fill no vector; the numbers beside the range stay. */
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void everyWidthGivesTheScalarBitsOfColumns(int bits) {
        for (int to : new int[] {3, 19, 50, 61}) {
            assertArrayEquals(
                    columns(scalar, to), columns(SimdVariants.ofWidth(bits).math(), to), "to " + to);
        }
    }

    /** All that is done to columns 3 to {@code to} of two matrices, and the sums. */
    private static float[][] columns(ColumnMath math, int to) {
        int rows = 7;
        int width = 61;
        int from = 3;
        float[] a = Products.random(rows, width, 1).data;
        float[] b = Products.random(rows, width, 2).data;
        float[] output = new float[a.length];
        float[] sums = Products.random(1, width, 3).data;
        float[] squares = Products.random(1, width, 4).data;
        float[] products = Products.random(1, width, 5).data;
        math.addSums(a, rows, width, from, to, sums);
        math.addSquares(a, rows, width, from, to, sums, squares);
        math.addProducts(a, b, rows, width, from, to, products);
        math.standardize(a, rows, width, from, to, sums, squares);
        math.scale(a, output, rows, width, from, to, products, sums);
        math.centre(b, a, rows, width, from, to, sums, products, squares);
        return new float[][] {a, b, output, sums, squares, products};
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void onlyTheRangeIsTouched(int bits) {
        VectorMath vector = SimdVariants.ofWidth(bits).math();
        Stream.of(0, 1, 15, 16, 17, 33).forEach(length -> {
            float[] x = new float[length + 5];
            vector.exp(x, 2, 2 + length);
            for (int i = 0; i < x.length; i++) {
                assertEquals(i >= 2 && i < 2 + length ? 1f : 0f, x[i]);
            }
        });
    }

    /** Wherever it stands, whatever its sign, and NaN counts as larger than infinity. */
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void theLargestIsFoundAnywhere(int bits) {
        VectorMath vector = SimdVariants.ofWidth(bits).math();
        assertEquals(0f, vector.largest(new float[3], 1, 1));
        for (float largest : new float[] {-7.5f, 7.5f, Float.NEGATIVE_INFINITY, Float.NaN}) {
            for (int at = 0; at < 37; at++) {
                float[] x = new float[40];
                Arrays.fill(x, -7.25f);
                x[1] = 1e9f; // outside of the range, as is the last
                x[39] = 1e9f;
                x[2 + at] = largest;
                assertEquals(Math.abs(largest), vector.largest(x, 2, 39));
                assertEquals(Math.abs(largest), scalar.largest(x, 2, 39));
            }
        }
    }

    private interface InPlace {
        void apply(float[] x, int from, int to);
    }

    private static void assertSameBits(float[] samples, InPlace expected, InPlace actual) {
        float[] x = samples.clone();
        float[] y = samples.clone();
        expected.apply(x, 0, x.length);
        actual.apply(y, 0, y.length);
        assertArrayEquals(x, y);
    }

    /** The edges, numbers around zero, and a sweep over all bit patterns; an odd number of them. */
    private static float[] samples() {
        float[] samples = new float[40_001];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i < EDGES.length
                    ? EDGES[i]
                    : i % 2 == 0 ? (i - 20_000) * 0.006f : Float.intBitsToFloat(i * 107_374);
        }
        return samples;
    }
}
