package mnist.view.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import org.junit.jupiter.api.Test;

class WeightCountsTest {
    private final Network network = new Network(NetworkSpec.plain(
            2,
            java.util.List.of(3),
            4,
            mnist.nn.Activation.RELU,
            mnist.nn.Output.SOFTMAX,
            mnist.nn.Loss.CROSS_ENTROPY));

    @Test
    void unitsAreTheSameWhereAllTheirWeightsAre() {
        assertEquals(1, WeightCounts.differentUnits(network.layer(1)));
        network.layer(1).w.set(0, 1, -0f);
        assertEquals(1, WeightCounts.differentUnits(network.layer(1)), "minus zero");
        network.layer(1).w.set(1, 1, 1e-9f);
        assertEquals(2, WeightCounts.differentUnits(network.layer(1)));
        network.layer(1).w.set(1, 2, 1e-9f);
        assertEquals(2, WeightCounts.differentUnits(network.layer(1)), "the second and third");
    }

    @Test
    void smallWeightsAreCountedInAllLayers() {
        for (int layer = 1; layer <= 2; layer++) {
            Arrays.fill(network.layer(layer).w.data, 1);
        }
        network.layer(1).w.set(0, 0, -0.5f);
        network.layer(2).w.set(0, 0, 0.9f);
        assertEquals(1.0 / 18, WeightCounts.shareBelow(network, 0.6));
        assertEquals(2.0 / 18, WeightCounts.shareBelow(network, 1));
    }
}
