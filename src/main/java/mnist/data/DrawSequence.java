package mnist.data;

import mnist.random.Draws;

/** The draws of one key one after another, for code that needs many and each once. */
final class DrawSequence {
    private static final float UNIT_21_BITS = 0x1p-21f;

    private long key;
    private long next;

    /** Starts again with the draws of another key. */
    void restart(long newKey) {
        key = newKey;
        next = 0;
    }

    /** A float in [0, 1). */
    float uniform() {
        return Draws.uniform(key, next++);
    }

    /** A float in [low, high). */
    float uniform(float low, float high) {
        return low + (high - low) * uniform();
    }

    /**
     * A bell-shaped number with mean 0, standard deviation 1 and nothing beyond 3: the sum of three uniform ones, which
     * needs a single draw and no logarithm.
     */
    float bell() {
        long bits = Draws.bits(key, next++);
        float sum = (bits >>> 43) * UNIT_21_BITS
                + ((bits >>> 22) & 0x1FFFFF) * UNIT_21_BITS
                + ((bits >>> 1) & 0x1FFFFF) * UNIT_21_BITS;
        return 2 * sum - 3;
    }
}
