package mnist.optim;

/**
 * Adam with bias correction (Kingma, Ba 2014):
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 *   w -= lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>It is AdamW (Loshchilov, Hutter 2017) when the weights' decay is decoupled from the gradient, which {@link
 * WeightPenalty} does.
 */
public record Adam(float beta1, float beta2, float epsilon) implements Optimizer {
    @Override
    public String[] stateNames() {
        return new String[] {"mean", "square"};
    }

    @Override
    public void update(float[] w, float[] g, float[][] state, int from, int to, float learningRate, long step) {
        float[] m = state[0];
        float[] v = state[1];
        float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) step)));
        float correction = (float) (1 / Math.sqrt(1 - StrictMath.pow(beta2, (double) step)));
        for (int i = from; i < to; i++) {
            m[i] = Optimizer.settle(beta1 * m[i] + (1 - beta1) * g[i]);
            v[i] = Optimizer.settleSquare(beta2 * v[i] + (1 - beta2) * g[i] * g[i]);
            w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) * correction + epsilon);
        }
    }
}
