package mnist.nn.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.nn.ReceptiveFields;
import mnist.nn.reference.FiniteDifference.Slope;
import mnist.random.Draws;
import mnist.random.Purpose;

/**
 * Backpropagation against finite differences, in double precision, on some numbers of every layer drawn at random.
 *
 * <p>An error is relative to the larger of the two slopes, or to a thousandth of the largest of the layer where that is
 * more: the difference of two losses says nothing about a slope of almost 0.
 */
public final class GradientCheck {
    private static final double[] STEPS = {1e-3, 1e-4};
    private static final double NEGLIGIBLE = 1e-3;

    private final ReferenceNetwork network;
    private final FiniteDifference difference;
    private final List<LayerTrace> traces;

    /**
     * What became of one layer.
     *
     * @param compared numbers whose slopes were measured
     * @param kinks numbers left out, as every step took a unit across the kink of its activation
     * @param largestGradient of all that were drawn
     * @param relativeError the largest of those compared
     * @param worst where it was: "weight 1,5,406" is layer, out, in; "bias 1,5" is layer, out
     */
    public record LayerCheck(
            int layer, int compared, int kinks, double largestGradient, double relativeError, String worst) {}

    /**
     * @param x images, [row][input]
     * @param labels what they are
     */
    public GradientCheck(ReferenceNetwork network, double[][] x, int[] labels) {
        this.network = network;
        double[][] targets = network.targets(labels);
        difference = new FiniteDifference(network, x, targets);
        traces = network.forward(x);
        network.backward(traces, targets);
    }

    /**
     * Draws {@code samples} different numbers of layer {@code number} (from 1), a function of the seed, and compares
     * each; all of the layer where it has no more.
     */
    public LayerCheck layer(int number, int samples, long seed) {
        return layer(number, samples, seed, () -> {});
    }

    /** So many numbers are compared in a layer, at most {@code samples}. */
    public long count(int number, int samples) {
        return Math.min(
                samples,
                places(number).stream().mapToLong(place -> place.indices.length).sum());
    }

    /** As the other; {@code compared} is called after each comparison. */
    public LayerCheck layer(int number, int samples, long seed, Runnable compared) {
        List<Place> places = places(number);
        long[] ends = new long[places.size()];
        long total = 0;
        for (int i = 0; i < ends.length; i++) {
            total += places.get(i).indices.length;
            ends[i] = total;
        }
        Draws draws = Draws.of(seed, Purpose.EXPLAIN, number, 0);
        Map<Long, Comparison> drawn = new LinkedHashMap<>();
        boolean all = total <= samples;
        for (int i = 0; drawn.size() < Math.min(total, samples); i++) {
            long at = all ? i : Long.remainderUnsigned(draws.bits(i), total);
            if (!drawn.containsKey(at)) {
                drawn.put(at, compare(places, ends, at));
                compared.run();
            }
        }
        return summary(number, new ArrayList<>(drawn.values()));
    }

    private static LayerCheck summary(int number, List<Comparison> comparisons) {
        double largest = comparisons.stream()
                .mapToDouble(c -> Math.max(Math.abs(c.gradient), Math.abs(c.slope.slope())))
                .max()
                .orElse(0);
        double worst = 0;
        String worstName = "-";
        int kinks = 0;
        for (Comparison c : comparisons) {
            if (c.slope.crossesKink()) {
                kinks++;
                continue;
            }
            double size = Math.max(Math.abs(c.gradient), Math.abs(c.slope.slope()));
            double error = Math.abs(c.gradient - c.slope.slope()) / Math.max(size, NEGLIGIBLE * largest);
            // Written so that NaN is the worst.
            if (!(error <= worst) && largest > 0) {
                worst = error;
                worstName = c.name;
            }
        }
        return new LayerCheck(number, comparisons.size() - kinks, kinks, largest, worst, worstName);
    }

    /** One number's two slopes. */
    private record Comparison(String name, double gradient, Slope slope) {}

    private Comparison compare(List<Place> places, long[] ends, long at) {
        int i = 0;
        while (at >= ends[i]) {
            i++;
        }
        Place place = places.get(i);
        int index = place.indices[(int) (at - (ends[i] - place.indices.length))];
        Slope slope = null;
        for (double step : STEPS) {
            slope = difference.refined(place.numbers, index, step);
            if (!slope.crossesKink()) {
                break;
            }
        }
        return new Comparison(place.name(index), place.gradient[index], slope);
    }

    /** A row of numbers with its gradient; indices are those of the numbers that are parameters. */
    private record Place(String kind, int layer, int in, double[] numbers, double[] gradient, int[] indices) {
        Place(String kind, int layer, int in, double[] numbers, double[] gradient) {
            this(
                    kind,
                    layer,
                    in,
                    numbers,
                    gradient,
                    IntStream.range(0, numbers.length).toArray());
        }

        String name(int index) {
            return kind + " " + layer + "," + index + (in < 0 ? "" : "," + in);
        }
    }

    /** Without the weights of inputs that are 0 in every image: their slopes are 0, and no drawing is needed to see it. */
    private List<Place> places(int number) {
        LayerTrace t = traces.get(number - 1);
        ReferenceLayer layer = network.layer(number);
        ReceptiveFields fields = network.spec().receptiveFieldsAt(number);
        List<Place> places = new ArrayList<>();
        for (int in = 0; in < layer.w.length; in++) {
            if (isUsed(t.x, in)) {
                places.add(new Place("weight", number, in, layer.w[in], t.d.w[in], connected(fields, in, layer.w[in])));
                if (layer.projection != null) {
                    places.add(new Place("projection", number, in, layer.projection[in], t.d.projection[in]));
                }
            }
        }
        places.add(new Place("bias", number, -1, layer.b, t.d.b));
        if (layer.gamma != null) {
            places.add(new Place("gamma", number, -1, layer.gamma, t.d.gamma));
            places.add(new Place("beta", number, -1, layer.beta, t.d.beta));
        }
        return places;
    }

    private static int[] connected(ReceptiveFields fields, int in, double[] w) {
        return IntStream.range(0, w.length)
                .filter(out -> fields == null || fields.connects(in, out))
                .toArray();
    }

    private static boolean isUsed(double[][] x, int in) {
        for (double[] row : x) {
            if (row[in] != 0) {
                return true;
            }
        }
        return false;
    }
}
