package mnist.view.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceLayer;

/**
 * All of a network's gradient as one vector, ranked by size.
 *
 * @param numbers how many there are
 * @param zeros how many of them are 0
 * @param ranked the largest, and some behind them
 */
record GradientVector(long numbers, long zeros, List<Entry> ranked) {
    private static final int LARGEST = 3;

    /** Enough to see that some count for little. */
    private static final int TIMES = 32;

    /**
     * One number of the vector.
     *
     * @param rank from 1
     * @param kind weight, bias, gamma, beta or projection
     * @param in null for what has no input
     */
    record Entry(long rank, String kind, int layer, int out, Integer in, double gradient) {
        String address() {
            return layer + "," + out + (in == null ? "" : "," + in);
        }
    }

    /** Part of the vector: a parameter of a layer as rows [in][out], or one row [out]. */
    private record Part(String kind, int layer, double[][] d) {}

    static GradientVector of(List<LayerTrace> traces) {
        List<Part> parts = new ArrayList<>();
        for (int number = 1; number <= traces.size(); number++) {
            ReferenceLayer d = traces.get(number - 1).d;
            add(parts, "weight", number, d.w);
            add(parts, "bias", number, d.b);
            add(parts, "gamma", number, d.gamma);
            add(parts, "beta", number, d.beta);
            add(parts, "projection", number, d.projection);
        }
        double[] sizes = parts.stream()
                .flatMap(part -> Arrays.stream(part.d))
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .toArray();
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        long zeros = Arrays.stream(sizes).filter(size -> size == 0).count();
        List<Entry> ranked = ranks(sorted, sizes.length - (int) zeros).stream()
                .map(rank -> entry(rank, sizes, sorted, parts))
                .toList();
        return new GradientVector(sizes.length, zeros, ranked);
    }

    private static void add(List<Part> parts, String kind, int layer, double[]... d) {
        if (d != null && d[0] != null) {
            parts.add(new Part(kind, layer, d));
        }
    }

    /** The first few, then each power of ten, the last that is not 0, and the first of at most a share of the largest. */
    private static TreeSet<Integer> ranks(double[] ascending, int nonZero) {
        TreeSet<Integer> ranks = new TreeSet<>();
        for (int rank = 1; rank <= Math.min(LARGEST, nonZero); rank++) {
            ranks.add(rank);
        }
        for (int rank = 10; rank <= nonZero; rank *= 10) {
            ranks.add(rank);
        }
        if (nonZero > 0) {
            ranks.add(nonZero);
            int small = 1;
            while (small < nonZero && ascending[ascending.length - small] * TIMES > ascending[ascending.length - 1]) {
                small++;
            }
            ranks.add(small);
        }
        return ranks;
    }

    /** One to compare the largest with: so many times as small, or as near to it as there is. */
    Entry compared() {
        double largest = Math.abs(ranked.get(0).gradient);
        return ranked.stream()
                .min(Comparator.comparingDouble(
                        entry -> Math.abs(Math.log(largest / Math.abs(entry.gradient) / TIMES))))
                .orElseThrow();
    }

    /** Of equals, the first in the vector has the first rank. */
    private static Entry entry(int rank, double[] sizes, double[] sorted, List<Part> parts) {
        double size = sorted[sorted.length - rank];
        long amongEquals =
                rank - Arrays.stream(sizes).filter(other -> other > size).count();
        int at = -1;
        while (amongEquals > 0) {
            at++;
            amongEquals -= sizes[at] == size ? 1 : 0;
        }
        for (Part part : parts) {
            int width = part.d[0].length;
            int count = part.d.length * width;
            if (at < count) {
                boolean isVector = List.of("bias", "gamma", "beta").contains(part.kind);
                Integer in = isVector ? null : Integer.valueOf(at / width);
                return new Entry(rank, part.kind, part.layer, at % width, in, part.d[at / width][at % width]);
            }
            at -= count;
        }
        throw new IllegalStateException("no number " + at);
    }
}
