package mnist.random;

/**
 * Random numbers without a state: each is a function of (seed, purpose, a, b, index), so nothing has to be saved to
 * repeat or resume a run, and the order in which threads draw makes no difference.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", OOPSLA 2014), applied once per word of the key.
 */
public final class Draws {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final float FLOAT_UNIT = 0x1p-24f;
    private static final double DOUBLE_UNIT = 0x1p-53;

    /** More than any network has, so that no two (epoch, layer) share a key. */
    private static final int LAYERS_AT_MOST = 1 << 16;

    private final long key;

    private Draws(long key) {
        this.key = key;
    }

    /** The draws of one purpose, told apart by two further numbers, for example (epoch, image). */
    public static Draws of(long seed, Purpose purpose, long a, long b) {
        return new Draws(key(seed, purpose, a, b));
    }

    /** The key of {@link #of}, for loops that must not allocate; use it with {@link #bits(long, long)}. */
    public static long key(long seed, Purpose purpose, long a, long b) {
        long key = mix(seed + GOLDEN_GAMMA);
        key = mix(key + purpose.number * GOLDEN_GAMMA);
        key = mix(key + a * GOLDEN_GAMMA + 1);
        return mix(key + b * GOLDEN_GAMMA + 2);
    }

    /** The key of what is drawn for one image at one layer in one epoch: independent of batches, threads and order. */
    public static long layerKey(long seed, Purpose purpose, int epoch, int layer, int image) {
        return key(seed, purpose, (long) epoch * LAYERS_AT_MOST + layer, image);
    }

    /** The 64 random bits number {@code index} of the given key. */
    public static long bits(long key, long index) {
        return mix(key + (index + 1) * GOLDEN_GAMMA);
    }

    /** A float in [0, 1), a multiple of 2^-24. */
    public static float uniform(long key, long index) {
        return (bits(key, index) >>> 40) * FLOAT_UNIT;
    }

    /** An int in [0, bound), by multiplication of the upper 32 bits (bias below 2^-32 x bound). */
    public static int below(long key, long index, int bound) {
        return (int) (((bits(key, index) >>> 32) * bound) >>> 32);
    }

    public long bits(long index) {
        return bits(key, index);
    }

    /** A float in [0, 1). */
    public float uniform(long index) {
        return uniform(key, index);
    }

    /** A float in [low, high). */
    public float uniform(long index, float low, float high) {
        return low + (high - low) * uniform(key, index);
    }

    /** An int in [0, bound). */
    public int below(long index, int bound) {
        return below(key, index, bound);
    }

    /** A standard normal number (Box and Muller 1958; StrictMath, so that every platform draws the same). */
    public double gaussian(long index) {
        double radius = ((bits(key, 2 * index) >>> 11) + 1) * DOUBLE_UNIT;
        double angle = (bits(key, 2 * index + 1) >>> 11) * DOUBLE_UNIT;
        return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
    }

    /** Fills {@code order} with a random permutation of its indices (Fisher and Yates). */
    public void permutation(int[] order) {
        permutation(key, order);
    }

    /** {@link #permutation(int[])} of the given key. */
    public static void permutation(long key, int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = below(key, i, i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
