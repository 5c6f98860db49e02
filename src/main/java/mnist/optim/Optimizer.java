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
}
