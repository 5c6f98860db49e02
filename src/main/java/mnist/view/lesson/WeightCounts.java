package mnist.view.lesson;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.nn.Layer;
import mnist.nn.Network;

/** What there is to count among a network's weights, biases apart. */
public final class WeightCounts {
    private WeightCounts() {}

    /** How many units of the layer have weights that no other has all of. */
    public static int differentUnits(Layer layer) {
        Set<List<Float>> units = IntStream.range(0, layer.w.numCols)
                .mapToObj(unit -> IntStream.range(0, layer.w.numRows)
                        // A zero is a zero, with a minus too.
                        .mapToObj(input -> layer.w.get(input, unit) + 0f)
                        .toList())
                .collect(Collectors.toSet());
        return units.size();
    }

    /** The share of all weights, 0 to 1, that are closer to 0 than the limit. */
    public static double shareBelow(Network network, double limit) {
        long all = 0;
        long small = 0;
        for (int layer = 1; layer <= network.spec().layers(); layer++) {
            float[] w = network.layer(layer).w.data;
            all += w.length;
            for (float weight : w) {
                small += Math.abs(weight) < limit ? 1 : 0;
            }
        }
        return (double) small / all;
    }
}
