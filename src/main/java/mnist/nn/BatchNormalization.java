package mnist.nn;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * Batch normalization (Ioffe, Szegedy 2015): every unit's sums get mean 0 and variance 1 over the batch, then the scale
 * gamma and the shift beta. Evaluation uses running statistics. Conventions are those of PyTorch's BatchNorm1d.
 */
final class BatchNormalization extends NormalizationPass {
    static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.1f;

    private final float[] mean;
    private final float[] inverseDeviation;

    BatchNormalization(Layer layer) {
        super(layer, false);
        int width = layer.gamma.numCols;
        mean = new float[width];
        inverseDeviation = new float[width];
    }

    @Override
    void forward(FMatrixRMaj z, FMatrixRMaj output, boolean training, int from, int to) {
        if (training && z.numRows > 1) {
            batchStatistics(z, from, to);
        } else {
            runningStatistics(from, to);
        }
        for (int row = 0; row < z.numRows; row++) {
            int start = row * z.numCols;
            for (int j = from; j < to; j++) {
                float normalized = (z.data[start + j] - mean[j]) * inverseDeviation[j];
                z.data[start + j] = normalized;
                output.data[start + j] = layer.gamma.data[j] * normalized + layer.beta.data[j];
            }
        }
    }

    private void batchStatistics(FMatrixRMaj z, int from, int to) {
        int rows = z.numRows;
        Arrays.fill(mean, from, to, 0);
        Arrays.fill(inverseDeviation, from, to, 0);
        for (int row = 0; row < rows; row++) {
            for (int j = from; j < to; j++) {
                mean[j] += z.data[row * z.numCols + j];
            }
        }
        for (int j = from; j < to; j++) {
            mean[j] /= rows;
        }
        for (int row = 0; row < rows; row++) {
            for (int j = from; j < to; j++) {
                float difference = z.data[row * z.numCols + j] - mean[j];
                inverseDeviation[j] += difference * difference;
            }
        }
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
        Arrays.fill(dGamma.data, from, to, 0);
        Arrays.fill(dBeta.data, from, to, 0);
        for (int row = 0; row < rows; row++) {
            int start = row * dz.numCols;
            for (int j = from; j < to; j++) {
                dBeta.data[j] += dz.data[start + j];
                dGamma.data[j] += dz.data[start + j] * normalized.data[start + j];
            }
        }
        if (rows == 1) {
            // A batch of one was normalised by running statistics, which are constants here.
            for (int j = from; j < to; j++) {
                dz.data[j] *= layer.gamma.data[j] * inverseDeviation[j];
            }
            return;
        }
        for (int row = 0; row < rows; row++) {
            int start = row * dz.numCols;
            for (int j = from; j < to; j++) {
                float centred =
                        dz.data[start + j] - (dBeta.data[j] + normalized.data[start + j] * dGamma.data[j]) / rows;
                dz.data[start + j] = layer.gamma.data[j] * inverseDeviation[j] * centred;
            }
        }
    }
}
