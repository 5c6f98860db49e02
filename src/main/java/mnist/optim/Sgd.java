package mnist.optim;

/** Plain gradient descent: w -= lr g. */
public final class Sgd implements Optimizer {
    @Override
    public String[] stateNames() {
        return new String[0];
    }

    @Override
    public void update(float[] w, float[] g, float[][] state, int from, int to, float learningRate, long step) {
        for (int i = from; i < to; i++) {
            w[i] -= learningRate * g[i];
        }
    }
}
