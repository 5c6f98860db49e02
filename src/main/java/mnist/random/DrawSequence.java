package mnist.random;

/** The draws of one key one after another, for code that needs many and each once. */
public final class DrawSequence {
    private static final float UNIT_21_BITS = 0x1p-21f;

    private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;

    /** Mean and standard deviation of the sum of four bytes, each of variance (256^2 - 1) / 12. */
    private static final int FOUR_BYTES_MEAN = 510;

    private static final float FOUR_BYTES_DEVIATION = (float) Math.sqrt(4 * 65535 / 12.0);

    private long key;
    private long next;

    /** Starts again with the draws of another key. */
    public void restart(long newKey) {
        key = newKey;
        next = 0;
    }

    /** A float in [0, 1). */
    public float uniform() {
        return Draws.uniform(key, next++);
    }

    /** A float in [low, high). */
    public float uniform(float low, float high) {
        return low + (high - low) * uniform();
    }

    /**
     * A bell-shaped number with mean 0, standard deviation 1 and nothing beyond 3: the sum of three uniform ones, which
     * needs a single draw and no logarithm.
     */
    public float bell() {
        long bits = Draws.bits(key, next++);
        float sum = (bits >>> 43) * UNIT_21_BITS
                + ((bits >>> 22) & 0x1FFFFF) * UNIT_21_BITS
                + ((bits >>> 1) & 0x1FFFFF) * UNIT_21_BITS;
        return 2 * sum - 3;
    }

    /**
     * Fills the array with bell-shaped numbers of mean 0 and the given standard deviation, nothing beyond 3.5 of them:
     * sums of four bytes, two from each draw.
     */
    public void bells(float deviation, float[] target) {
        float scale = deviation / FOUR_BYTES_DEVIATION;
        for (int i = 0; i < target.length; i += 2) {
            long bits = Draws.bits(key, next++);
            long pairs = (bits & EVEN_BYTES) + (bits >>> 8 & EVEN_BYTES);
            long fours = pairs + (pairs >>> 16);
            target[i] = scale * ((int) (fours & 0xffff) - FOUR_BYTES_MEAN);
            if (i + 1 < target.length) {
                target[i + 1] = scale * ((int) (fours >>> 32 & 0xffff) - FOUR_BYTES_MEAN);
            }
        }
    }
}
