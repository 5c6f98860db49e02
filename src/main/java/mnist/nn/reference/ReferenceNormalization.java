package mnist.nn.reference;

import mnist.nn.Normalization;

/** Batch and layer normalization in double precision, forward beside backward. */
final class ReferenceNormalization {
    private static final double EPSILON = 1e-5;

    private final boolean batch;
    private final boolean running;

    ReferenceNormalization(Normalization kind, boolean runningStatistics) {
        batch = kind == Normalization.BATCH;
        running = batch && runningStatistics;
    }

    /** Fills normalized and deviation from z; a group is a unit's column (batch) or an image's row (layer). */
    void forward(ReferenceLayer layer, LayerTrace t) {
        double[][] groups = batch ? DoubleArrays.transposed(t.z) : t.z;
        double[][] normalized = new double[groups.length][];
        t.deviation = new double[groups.length];
        for (int g = 0; g < groups.length; g++) {
            double mean = running ? layer.mean[g] : DoubleArrays.mean(groups[g]);
            double variance = running ? layer.variance[g] : variance(groups[g], mean);
            t.deviation[g] = Math.sqrt(variance + EPSILON);
            normalized[g] = new double[groups[g].length];
            for (int i = 0; i < groups[g].length; i++) {
                normalized[g][i] = (groups[g][i] - mean) / t.deviation[g];
            }
        }
        t.normalized = batch ? DoubleArrays.transposed(normalized) : normalized;
    }

    private static double variance(double[] values, double mean) {
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        return variance;
    }

    /** The gradient of the normalised sums to that of z. */
    double[][] backward(LayerTrace t, double[][] dNormalized) {
        if (running) {
            return DoubleArrays.map(dNormalized, (row, j) -> dNormalized[row][j] / t.deviation[j]);
        }
        double[][] d = batch ? DoubleArrays.transposed(dNormalized) : dNormalized;
        double[][] n = batch ? DoubleArrays.transposed(t.normalized) : t.normalized;
        double[][] dz = new double[d.length][];
        for (int g = 0; g < d.length; g++) {
            double mean = DoubleArrays.mean(d[g]);
            double product = 0;
            for (int i = 0; i < d[g].length; i++) {
                product += d[g][i] * n[g][i] / d[g].length;
            }
            dz[g] = new double[d[g].length];
            for (int i = 0; i < d[g].length; i++) {
                dz[g][i] = (d[g][i] - mean - n[g][i] * product) / t.deviation[g];
            }
        }
        return batch ? DoubleArrays.transposed(dz) : dz;
    }
}
