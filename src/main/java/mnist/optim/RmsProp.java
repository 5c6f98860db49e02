package mnist.optim;

/** RMSprop (Tieleman, Hinton 2012): s = rho s + (1 - rho) g^2; w -= lr g / (sqrt(s) + epsilon). */
public record RmsProp(float rho, float epsilon) implements Optimizer {
    @Override
    public String[] stateNames() {
        return new String[] {"square"};
    }

    @Override
    public void update(float[] w, float[] g, float[][] state, int from, int to, float learningRate, long step) {
        float[] s = state[0];
        for (int i = from; i < to; i++) {
            s[i] = Optimizer.settleSquare(rho * s[i] + (1 - rho) * g[i] * g[i]);
            w[i] -= learningRate * g[i] / ((float) Math.sqrt(s[i]) + epsilon);
        }
    }
}
