package mnist.bench;

import java.util.Arrays;

/** Warms up, measures several times and takes the median. */
public final class Trials {
    private static final int COUNT = 7;

    /** What is not compiled yet is a hundred times slower; this is enough even beside other work. */
    private static final long WARM_UP_NANOS = 700_000_000L;

    private Trials() {}

    static void warmUp(Runnable work) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < WARM_UP_NANOS) {
            work.run();
        }
    }

    /** The median of the trials' rates: {@code amount}, which is what one trial does, by nanoseconds. */
    static double medianRate(double amount, Runnable trial) {
        double[] rates = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            long start = System.nanoTime();
            trial.run();
            rates[i] = amount / (System.nanoTime() - start);
        }
        return median(rates);
    }

    /** Of an even number of values the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
