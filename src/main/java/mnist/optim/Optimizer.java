package mnist.optim;

/**
 * A rule that takes parameters w a step along their gradient g. Formulas are PyTorch's. An optimizer has no memory of its
 * own: what it remembers per parameter is handed in, so that it can be saved and so that threads can share the work.
 */
public interface Optimizer {
    /** Names of the arrays it remembers, each as long as the parameter; they start at zero. */
    String[] stateNames();

    /**
     * Updates elements [from, to) of w.
     *
     * @param state one array per state name
     * @param learningRate positive
     * @param step number of this step over the whole run, from 1
     */
    void update(float[] w, float[] g, float[][] state, int from, int to, float learningRate, long step);

    // What decays while the gradient is 0 would end as a subnormal number, below 2^-126, and remain one: 0.9 times the
    // least float rounds to itself. Intel's processors compute with those a hundred times more slowly.

    /** A decayed mean or velocity, rounded to a multiple of 2^-103 where it is less than 2^-80. Larger ones stay as they are. */
    static float settle(float x) {
        return x + 0x1p-80f - 0x1p-80f;
    }

    /** A decayed mean of squares, less 2^-115 but not less than 0. Those above 2^-90 stay as they are. */
    static float settleSquare(float x) {
        return Math.max(x - 0x1p-115f, 0f);
    }
}
