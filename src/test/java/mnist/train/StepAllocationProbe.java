package mnist.train;

import java.util.Arrays;
import java.util.List;
import mnist.Constants;
import mnist.data.BatchStream;
import mnist.data.generate.DigitGenerator;
import mnist.data.generate.SomeDigits;
import mnist.linalg.AllocationMeter;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;

/**
 * Trains until all threads together, trainer, workers and preparers of batches, have allocated nothing in several epochs
 * from the first step to the last, and says how much it was if that never happens.
 */
final class StepAllocationProbe {
    private static final int IMAGES = 2000;
    private static final int EPOCHS = 300;
    private static final int QUIET_EPOCHS = 5;

    private StepAllocationProbe() {}

    /** Arguments: the backend, then configurations as {@link #config} reads them. */
    public static void main(String[] args) {
        try (Backend backend = Backends.open(args[0], 2)) {
            for (String config : Arrays.asList(args).subList(1, args.length)) {
                System.out.println(config + ": " + train(List.of(config.split("\\+")), backend));
            }
        }
    }

    /** An optimizer, then "+" and whatever else is to be on. */
    private static TrainingConfig config(List<String> words) {
        OptimizerSpec optimizer =
                new OptimizerSpec(Constants.named(OptimizerSpec.Kind.class, words.get(0)), 0.9f, 0.9f, 0.999f, 1e-8f);
        boolean everything = words.contains("everything");
        WeightPenalty penalty = everything ? new WeightPenalty(0, 1e-4f, 0, 0) : WeightPenalty.NONE;
        AugmentationPlan plan = words.contains("augmentation")
                ? new AugmentationPlan("ciresan,shift=1,erase=0.1,noise=0.1", 0, 0)
                : AugmentationPlan.NONE;
        return TrainingConfig.plain(EPOCHS, 50, 1e-4f, 1, Initializer.HE)
                .with(new Optimization(Initializer.HE, optimizer, ScheduleSpec.CONSTANT, penalty))
                .with(
                        everything
                                ? new Regularisation(new NoiseLevels(0.1f, 0.2f, 0.1f, 0.2f), 0.1f, 5, 0.99f, 0, plan)
                                : new Regularisation(
                                        NoiseLevels.NONE, 0, 0, 0, words.contains("tied") ? EPOCHS : 0, plan));
    }

    private static String train(List<String> words, Backend backend) {
        TrainingConfig config = config(words);
        Activation activation = words.contains("sigmoid")
                ? Activation.SIGMOID
                : words.contains("tanh") ? Activation.TANH : Activation.RELU;
        NetworkSpec spec = NetworkSpec.plain(
                        DigitGenerator.PIXELS, List.of(32, 24), 10, activation, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(new NetworkSpec.Connections(
                        false, ReceptiveFields.Plan.parse(words.contains("tied") ? "9/5" : "0")));
        TrainingState state = new TrainingState(Network.initialize(spec, Initializer.HE, 1), config);
        Meter meter = new Meter();
        try (BatchStream batches = Trainer.batches(config, SomeDigits.of(IMAGES))) {
            new Trainer(config, state, batches, null, backend, meter).train();
        }
        return meter.allocation.verdict(QUIET_EPOCHS);
    }

    /** Counts what threads of the program allocate between the first step of an epoch and the last. */
    private static final class Meter implements TrainingListener {
        private final AllocationMeter allocation = new AllocationMeter();

        @Override
        public boolean afterStep(TrainingState state) {
            if (state.counters.stepInEpoch == 1) {
                allocation.begin();
            } else if (state.counters.images == IMAGES) {
                allocation.end();
            }
            return true;
        }

        @Override
        public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
            return allocation.quietRounds() < QUIET_EPOCHS;
        }
    }
}
