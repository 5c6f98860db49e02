package mnist.linalg;

/**
 * Elementwise functions over a range [from, to) of an array, in place. Every implementation gives the same bits: exp is
 * one fixed polynomial evaluated with fma, and the others are built on it.
 */
public interface VectorMath extends ColumnMath {
    /**
     * 2^-100: a gradient this small changes no weight. Below 2^-126 are the subnormal numbers, with which Intel's processors
     * compute a hundred times more slowly (an epoch of 784-30-10 with saturated sigmoids took five times as long).
     */
    float SMALLEST = 0x1p-100f;

    /** x = e^x. */
    void exp(float[] x, int from, int to);

    /** x = 1 / (1 + e^-x). */
    void sigmoid(float[] x, int from, int to);

    /** x = tanh(x). */
    void tanh(float[] x, int from, int to);

    /** x = ln(x); negative numbers give NaN, zero gives -infinity. */
    void log(float[] x, int from, int to);

    /** x = max(0, x). Vectors do this 3 to 5 times as fast as what the compiler makes of the loop. */
    default void relu(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.max(0f, x[i]);
        }
    }

    /**
     * dy = dy where y is positive, else 0: the derivative of relu, for the same range of both arrays. The choice is as
     * random as the data, so a branch costs ten times as much as a vector's blend.
     */
    default void reluBackward(float[] y, float[] dy, int from, int to) {
        for (int i = from; i < to; i++) {
            dy[i] = y[i] > 0f ? dy[i] : 0f;
        }
    }

    /**
     * x = 0 where |x| is less than {@link #SMALLEST}; NaN stays. Gradients are flushed, so that their products with inputs,
     * weights and rates are not subnormal.
     */
    default void flushToZero(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.abs(x[i]) < SMALLEST ? 0f : x[i];
        }
    }

    /**
     * The largest absolute value, 0 of an empty range; infinity or NaN when there is one. Compares bit patterns, which are
     * ordered alike. (One number after the other, each comparison waits for the last: 7 % of a step of 784-512-512-10.)
     */
    default float largest(float[] x, int from, int to) {
        int largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(largest);
    }
}
