package mnist.nn.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.reference.GradientCheck.LayerCheck;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampledGradientCheckTest {
    private static final double TARGET = 1e-6;
    private static final int[] LABELS = {0, 1, 2};

    private static ReferenceNetwork network(Activation activation, Normalization normalization) {
        NetworkSpec spec = NetworkSpec.plain(20, List.of(16, 9), 3, activation, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(normalization)
                .with(new NetworkSpec.Connections(true, 0));
        return new ReferenceNetwork(Network.initialize(spec, Initializer.LECUN, 2));
    }

    private static double[][] images() {
        Draws draws = Draws.of(3, Purpose.TOY, 0, 0);
        return DoubleArrays.map(
                new double[LABELS.length][20], (row, j) -> j < 5 ? 0 : draws.uniform(20L * row + j, 0, 2));
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationAgrees(Activation activation) {
        for (Normalization normalization : Normalization.values()) {
            GradientCheck check = new GradientCheck(network(activation, normalization), images(), LABELS);
            for (int layer = 1; layer <= 3; layer++) {
                LayerCheck result = check.layer(layer, 60, 1);
                assertTrue(result.relativeError() <= TARGET, result.toString());
                assertTrue(result.compared() > 20, result.toString());
                assertTrue(result.largestGradient() > 0, result.toString());
            }
        }
    }

    @Test
    void aWrongGradientIsFound() {
        ReferenceNetwork network = network(Activation.TANH, Normalization.NONE);
        GradientCheck check = new GradientCheck(network, images(), LABELS);
        network.layer(1).w[9][3] += 0.5; // The gradients were of another network.
        for (int layer = 1; layer <= 3; layer++) {
            assertTrue(check.layer(layer, 60, 1).relativeError() > 1e-3);
        }
    }

    @Test
    void inputsThatAreAlwaysZeroAreNotDrawn() {
        GradientCheck check = new GradientCheck(network(Activation.TANH, Normalization.NONE), images(), LABELS);
        assertEquals(15 * 16 + 16, check.layer(1, 1000, 1).compared());
    }

    @Test
    void whatIsNotConnectedIsNotDrawn() {
        NetworkSpec spec = NetworkSpec.plain(16, List.of(12), 3, Activation.TANH, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(Normalization.BATCH)
                .with(new NetworkSpec.Connections(false, 2));
        Draws draws = Draws.of(3, Purpose.TOY, 0, 0);
        double[][] images = DoubleArrays.map(new double[3][16], (row, j) -> draws.uniform(16L * row + j, 0.1f, 2));
        ReferenceNetwork network = new ReferenceNetwork(Network.initialize(spec, Initializer.LECUN, 2));
        LayerCheck result = new GradientCheck(network, images, LABELS).layer(1, 1000, 1);
        assertEquals(12 * 4 + 3 * 12, result.compared());
        assertTrue(result.relativeError() <= TARGET, result.toString());
    }

    @Test
    void gradientsAgreeWhereTheNetworkIsAlmostCertain() {
        ReferenceNetwork network = network(Activation.TANH, Normalization.NONE);
        network.layer(3).b[1] += 25;
        int[] labels = {1, 1, 1};
        assertTrue(network.loss(network.forward(images()), labels) < 1e-9);
        GradientCheck check = new GradientCheck(network, images(), labels);
        for (int layer = 1; layer <= 3; layer++) {
            LayerCheck result = check.layer(layer, 60, 1);
            assertTrue(result.relativeError() <= TARGET, result.toString());
        }
    }

    @Test
    void aUnitAtItsKinkIsLeftOutAndCounted() {
        ReferenceNetwork network = network(Activation.RELU, Normalization.NONE);
        double[][] images = images();
        for (int in = 0; in < 20; in++) {
            network.layer(1).w[in][0] = 0;
        }
        network.layer(1).b[0] = 0;
        LayerCheck result = new GradientCheck(network, images, LABELS).layer(1, 1000, 1);
        assertEquals(15 + 1, result.kinks());
        assertEquals(15 * 16 + 16, result.kinks() + result.compared());
        assertTrue(result.relativeError() <= TARGET);
    }

    @Test
    void noNumberIsDrawnTwice() {
        GradientCheck check = new GradientCheck(network(Activation.TANH, Normalization.NONE), images(), LABELS);
        int all = 15 * 16 + 16;
        for (int samples : new int[] {1, 100, all - 1, all}) {
            assertEquals(samples, check.layer(1, samples, 1).compared());
        }
    }

    @Test
    void theWorstIsNamedByLayerOutAndIn() {
        ReferenceNetwork network = network(Activation.TANH, Normalization.NONE);
        GradientCheck check = new GradientCheck(network, images(), LABELS);
        network.layer(3).w[8][2] += 0.5; // Only what lies below and beside it notices.
        assertTrue(check.layer(2, 1000, 1).worst().matches("(weight 2,\\d+,\\d+|bias 2,\\d+)"));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        GradientCheck check = new GradientCheck(network(Activation.GELU, Normalization.NONE), images(), LABELS);
        assertEquals(check.layer(1, 40, 7), check.layer(1, 40, 7));
    }

    @Test
    void theNetworkIsLeftAsItWas() {
        ReferenceNetwork network = network(Activation.SIGMOID, Normalization.LAYER);
        double before = network.loss(network.forward(images()), LABELS);
        new GradientCheck(network, images(), LABELS).layer(1, 100, 1);
        assertEquals(before, network.loss(network.forward(images()), LABELS));
    }
}
