package mnist.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import mnist.nn.Parameter;
import mnist.nn.ReceptiveFields;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After every step the average has moved towards the weights as they are then, all of them, by what the decay leaves. */
class AveragedWeightsTest {
    private static final int IMAGES = 120;
    private static final List<Integer> UNITS = List.of(150);

    /** Two units at each of 11 x 11 places, eight at each of 4 x 4. */
    private static final List<Integer> PYRAMID = List.of(242, 128);

    private static final float DECAY = 0.8f;

    @ParameterizedTest
    @CsvSource({"auto, 0, 0", "auto, 0, 0.7", "auto, 9, 0", "auto, 9, 0.7", "ejml, 9, 0.7"})
    void theAverageFollowsTheWeights(String backend, String receptiveField, float maxNorm) {
        Follower follower = new Follower();
        TrainingState state = train(backend, receptiveField, maxNorm, follower);
        assertEquals(12, follower.steps);
        assertEquals(maxNorm > 0, longest(state.network) <= 0.7001, "longest column " + longest(state.network));
    }

    /** A layer this wide is multiplied by strips of its runs; the other kernel multiplies all of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"9 0", "9 0.7", "7/2,5/2 0", "7/2,5/2 0.7"})
    void bothKernelsTrainAlikeThroughWindows(String receptiveField, float maxNorm) {
        Network one = train("auto", receptiveField, maxNorm, new Follower()).network;
        Network other = train("ejml", receptiveField, maxNorm, new Follower()).network;
        for (int i = 0; i < one.parameters().size(); i++) {
            assertArrayEquals(
                    other.parameters().get(i).value().data,
                    one.parameters().get(i).value().data,
                    1e-4f,
                    one.parameters().get(i).name());
        }
    }

    private static TrainingState train(String backendName, String receptiveField, float maxNorm, Follower follower) {
        NetworkSpec spec = NetworkSpec.plain(
                        DigitGenerator.PIXELS,
                        receptiveField.contains("/") ? PYRAMID : UNITS,
                        10,
                        Activation.TANH,
                        Output.SOFTMAX,
                        Loss.CROSS_ENTROPY)
                .with(Normalization.BATCH)
                .with(new NetworkSpec.Connections(false, ReceptiveFields.Plan.parse(receptiveField)));
        TrainingConfig config = config(maxNorm);
        TrainingState state = new TrainingState(Network.initialize(spec, Initializer.XAVIER, 1), config);
        follower.begin(state);
        try (Backend backend = Backends.open(backendName, 2);
                BatchStream batches = Trainer.batches(config, SomeDigits.of(IMAGES))) {
            new Trainer(config, state, batches, null, backend, follower).train();
        }
        return state;
    }

    private static TrainingConfig config(float maxNorm) {
        return TrainingConfig.plain(3, 30, 0.05f, 1, Initializer.XAVIER)
                .with(new Optimization(
                        Initializer.XAVIER,
                        OptimizerSpec.of(OptimizerSpec.Kind.NESTEROV),
                        ScheduleSpec.CONSTANT,
                        new WeightPenalty(0, 1e-3f, 0, maxNorm)))
                .with(new Regularisation(NoiseLevels.NONE, 0, 0, DECAY, 0, AugmentationPlan.NONE));
    }

    private static double longest(Network network) {
        FMatrixRMaj w = network.layer(1).w;
        double longest = 0;
        for (int j = 0; j < w.numCols; j++) {
            double squares = 0;
            for (int i = 0; i < w.numRows; i++) {
                squares += w.get(i, j) * w.get(i, j);
            }
            longest = Math.max(longest, Math.sqrt(squares));
        }
        return longest;
    }

    /** Does the same sums beside the training. */
    private static final class Follower implements TrainingListener {
        private float[][] expected;
        private int steps;

        void begin(TrainingState state) {
            expected = state.network.parameters().stream()
                    .map(parameter -> parameter.value().data.clone())
                    .toArray(float[][]::new);
        }

        @Override
        public boolean afterStep(TrainingState state) {
            steps++;
            float share = 1 - Math.min(DECAY, (1f + steps) / (10f + steps));
            List<Parameter> parameters = state.network.parameters();
            for (int i = 0; i < expected.length; i++) {
                float[] now = parameters.get(i).value().data;
                for (int j = 0; j < now.length; j++) {
                    expected[i][j] += share * (now[j] - expected[i][j]);
                }
                float[] found = state.averaged.parameters().get(i).value().data;
                assertArrayEquals(expected[i], found, parameters.get(i).name());
            }
            return true;
        }
    }
}
