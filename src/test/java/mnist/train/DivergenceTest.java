package mnist.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.Constants;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Gradients;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.Parameter;
import mnist.nn.Workspace;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.random.Draws;
import mnist.random.Purpose;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However wild a run becomes, nothing but finite numbers is ever written to its parameters. */
class DivergenceTest {
    private static final int INPUTS = 12;
    private static final int CLASSES = 4;
    private static final int ROWS = 9;
    private static final int EPOCHS = 200;

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"})
    void parametersStayFinite(String optimizer) {
        int diverged = 0;
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            for (NetworkSpec spec : specs()) {
                for (float rate : new float[] {1, 30, 1e3f, 1e6f, 1e12f, 1e25f, 3e38f}) {
                    for (float clip : new float[] {0, 1e30f}) {
                        diverged += divergedFinitely(spec, config(optimizer, rate, clip), backend) ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(diverged > 0, "nothing was put to the test");
    }

    /** Trains until it diverges, if it does. */
    private static boolean divergedFinitely(NetworkSpec spec, TrainingConfig config, Backend backend) {
        TrainingState state = new TrainingState(Network.initialize(spec, Initializer.HE, 5), config);
        TrainingListener listener = new TrainingListener() {
            @Override
            public boolean afterStep(TrainingState state) {
                assertFinite(state, config);
                return true;
            }
        };
        try (OneBatch batch = new OneBatch(inputs(), labels())) {
            Trainer trainer = new Trainer(config, state, batch, null, backend, listener);
            trainer.train();
            return false;
        } catch (DivergedException e) {
            assertEquals(state.counters.epoch + 1, e.epoch());
            assertEquals(1, e.step());
            assertEquals(state.counters.epoch, state.counters.step, "the step was not counted as done");
            assertFinite(state, config);
            return true;
        }
    }

    private static void assertFinite(TrainingState state, TrainingConfig config) {
        String place = state.network.spec() + ", " + config + ", step " + state.counters.step;
        for (Parameter parameter : state.network.parameters()) {
            assertFinite(parameter.value().data, place);
        }
        for (float[][] memory : state.optimizerState) {
            for (float[] numbers : memory) {
                assertFinite(numbers, place);
            }
        }
    }

    private static void assertFinite(float[] numbers, String place) {
        for (float number : numbers) {
            assertTrue(Float.isFinite(number), place);
        }
    }

    @Test
    void theBoundIsNeverBelowTheGradient() {
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            for (NetworkSpec spec : specs()) {
                Network network = Network.initialize(spec, Initializer.HE, 5);
                Workspace workspace = new Workspace(network, backend, ROWS);
                workspace.forward(inputs(), null);
                workspace.lossSum(labels());
                workspace.backward(labels());
                Gradients gradients = new Gradients(network);
                workspace.gradients(gradients);
                float largest = 0;
                for (FMatrixRMaj gradient : gradients.matrices()) {
                    for (float value : gradient.data) {
                        largest = Math.max(largest, Math.abs(value));
                    }
                }
                assertFalse(workspace.gradientsAreBelow(largest), () -> "unsafe: " + spec);
                assertTrue(workspace.gradientsAreBelow(1e4 * largest), () -> "too anxious: " + spec);
            }
        }
    }

    @Test
    void aBrokenParameterIsNeverWrittenDown() {
        TrainingConfig config = config("sgd", 0.1f, 0);
        TrainingState state = new TrainingState(Network.initialize(specs().get(0), Initializer.HE, 5), config);
        state.requireFinite();
        state.network.layer(1).b.data[3] = Float.NaN;
        DivergedException refusal = assertThrows(DivergedException.class, state::requireFinite);
        assertTrue(refusal.getMessage().contains("0.bias is NaN"), refusal.getMessage());
    }

    private static List<NetworkSpec> specs() {
        List<Integer> hidden = List.of(10, 8);
        return List.of(
                NetworkSpec.plain(INPUTS, hidden, CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY),
                NetworkSpec.plain(INPUTS, hidden, CLASSES, Activation.IDENTITY, Output.IDENTITY, Loss.MSE),
                NetworkSpec.plain(INPUTS, List.of(), CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY),
                NetworkSpec.plain(INPUTS, hidden, CLASSES, Activation.SIGMOID, Output.SIGMOID, Loss.CROSS_ENTROPY),
                NetworkSpec.plain(INPUTS, hidden, CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                        .with(Normalization.LAYER)
                        .with(new NetworkSpec.Connections(true, 0)));
    }

    private static TrainingConfig config(String optimizer, float rate, float clipNorm) {
        float l2 = Math.min(1e3f, 0.9f / rate);
        return TrainingConfig.plain(EPOCHS, ROWS, rate, 1, Initializer.HE)
                .with(new Optimization(
                        Initializer.HE,
                        new OptimizerSpec(
                                Constants.named(OptimizerSpec.Kind.class, optimizer), 0.99f, 0.9f, 0.999f, 1e-8f),
                        ScheduleSpec.CONSTANT,
                        new WeightPenalty(clipNorm > 0 ? 1e6f : 0, clipNorm > 0 ? l2 : 0, 0, 0)))
                .with(new Regularisation(NoiseLevels.NONE, 0, clipNorm, 0, 0, AugmentationPlan.NONE));
    }

    private static FMatrixRMaj inputs() {
        FMatrixRMaj x = new FMatrixRMaj(ROWS, INPUTS);
        Draws draws = Draws.of(1, Purpose.TOY, 0, 0);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] = draws.uniform(i);
        }
        return x;
    }

    private static int[] labels() {
        int[] labels = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % CLASSES;
        }
        return labels;
    }
}
