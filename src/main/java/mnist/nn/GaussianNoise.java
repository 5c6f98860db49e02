package mnist.nn;

import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/**
 * Noise that is added in training, never in evaluation: to the inputs, and to every hidden layer's sums after their
 * normalization and before gamma and beta (Rasmus et al.: "Semi-supervised learning with ladder networks", 2015, whose
 * baseline is a perceptron with batch normalization and this noise). Each number is a function of (seed, epoch, image,
 * layer, unit).
 *
 * <p>A number is the sum of four uniform ones (Irwin, Hall 1927) brought to the deviation asked for: it ends at 3.5
 * deviations, and a draw of 64 bits is enough for it.
 *
 * @param inputDeviation standard deviation on the inputs, in their units, 0 for none
 * @param hiddenDeviation standard deviation on the sums of hidden layers, 0 for none
 * @param seed of the run
 */
public record GaussianNoise(float inputDeviation, float hiddenDeviation, long seed) {
    public static final GaussianNoise NONE = new GaussianNoise(0, 0, 0);

    private static final int WORD = 0xFFFF;
    private static final int MEAN_OF_FOUR = 2 * WORD;
    private static final double DEVIATION_OF_FOUR = 0x10000 / Math.sqrt(3);

    /** @throws IllegalArgumentException when a deviation is negative or not a number */
    public GaussianNoise {
        requireDeviation(inputDeviation);
        requireDeviation(hiddenDeviation);
    }

    /** Standard deviation in layer {@code layer}; 0 is the input. */
    float deviation(int layer) {
        return layer == 0 ? inputDeviation : hiddenDeviation;
    }

    /** Writes the noise of layer {@code layer} for rows [fromRow, toRow) of noise: B x width. */
    void draw(FMatrixRMaj noise, int layer, int epoch, int[] indices, int fromRow, int toRow) {
        int width = noise.numCols;
        float unit = (float) (deviation(layer) / DEVIATION_OF_FOUR);
        for (int row = fromRow; row < toRow; row++) {
            long key = Draws.layerKey(seed, Purpose.NOISE, epoch, layer, indices[row]);
            int start = row * width;
            for (int j = 0; j < width; j++) {
                noise.data[start + j] = (sumOfFour(Draws.bits(key, j)) - MEAN_OF_FOUR) * unit;
            }
        }
    }

    private static int sumOfFour(long bits) {
        return (int) ((bits & WORD) + (bits >>> 16 & WORD) + (bits >>> 32 & WORD) + (bits >>> 48));
    }

    private static void requireDeviation(float deviation) {
        if (!(deviation >= 0 && deviation <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("the noise's standard deviation must be 0 or more, not " + deviation);
        }
    }
}
