package mnist.nn;

import java.util.Arrays;
import mnist.linalg.ColumnMath;
import org.ejml.data.FMatrixRMaj;

/**
 * Batch normalization (Ioffe, Szegedy 2015): every unit's sums get mean 0 and variance 1 over the batch, then the scale
 * gamma and the shift beta. Evaluation uses running statistics. Conventions are those of PyTorch's BatchNorm1d.
 */
final class BatchNormalization extends NormalizationPass {
    static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final ColumnMath math;
    private final float[] mean;
    private final float[] inverseDeviation;

    /** gamma / deviation. */
    private final float[] slope;

    BatchNormalization(Layer layer, ColumnMath math) {
        super(layer, false);
        this.math = math;
        int width = layer.gamma.numCols;
        mean = new float[width];
        inverseDeviation = new float[width];
        slope = new float[width];
    }

    @Override
    void forward(FMatrixRMaj z, FMatrixRMaj output, boolean training, int from, int to) {
        if (training && z.numRows > 1) {
            batchStatistics(z, from, to);
        } else {
            runningStatistics(from, to);
        }
        int rows = z.numRows;
        int width = z.numCols;
        math.standardize(z.data, rows, width, from, to, mean, inverseDeviation);
        math.scale(z.data, output.data, rows, width, from, to, layer.gamma.data, layer.beta.data);
    }

    private void batchStatistics(FMatrixRMaj z, int from, int to) {
        int rows = z.numRows;
        Arrays.fill(mean, from, to, 0);
        Arrays.fill(inverseDeviation, from, to, 0);
        math.addSums(z.data, rows, z.numCols, from, to, mean);
        for (int j = from; j < to; j++) {
            mean[j] /= rows;
        }
        math.addSquares(z.data, rows, z.numCols, from, to, mean, inverseDeviation);
        for (int j = from; j < to; j++) {
            float variance = inverseDeviation[j] / rows;
            float unbiased = inverseDeviation[j] / (rows - 1);
            layer.mean.data[j] += MOMENTUM * (mean[j] - layer.mean.data[j]);
            layer.variance.data[j] += MOMENTUM * (unbiased - layer.variance.data[j]);
            inverseDeviation[j] = (float) (1 / Math.sqrt(variance + EPSILON));
        }
    }

    private void runningStatistics(int from, int to) {
        for (int j = from; j < to; j++) {
            mean[j] = layer.mean.data[j];
            inverseDeviation[j] = (float) (1 / Math.sqrt(layer.variance.data[j] + EPSILON));
        }
    }

    @Override
    void backward(FMatrixRMaj normalized, FMatrixRMaj dz, int from, int to) {
        int rows = dz.numRows;
        int width = dz.numCols;
        Arrays.fill(dGamma.data, from, to, 0);
        Arrays.fill(dBeta.data, from, to, 0);
        math.addSums(dz.data, rows, width, from, to, dBeta.data);
        math.addProducts(dz.data, normalized.data, rows, width, from, to, dGamma.data);
        for (int j = from; j < to; j++) {
            slope[j] = layer.gamma.data[j] * inverseDeviation[j];
        }
        if (rows == 1) {
            // A batch of one was normalised by running statistics, which are constants here.
            for (int j = from; j < to; j++) {
                dz.data[j] *= slope[j];
            }
            return;
        }
        math.centre(dz.data, normalized.data, rows, width, from, to, dBeta.data, dGamma.data, slope);
    }
}
