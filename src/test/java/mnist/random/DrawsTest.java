package mnist.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bounds of statistics are six standard errors or more: a sound generator fails none of them for any seed. */
class DrawsTest {
    private static final int COUNT = 200_000;
    private static final double SIX = 6;

    // ---- stability ----

    /** Runs of earlier versions repeat only as long as these stand. */
    @Test
    void theDrawsOfAKeyNeverChange() {
        Draws draws = Draws.of(1, Purpose.WEIGHTS, 2, 3);
        assertEquals(-4047523605616873670L, draws.bits(0));
        assertEquals(0.1727562f, draws.uniform(1));
        assertEquals(150, draws.below(2, 1000));
        assertEquals(-0.6503262701461848, draws.gaussian(3));
        int[] order = new int[8];
        draws.permutation(order);
        assertArrayEquals(new int[] {1, 7, 0, 3, 6, 5, 4, 2}, order);
    }

    @Test
    void theNumbersOfPurposesNeverChange() {
        assertArrayEquals(
                IntStream.rangeClosed(1, Purpose.values().length).toArray(),
                Arrays.stream(Purpose.values())
                        .mapToInt(purpose -> purpose.number)
                        .toArray());
        assertEquals(1, Purpose.WEIGHTS.number);
        assertEquals(2, Purpose.SHUFFLE.number);
        assertEquals(3, Purpose.SPLIT.number);
        assertEquals(4, Purpose.DIGITS.number);
        assertEquals(5, Purpose.DROPOUT.number);
    }

    // ---- distribution ----

    @ParameterizedTest
    @EnumSource
    void uniformNumbersFillTheirRangeEvenly(Purpose purpose) {
        Draws draws = Draws.of(42, purpose, 1, 1);
        int buckets = 64;
        int[] counts = new int[buckets];
        double sum = 0;
        double lagged = 0;
        float before = draws.uniform(COUNT);
        for (int i = 0; i < COUNT; i++) {
            float value = draws.uniform(i);
            assertTrue(value >= 0 && value < 1);
            counts[(int) (value * buckets)]++;
            sum += value;
            lagged += (value - 0.5) * (before - 0.5);
            before = value;
        }
        assertEquals(0.5, sum / COUNT, SIX * Math.sqrt(1.0 / 12 / COUNT));
        assertEquals(0, lagged / COUNT * 12, SIX / Math.sqrt(COUNT), "neighbours are independent");
        double expected = (double) COUNT / buckets;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertEquals(buckets - 1, chiSquare, SIX * Math.sqrt(2.0 * (buckets - 1)));
    }

    @Test
    void everyBitIsSetHalfOfTheTime() {
        Draws draws = Draws.of(7, Purpose.DROPOUT, 0, 0);
        int[] set = new int[Long.SIZE];
        for (int i = 0; i < COUNT; i++) {
            long bits = draws.bits(i);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (bits >>> bit & 1);
            }
        }
        for (int bit = 0; bit < Long.SIZE; bit++) {
            assertEquals(0.5, (double) set[bit] / COUNT, SIX * 0.5 / Math.sqrt(COUNT), "bit " + bit);
        }
    }

    @Test
    void wholeNumbersStayBelowTheirBound() {
        Draws draws = Draws.of(3, Purpose.SPLIT, 0, 0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[draws.below(i, 7)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, SIX * Math.sqrt(70_000.0 / 7 * 6 / 7));
        }
        assertEquals(0, draws.below(5, 1));
        float between = draws.uniform(9, -2, 3);
        assertTrue(between >= -2 && between < 3);
    }

    @Test
    void gaussianNumbersHaveTheMomentsOfTheNormalDistribution() {
        Draws draws = Draws.of(11, Purpose.WEIGHTS, 1, 0);
        double[] moments = new double[5];
        for (int i = 0; i < COUNT; i++) {
            double value = draws.gaussian(i);
            assertTrue(Double.isFinite(value));
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(value, power) / COUNT;
            }
        }
        double error = SIX / Math.sqrt(COUNT);
        assertEquals(0, moments[1], error);
        assertEquals(1, moments[2], error * Math.sqrt(2));
        assertEquals(0, moments[3], error * Math.sqrt(15));
        assertEquals(3, moments[4], error * Math.sqrt(96));
    }

    // ---- keys ----

    @Test
    void everyPartOfTheKeyCounts() {
        Set<Long> keys = new HashSet<>();
        int made = 0;
        for (long seed : new long[] {0, 1, 2, -1, Long.MIN_VALUE}) {
            for (Purpose purpose : Purpose.values()) {
                for (long a = 0; a < 10; a++) {
                    for (long b = 0; b < 10; b++, made++) {
                        keys.add(Draws.key(seed, purpose, a, b));
                    }
                }
            }
        }
        assertEquals(made, keys.size());
        assertNotEquals(Draws.key(1, Purpose.SHUFFLE, 2, 3), Draws.key(1, Purpose.SHUFFLE, 3, 2));
    }

    @Test
    void purposesDoNotRepeatOneAnother() {
        for (Purpose one : Purpose.values()) {
            for (Purpose other : Purpose.values()) {
                if (one != other) {
                    assertIndependent(Draws.of(1, one, 1, 1), Draws.of(1, other, 1, 1), one + ", " + other);
                }
            }
        }
        assertIndependent(Draws.of(1, Purpose.SHUFFLE, 1, 0), Draws.of(1, Purpose.SHUFFLE, 2, 0), "epochs");
        assertIndependent(Draws.of(1, Purpose.SHUFFLE, 1, 0), Draws.of(2, Purpose.SHUFFLE, 1, 0), "seeds");
    }

    private static void assertIndependent(Draws one, Draws other, String what) {
        int count = 5_000;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            assertNotEquals(one.bits(i), other.bits(i), what);
            sum += (one.uniform(i) - 0.5) * (other.uniform(i) - 0.5);
        }
        assertEquals(0, sum / count * 12, SIX / Math.sqrt(count), what);
    }

    // ---- permutations ----

    @Test
    void aPermutationHasEveryIndexOnce() {
        for (int size : new int[] {0, 1, 2, 3, 17, 1000}) {
            int[] order = new int[size];
            Draws.of(5, Purpose.SHUFFLE, 1, 0).permutation(order);
            assertArrayEquals(
                    IntStream.range(0, size).toArray(),
                    Arrays.stream(order).sorted().toArray());
        }
    }

    @Test
    void everyPermutationIsEquallyLikely() {
        int[] counts = new int[64];
        int trials = 24_000;
        int[] order = new int[4];
        for (int epoch = 0; epoch < trials; epoch++) {
            Draws.of(9, Purpose.SHUFFLE, epoch, 0).permutation(order);
            counts[order[0] * 16 + order[1] * 4 + order[2]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(24, seen.length);
        for (int count : seen) {
            assertEquals(trials / 24.0, count, SIX * Math.sqrt(trials / 24.0));
        }
    }
}
