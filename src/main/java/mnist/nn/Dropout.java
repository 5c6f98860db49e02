package mnist.nn;

import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/**
 * Inverted dropout (Srivastava et al. 2014): each number is kept with probability 1 - rate and divided by it, so that
 * evaluation needs no change. Each choice is a function of (seed, epoch, image, layer, unit).
 *
 * @param inputRate share of pixels left out, 0 for none
 * @param hiddenRate share of hidden units left out, 0 for none
 * @param seed of the run
 */
public record Dropout(float inputRate, float hiddenRate, long seed) {
    public static final Dropout NONE = new Dropout(0, 0, 0);

    /** @throws IllegalArgumentException when a rate is not in [0, 1) */
    public Dropout {
        requireRate(inputRate);
        requireRate(hiddenRate);
    }

    /** Rate after layer {@code layer}; 0 is the input. */
    float rate(int layer) {
        return layer == 0 ? inputRate : hiddenRate;
    }

    /** output = input * mask for rows [fromRow, toRow); backward the same call takes dOutput to dInput. */
    void apply(FMatrixRMaj input, FMatrixRMaj output, int layer, int epoch, int[] indices, int fromRow, int toRow) {
        int width = input.numCols;
        int threshold = Math.round(rate(layer) * 0x10000);
        float scale = 1 / (1 - rate(layer));
        for (int row = fromRow; row < toRow; row++) {
            long key = Draws.layerKey(seed, Purpose.DROPOUT, epoch, layer, indices[row]);
            int start = row * width;
            for (int unit = 0; unit < width; unit += 4) {
                // One draw of 64 bits decides for four units.
                long bits = Draws.bits(key, unit);
                for (int i = unit; i < Math.min(unit + 4, width); i++, bits >>>= 16) {
                    boolean kept = (bits & 0xFFFF) >= threshold;
                    output.data[start + i] = kept ? scale * input.data[start + i] : 0;
                }
            }
        }
    }

    private static void requireRate(float rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate must be at least 0 and below 1, not " + rate);
        }
    }
}
