package mnist;

/**
 * How long the tests by chance go on: a little in every test run, long with {@code make soak}. Each says the seed of its
 * draws when it fails; {@code -Dmnist.seed=SEED} repeats them.
 */
public final class Soak {
    private static final boolean LONG = Boolean.getBoolean("mnist.soak");

    private Soak() {}

    /** How often something is tried: in every test run, and in the long one. */
    public static int times(int always, int soak) {
        return LONG ? soak : always;
    }

    public static boolean isLong() {
        return LONG;
    }

    /** The seed of {@code -Dmnist.seed}, or one by the clock. */
    public static long seed() {
        return Long.getLong("mnist.seed", System.nanoTime());
    }
}
