package mnist.nn;

import org.ejml.data.FMatrixRMaj;

/**
 * Layer normalization (Ba, Kiros, Hinton 2016): every row's sums get mean 0 and variance 1 over the units, then the scale
 * gamma and the shift beta. Training and evaluation are the same.
 */
final class LayerNormalization extends NormalizationPass {
    private static final float EPSILON = 1e-5f;

    private final float[] inverseDeviation;
    private final FMatrixRMaj upstream;

    LayerNormalization(Layer layer, int maxRows) {
        super(layer, true);
        int width = layer.gamma.numCols;
        inverseDeviation = new float[maxRows];
        upstream = new FMatrixRMaj(maxRows, width);
    }

    @Override
    void forward(FMatrixRMaj z, FMatrixRMaj output, boolean training, int fromRow, int toRow) {
        int width = z.numCols;
        for (int row = fromRow; row < toRow; row++) {
            int start = row * width;
            float sum = 0;
            for (int j = 0; j < width; j++) {
                sum += z.data[start + j];
            }
            float mean = sum / width;
            float squares = 0;
            for (int j = 0; j < width; j++) {
                float difference = z.data[start + j] - mean;
                squares += difference * difference;
            }
            float inverse = (float) (1 / Math.sqrt(squares / width + EPSILON));
            inverseDeviation[row] = inverse;
            for (int j = 0; j < width; j++) {
                float normalized = (z.data[start + j] - mean) * inverse;
                z.data[start + j] = normalized;
                output.data[start + j] = layer.gamma.data[j] * normalized + layer.beta.data[j];
            }
        }
    }

    @Override
    void backward(FMatrixRMaj normalized, FMatrixRMaj dz, int fromRow, int toRow) {
        int width = dz.numCols;
        for (int row = fromRow; row < toRow; row++) {
            int start = row * width;
            float sum = 0;
            float product = 0;
            for (int j = 0; j < width; j++) {
                float scaled = dz.data[start + j] * layer.gamma.data[j];
                // dGamma sums over rows, which other threads work on: it is summed from here at the end.
                upstream.data[start + j] = dz.data[start + j];
                dz.data[start + j] = scaled;
                sum += scaled;
                product += scaled * normalized.data[start + j];
            }
            for (int j = 0; j < width; j++) {
                float centred = dz.data[start + j] - (sum + normalized.data[start + j] * product) / width;
                dz.data[start + j] = inverseDeviation[row] * centred;
            }
        }
    }

    @Override
    void sumGradients(FMatrixRMaj normalized) {
        dGamma.zero();
        dBeta.zero();
        for (int row = 0; row < normalized.numRows; row++) {
            int start = row * normalized.numCols;
            for (int j = 0; j < normalized.numCols; j++) {
                dBeta.data[j] += upstream.data[start + j];
                dGamma.data[j] += upstream.data[start + j] * normalized.data[start + j];
            }
        }
    }
}
