package mnist.view.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The largest of many; of equals, the first. */
final class Ranking {
    private Ranking() {}

    /** Indices of the largest values, largest first. */
    static int[] largest(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Indices of the values farthest from 0, farthest first. */
    static int[] farthest(double[] values, int count) {
        return largest(
                IntStream.range(0, values.length)
                        .mapToDouble(i -> Math.abs(values[i]))
                        .toArray(),
                count);
    }

    /** Places of the numbers of a layer's matrix [in][out] that are farthest from 0, farthest first. */
    static List<WeightAddress> largestWeights(int layer, double[][] matrix, int count) {
        Comparator<WeightAddress> nearestFirst =
                Comparator.comparingDouble((WeightAddress at) -> Math.abs(matrix[at.in()][at.out()]));
        Comparator<WeightAddress> order = nearestFirst
                .thenComparing(Comparator.comparingInt(WeightAddress::in).reversed())
                .thenComparing(Comparator.comparingInt(WeightAddress::out).reversed());
        PriorityQueue<WeightAddress> kept = new PriorityQueue<>(order);
        for (int in = 0; in < matrix.length; in++) {
            for (int out = 0; out < matrix[in].length; out++) {
                boolean full = kept.size() == count;
                if (full && Math.abs(matrix[in][out]) <= size(matrix, kept.peek())) {
                    continue;
                }
                kept.add(new WeightAddress(layer, out, in));
                if (full) {
                    kept.remove();
                }
            }
        }
        List<WeightAddress> result = new ArrayList<>(kept);
        result.sort(order.reversed());
        return result;
    }

    private static double size(double[][] matrix, WeightAddress at) {
        return Math.abs(matrix[at.in()][at.out()]);
    }
}
