package mnist.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.cli.train.HealthAdvice;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Gradients;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.Workspace;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.NormOps_FDRM;
import org.junit.jupiter.api.Test;

class GradientHealthTest {
    private static final int ROWS = 32;
    private static final int INPUTS = 20;
    private static final int CLASSES = 4;
    private static final float RATE = 0.1f;

    private static NetworkSpec spec(Activation activation, int depth, boolean residual) {
        return NetworkSpec.plain(
                        INPUTS, Collections.nCopies(depth, 10), CLASSES, activation, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(new NetworkSpec.Connections(residual, 0));
    }

    private static FMatrixRMaj images() {
        FMatrixRMaj x = new FMatrixRMaj(ROWS, INPUTS);
        Draws draws = Draws.of(1, Purpose.TOY, 0, 0);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] = draws.uniform(i, 0, 2);
        }
        return x;
    }

    private static int[] labels() {
        int[] labels = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % CLASSES;
        }
        return labels;
    }

    /** The health after one step of plain descent, full batch. */
    private static List<LayerHealth> step(Network network, float rate) {
        GradientHealth health = new GradientHealth(null, network, ROWS, ROWS, List.of());
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(network, backend, ROWS);
            workspace.forwardTraining(images(), null, 1, new int[ROWS]);
            workspace.backward(labels());
            health.beforeStep(1);
            workspace.descend(rate);
            health.afterStep(workspace, rate);
        }
        return health.closeEpoch();
    }

    private static Network network(NetworkSpec spec) {
        return Network.initialize(spec, Initializer.LECUN, 1);
    }

    @Test
    void theNormsAreThoseOfTheStep() {
        Network network = network(spec(Activation.RELU, 2, false));
        Network before = network.copy();
        Gradients gradients = new Gradients(before);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(before, backend, ROWS);
            workspace.forwardTraining(images(), null, 1, new int[ROWS]);
            workspace.backward(labels());
            workspace.gradients(gradients);
        }
        List<LayerHealth> layers = step(network, RATE);
        assertEquals(3, layers.size());
        for (LayerHealth layer : layers) {
            double gradient = NormOps_FDRM.normF(gradients.weights(layer.layer()));
            double weight = NormOps_FDRM.normF(before.layer(layer.layer()).w);
            assertEquals(gradient, layer.gradientNorm(), 1e-4 * gradient);
            assertEquals(RATE * gradient, layer.updateNorm(), 1e-4 * RATE * gradient);
            assertEquals(weight, layer.weightNorm(), 1e-5 * weight);
            assertEquals(layer.layer() < 3, Double.isFinite(layer.deadUnits()));
        }
    }

    /** Three full batches and a short one: the middle one, or in an epoch joined later the next. */
    @Test
    void theMiddleOfAnEpochIsLookedAt() {
        assertEquals(6, measuredStep(5));
        assertEquals(7, measuredStep(7));
        assertEquals(0, measuredStep(8));
    }

    /** The step of the second epoch, 5 to 8, whose weights are told of when it ends; 0 for none. */
    private static int measuredStep(int from) {
        Network network = network(spec(Activation.RELU, 1, false));
        GradientHealth health = new GradientHealth(null, network, 3 * ROWS + 1, ROWS, List.of());
        Map<Double, Integer> steps = new HashMap<>();
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(network, backend, ROWS);
            for (int step = from; step <= 8; step++) {
                workspace.forwardTraining(images(), null, 1, new int[ROWS]);
                workspace.backward(labels());
                steps.put(norm(network.layer(1).w), step);
                health.beforeStep(step);
                workspace.descend(RATE);
                health.afterStep(workspace, RATE);
            }
        }
        List<LayerHealth> layers = health.closeEpoch();
        return layers.isEmpty() ? 0 : steps.get(layers.get(0).weightNorm());
    }

    private static double norm(FMatrixRMaj matrix) {
        double squares = 0;
        for (float value : matrix.data) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /** At the end of a cosine the rate is too small for a float to move; the gradient is there all the same. */
    @Test
    void theGradientDoesNotDependOnTheRate() {
        Network network = network(spec(Activation.RELU, 2, false));
        List<LayerHealth> usual = step(network.copy(), RATE);
        List<LayerHealth> tiny = step(network, 1e-12f);
        for (int i = 0; i < usual.size(); i++) {
            double gradient = usual.get(i).gradientNorm();
            assertEquals(gradient, tiny.get(i).gradientNorm(), 1e-4 * gradient);
        }
        assertEquals("", advice(network, tiny));
    }

    @Test
    void lookingDoesNotChangeTheStep() {
        Network looked = network(spec(Activation.RELU, 2, false));
        Network alone = looked.copy();
        step(looked, RATE);
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            Workspace workspace = new Workspace(alone, backend, ROWS);
            workspace.forwardTraining(images(), null, 1, new int[ROWS]);
            workspace.backward(labels());
            workspace.descend(RATE);
        }
        for (int layer = 1; layer <= 3; layer++) {
            assertArrayEquals(alone.layer(layer).w.data, looked.layer(layer).w.data);
            assertArrayEquals(alone.layer(layer).b.data, looked.layer(layer).b.data);
        }
    }

    /** Where no gradient reaches the last layer there is nothing to compare the first with. */
    @Test
    void nothingIsSaidOfAMissingGradient() {
        NetworkSpec spec = spec(Activation.RELU, 1, false);
        LayerHealth first = new LayerHealth(1, 200, 3, 1e-3, 1e-6, 0, 0);
        LayerHealth last = new LayerHealth(2, 40, 3, 0, 0, Double.NaN, Double.NaN);
        assertFalse(new HealthAdvice(spec, Messages.of("train", Language.ENGLISH))
                .of(List.of(first, last))
                .isPresent());
    }

    @Test
    void deadUnitsAreCounted() {
        Network network = network(spec(Activation.RELU, 2, false));
        for (int unit = 0; unit < 7; unit++) {
            network.layer(1).b.data[unit] = -100;
        }
        List<LayerHealth> layers = step(network, RATE);
        assertTrue(layers.get(0).deadUnits() >= 0.7 && layers.get(0).deadUnits() < 1);
        assertTrue(layers.get(0).flatActivations() >= 0.7);
        assertTrue(advice(network, layers).contains("dead"), advice(network, layers));
    }

    @Test
    void saturationIsFound() {
        Network network = network(spec(Activation.SIGMOID, 2, false));
        network.layer(1).b.fill(30);
        assertEquals(1, step(network, RATE).get(0).flatActivations());
        network.layer(1).b.zero();
        assertTrue(step(network, RATE).get(0).flatActivations() < 0.2);
    }

    @Test
    void vanishingGradientsAreFoundAndCured() {
        NetworkSpec deep = spec(Activation.SIGMOID, 10, false);
        String advice = advice(network(deep), step(network(deep), RATE));
        assertTrue(advice.contains("vanish") && advice.contains("--residual"), advice);
        for (NetworkSpec cure : List.of(spec(Activation.SIGMOID, 10, true), spec(Activation.SIGMOID, 2, false))) {
            assertEquals("", advice(network(cure), step(network(cure), RATE / 100)));
        }
    }

    @Test
    void zeroWeightsAreFound() {
        NetworkSpec spec = spec(Activation.TANH, 2, false);
        Network network = new Network(spec);
        network.layer(3).w.fill(0.1f);
        String advice = advice(network, step(network, RATE));
        assertTrue(advice.contains("no gradient reaches layer 1"), advice);
    }

    @Test
    void stepsThatAreTooLongAreFound() {
        Network network = network(spec(Activation.RELU, 2, false));
        String advice = advice(network, step(network, 100));
        assertTrue(advice.contains("one step changes layer") && advice.contains("--lr"), advice);
    }

    @Test
    void aHealthyNetworkIsLeftAlone() {
        Network network = network(spec(Activation.RELU, 2, false));
        assertEquals("", advice(network, step(network, RATE)));
        assertFalse(new HealthAdvice(network.spec(), Messages.of("train", Language.ENGLISH))
                .of(List.of())
                .isPresent());
    }

    private static String advice(Network network, List<LayerHealth> layers) {
        return new HealthAdvice(network.spec(), Messages.of("train", Language.ENGLISH))
                .of(layers)
                .orElse("");
    }
}
