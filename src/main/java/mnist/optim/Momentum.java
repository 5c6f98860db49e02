package mnist.optim;

/**
 * Descent with a velocity (Polyak 1964): v = mu v + g; w -= lr v. With Nesterov's look ahead (Sutskever et al. 2013, in
 * PyTorch's form): w -= lr (g + mu v).
 */
public record Momentum(float mu, boolean nesterov) implements Optimizer {
    @Override
    public String[] stateNames() {
        return new String[] {"velocity"};
    }

    @Override
    public void update(float[] w, float[] g, float[][] state, int from, int to, float learningRate, long step) {
        float[] v = state[0];
        if (nesterov) {
            for (int i = from; i < to; i++) {
                v[i] = Optimizer.settle(mu * v[i] + g[i]);
                w[i] -= learningRate * (g[i] + mu * v[i]);
            }
        } else {
            for (int i = from; i < to; i++) {
                v[i] = Optimizer.settle(mu * v[i] + g[i]);
                w[i] -= learningRate * v[i];
            }
        }
    }
}
