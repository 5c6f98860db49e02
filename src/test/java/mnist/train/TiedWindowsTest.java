package mnist.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import mnist.data.BatchStream;
import mnist.data.generate.DigitGenerator;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows have the same weights until the last of the tied epochs, and then no longer. */
class TiedWindowsTest {
    private static final int TIED_EPOCHS = 2;

    private static final NetworkSpec SPEC = NetworkSpec.plain(
                    DigitGenerator.PIXELS, List.of(242, 64), 10, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
            .with(Normalization.BATCH)
            .with(new NetworkSpec.Connections(false, ReceptiveFields.Plan.parse("7/2,5/2")));

    @ParameterizedTest
    @EnumSource(OptimizerSpec.Kind.class)
    void windowsPartAfterTheTiedEpochs(OptimizerSpec.Kind kind) {
        TrainingConfig config = config(kind);
        TrainingState state = new TrainingState(config.firstNetwork(SPEC), config);
        Network first = state.network.copy();
        requireTied(first);
        try (Backend backend = Backends.open("auto", 2);
                BatchStream batches = Trainer.batches(config, SomeDigits.of(120))) {
            Trainer trainer = new Trainer(config, state, batches, null, backend, new TrainingListener() {});
            trainer.train(TIED_EPOCHS);
            requireTied(state.network);
            requireTied(state.averaged);
            assertFalse(Arrays.equals(first.layer(1).w.data, state.network.layer(1).w.data), "nothing was learned");
            trainer.train(TIED_EPOCHS + 1);
        }
        assertFalse(isTied(state.network.layer(1).w, 11, 28));
        assertFalse(isTied(state.network.layer(2).w, 4, 22));
    }

    @Test
    void threadsAndKernelsTrainAlike() {
        float[][] simd = weights("auto", 1);
        float[][] ejml = weights("ejml", 1);
        assertArrayEquals(weights("auto", 2), simd);
        for (int layer = 0; layer < simd.length; layer++) {
            assertArrayEquals(ejml[layer], simd[layer], 1e-4f);
        }
    }

    private static float[][] weights(String backendName, int threads) {
        TrainingConfig config = config(OptimizerSpec.Kind.NESTEROV);
        TrainingState state = new TrainingState(config.firstNetwork(SPEC), config);
        try (Backend backend = Backends.open(backendName, threads);
                BatchStream batches = Trainer.batches(config, SomeDigits.of(120))) {
            new Trainer(config, state, batches, null, backend, new TrainingListener() {}).train();
        }
        return new float[][] {state.network.layer(1).w.data, state.network.layer(2).w.data};
    }

    private static TrainingConfig config(OptimizerSpec.Kind kind) {
        return TrainingConfig.plain(TIED_EPOCHS + 1, 30, 0.01f, 1, Initializer.HE)
                .with(new Optimization(
                        Initializer.HE,
                        OptimizerSpec.of(kind),
                        ScheduleSpec.CONSTANT,
                        new WeightPenalty(0, 1e-3f, 0, 0)))
                .with(new Regularisation(
                        Regularisation.NoiseLevels.NONE,
                        0,
                        0,
                        0.9f,
                        TIED_EPOCHS,
                        Regularisation.AugmentationPlan.NONE));
    }

    private static void requireTied(Network network) {
        assertTrue(isTied(network.layer(1).w, 11, 28), "layer 1");
        assertTrue(isTied(network.layer(2).w, 4, 22), "layer 2");
    }

    /**
     * Whether the last window of a layer has the weights of the first, which lies so many rows and columns before it.
     *
     * @param places along a side, two pixels (or places of the layer below) from each to the next
     * @param across units of the layer below, or pixels, in a row of its places
     */
    private static boolean isTied(FMatrixRMaj w, int places, int across) {
        int units = w.numCols / (places * places);
        int depth = across == 28 ? 1 : 2;
        int further = 2 * (places - 1) * (across + depth);
        int windowEnd = (across == 28 ? 7 : 5) * depth;
        for (int row = 0; row < windowEnd; row++) {
            for (int j = 0; j < units; j++) {
                if (w.get(row, j) != w.get(row + further, w.numCols - units + j)) {
                    return false;
                }
            }
        }
        return true;
    }
}
