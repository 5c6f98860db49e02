package mnist.nn.reference;

/** One step of plain gradient descent on a layer in double precision. */
public final class DescentStep {
    private DescentStep() {}

    /** parameter -= learningRate * gradient, for everything that has one. */
    public static void step(ReferenceLayer layer, ReferenceLayer d, double learningRate) {
        step(layer.w, d.w, learningRate);
        step(layer.b, d.b, learningRate);
        step(layer.gamma, d.gamma, learningRate);
        step(layer.beta, d.beta, learningRate);
        step(layer.projection, d.projection, learningRate);
    }

    /** The sum of the squares of a layer's gradient. */
    public static double squares(ReferenceLayer d) {
        return squares(d.w) + squares(d.b) + squares(d.gamma) + squares(d.beta) + squares(d.projection);
    }

    private static void step(double[][] numbers, double[][] d, double learningRate) {
        for (int row = 0; d != null && row < d.length; row++) {
            step(numbers[row], d[row], learningRate);
        }
    }

    private static void step(double[] numbers, double[] d, double learningRate) {
        for (int i = 0; d != null && i < d.length; i++) {
            numbers[i] -= learningRate * d[i];
        }
    }

    private static double squares(double[][] d) {
        double sum = 0;
        for (int row = 0; d != null && row < d.length; row++) {
            sum += squares(d[row]);
        }
        return sum;
    }

    private static double squares(double[] d) {
        double sum = 0;
        for (int i = 0; d != null && i < d.length; i++) {
            sum += d[i] * d[i];
        }
        return sum;
    }
}
