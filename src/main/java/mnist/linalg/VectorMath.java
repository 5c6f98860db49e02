package mnist.linalg;

/**
 * Elementwise functions over a range [from, to) of an array, in place. Every implementation gives the same bits: exp is
 * one fixed polynomial evaluated with fma, and the others are built on it.
 */
public interface VectorMath {
    /** x = e^x. */
    void exp(float[] x, int from, int to);

    /** x = 1 / (1 + e^-x). */
    void sigmoid(float[] x, int from, int to);

    /** x = tanh(x). */
    void tanh(float[] x, int from, int to);

    /** x = ln(x); negative numbers give NaN, zero gives -infinity. */
    void log(float[] x, int from, int to);
}
