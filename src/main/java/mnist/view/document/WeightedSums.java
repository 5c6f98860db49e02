package mnist.view.document;

/**
 * A sum of products, its terms above and below 0 apart.
 *
 * @param plus sum of the terms above 0
 * @param minus sum of the terms below 0
 */
public record WeightedSums(double plus, double minus) {
    /** The products of x and column {@code out} of w, [in][out]: what a unit is told. */
    public static WeightedSums ofColumn(double[] x, double[][] w, int out) {
        double plus = 0;
        double minus = 0;
        for (int in = 0; in < x.length; in++) {
            double term = x[in] * w[in][out];
            plus += Math.max(0, term);
            minus += Math.min(0, term);
        }
        return new WeightedSums(plus, minus);
    }

    /** The products of row {@code in} of w, [in][out], and dz: the blame that a unit gets from the layer above. */
    public static WeightedSums ofRow(double[][] w, int in, double[] dz) {
        double plus = 0;
        double minus = 0;
        for (int out = 0; out < dz.length; out++) {
            double term = w[in][out] * dz[out];
            plus += Math.max(0, term);
            minus += Math.min(0, term);
        }
        return new WeightedSums(plus, minus);
    }
}
