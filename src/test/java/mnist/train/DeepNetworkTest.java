package mnist.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import mnist.data.BatchStream;
import mnist.data.MemoryDataset;
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
import mnist.optim.OptimizerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty layers learn where there are residual connections and normalization, and do not where there are none. */
class DeepNetworkTest {
    private static final int HIDDEN_LAYERS = 49;
    private static final int WIDTH = 24;
    private static final int IMAGES = 400;
    private static final int EPOCHS = 25;

    private static final MemoryDataset DIGITS = SomeDigits.of(IMAGES);

    @ParameterizedTest
    @EnumSource(names = {"BATCH", "LAYER"})
    void fiftyLayersLearnWithTheCures(Normalization normalization) {
        double accuracy = accuracyAfterTraining(Activation.RELU, Initializer.HE, normalization, true);
        assertTrue(accuracy > 0.7, "right on " + accuracy);
    }

    @Test
    void fiftyPlainLayersOfSigmoidsLearnNothing() {
        double accuracy = accuracyAfterTraining(Activation.SIGMOID, Initializer.XAVIER, Normalization.NONE, false);
        assertTrue(accuracy < 0.25, "right on " + accuracy);
    }

    /** On the images that were trained on: this is about learning at all. */
    private static double accuracyAfterTraining(
            Activation activation, Initializer initializer, Normalization normalization, boolean residual) {
        NetworkSpec spec = NetworkSpec.plain(
                        DigitGenerator.PIXELS,
                        Collections.nCopies(HIDDEN_LAYERS, WIDTH),
                        10,
                        activation,
                        Output.SOFTMAX,
                        Loss.CROSS_ENTROPY)
                .with(normalization)
                .with(new NetworkSpec.Connections(residual, 0));
        TrainingConfig config = config(initializer);
        Network network = Network.initialize(spec, initializer, 1);
        try (Backend backend = Backends.open(Backends.EJML, 1);
                BatchStream batches = Trainer.batches(config, DIGITS);
                Evaluator evaluator = new Evaluator(DIGITS, backend)) {
            TrainingState state = new TrainingState(network, config);
            new Trainer(config, state, batches, null, backend, new Silence()).train();
            return evaluator.evaluate(network).accuracy();
        }
    }

    private static TrainingConfig config(Initializer initializer) {
        return TrainingConfig.plain(EPOCHS, 20, 0.002f, 1, initializer)
                .with(Optimization.plain(initializer).with(OptimizerSpec.of(OptimizerSpec.Kind.ADAM)));
    }

    /** Watches and says nothing. */
    private static final class Silence implements TrainingListener {
        @Override
        public boolean afterStep(TrainingState state) {
            return true;
        }

        @Override
        public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
            return true;
        }
    }
}
