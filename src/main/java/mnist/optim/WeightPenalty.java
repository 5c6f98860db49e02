package mnist.optim;

import java.util.Arrays;
import mnist.InvalidSetting;

/**
 * What pulls weights towards zero; biases are never touched.
 *
 * @param l1 adds lambda ||W||_1 to the loss
 * @param l2 adds lambda/2 ||W||^2 to the loss
 * @param decay decoupled weight decay: w -= lr decay w, beside the gradient (AdamW)
 * @param maxNorm largest length of the incoming weights of one unit after a step (Srivastava et al. 2014), 0 for any
 */
public record WeightPenalty(float l1, float l2, float decay, float maxNorm) {
    private static final float STRONGEST = 1e6f;

    public static final WeightPenalty NONE = new WeightPenalty(0, 0, 0, 0);

    /** @throws InvalidSetting when a strength is negative or not finite */
    public WeightPenalty {
        requireStrength("penalty.l1", l1);
        requireStrength("penalty.l2", l2);
        requireStrength("penalty.decay", decay);
        InvalidSetting.require(
                maxNorm >= 0 && maxNorm <= Float.MAX_VALUE,
                "penalty.maxNorm",
                "must be a length of 0 or more, not " + maxNorm);
    }

    private static void requireStrength(String setting, float strength) {
        InvalidSetting.require(
                strength >= 0 && strength <= STRONGEST,
                setting,
                "must be 0 or more, and no more than 1e6, not " + strength);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** g += l2 w + l1 sign(w) for elements [from, to), before the optimizer's step. */
    public void addTo(float[] g, float[] w, int from, int to) {
        if (l2 != 0) {
            for (int i = from; i < to; i++) {
                g[i] += l2 * w[i];
            }
        }
        if (l1 != 0) {
            for (int i = from; i < to; i++) {
                g[i] += l1 * Math.signum(w[i]);
            }
        }
    }

    /** w -= lr decay w for elements [from, to), before the optimizer's step. */
    public void decay(float[] w, int from, int to, float learningRate) {
        if (decay != 0) {
            float factor = 1 - learningRate * decay;
            for (int i = from; i < to; i++) {
                w[i] *= factor;
            }
        }
    }

    /** Shortens the columns of w (in x out) that are longer than maxNorm; lengths is scratch for out numbers. */
    public void limit(float[] w, int in, int out, float[] lengths) {
        if (maxNorm == 0) {
            return;
        }
        Arrays.fill(lengths, 0, out, 0);
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                lengths[j] += w[i * out + j] * w[i * out + j];
            }
        }
        for (int j = 0; j < out; j++) {
            float length = (float) Math.sqrt(lengths[j]);
            lengths[j] = length > maxNorm ? maxNorm / length : 1;
        }
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                w[i * out + j] *= lengths[j];
            }
        }
    }
}
