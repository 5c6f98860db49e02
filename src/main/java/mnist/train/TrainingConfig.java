package mnist.train;

import mnist.InvalidSetting;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.optim.OptimizerSpec;

/**
 * Everything that decides a training run besides the data and the network's specification. Two runs with equal
 * configurations, specifications and data end in equal weights.
 *
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param learningRate step length before the schedule
 * @param seed decides weights, order, dropout, augmentation
 * @param distillation trained networks to learn from beside the labels
 */
public record TrainingConfig(
        int epochs,
        int batchSize,
        float learningRate,
        long seed,
        Optimization optimization,
        Regularisation regularisation,
        StoppingRule stopping,
        Distillation distillation) {

    /** @throws InvalidSetting when a value is out of range or does not fit the others */
    public TrainingConfig {
        InvalidSetting.require(epochs >= 1, "epochs", "must be 1 or more, not " + epochs);
        InvalidSetting.require(batchSize >= 1, "batchSize", "must be 1 or more, not " + batchSize);
        InvalidSetting.require(
                learningRate > 0 && learningRate <= Float.MAX_VALUE,
                "learningRate",
                "must be above 0, not " + learningRate);
        float decay = optimization.penalty().decay();
        InvalidSetting.require(
                learningRate * decay < 1,
                "penalty.decay",
                decay + " would turn the weights round at the learning rate " + learningRate
                        + ": their product must be below 1");
        float l2 = optimization.penalty().l2();
        InvalidSetting.require(
                optimization.optimizer().isAdaptive() || learningRate * l2 < 1,
                "penalty.l2",
                l2 + " would let the weights swing ever wider at the learning rate " + learningRate
                        + ": their product must be below 1");
        int fade = regularisation.augmentationPlan().fade();
        requireFit(fade <= epochs, "augmentationFade", fade, "at most " + epochs);
        int tied = regularisation.tiedEpochs();
        requireFit(tied <= epochs, "tiedEpochs", tied, "at most " + epochs);
        float warmup = optimization.schedule().warmupEpochs();
        requireFit(warmup < epochs, "schedule.warmupEpochs", warmup, "less than " + epochs);
    }

    private static void requireFit(boolean fits, String setting, Number length, String expected) {
        String shown = length.toString().replaceFirst("[.]0$", "");
        InvalidSetting.require(
                fits,
                setting,
                shown + " is in epochs, and does not fit into the training: expected " + expected
                        + "; shorten it or train longer");
    }

    /** Plain gradient descent at a constant rate, without any regularisation. */
    public static TrainingConfig plain(
            int epochs, int batchSize, float learningRate, long seed, Initializer initializer) {
        return new TrainingConfig(
                epochs,
                batchSize,
                learningRate,
                seed,
                Optimization.plain(initializer),
                Regularisation.NONE,
                StoppingRule.NONE,
                Distillation.NONE);
    }

    /** The same run, longer or shorter. */
    public TrainingConfig withEpochs(int other) {
        return new TrainingConfig(
                other, batchSize, learningRate, seed, optimization, regularisation, stopping, distillation);
    }

    public TrainingConfig with(Optimization other) {
        return new TrainingConfig(epochs, batchSize, learningRate, seed, other, regularisation, stopping, distillation);
    }

    public TrainingConfig with(Regularisation other) {
        return new TrainingConfig(epochs, batchSize, learningRate, seed, optimization, other, stopping, distillation);
    }

    public TrainingConfig with(StoppingRule other) {
        return new TrainingConfig(
                epochs, batchSize, learningRate, seed, optimization, regularisation, other, distillation);
    }

    /** The network that such a training begins with: drawn, and with the same weights in all windows that are tied at first. */
    public Network firstNetwork(NetworkSpec spec) {
        Network network = Network.initialize(spec, optimization.initializer(), seed);
        if (regularisation.tiedEpochs() > 0) {
            network.tieWindows();
        }
        return network;
    }

    /** Nothing but w -= lr dw: the gradient and the step can be one product. */
    boolean isPlainDescent() {
        return optimization.optimizer().kind() == OptimizerSpec.Kind.SGD
                && optimization.penalty().isNone()
                && regularisation.clipNorm() == 0
                && regularisation.averaging() == 0
                && regularisation.tiedEpochs() == 0;
    }

    /**
     * What ends a run before all its epochs are done.
     *
     * @param patience epochs without a better validation after which training stops, 0 for never
     * @param targetAccuracy share of the validation images recognised at which training stops, 0 for never
     */
    public record StoppingRule(int patience, double targetAccuracy) {
        public static final StoppingRule NONE = new StoppingRule(0, 0);

        /** @throws InvalidSetting when a value is out of range */
        public StoppingRule {
            InvalidSetting.require(patience >= 0, "patience", "must be 0 epochs or more, not " + patience);
            InvalidSetting.require(
                    targetAccuracy >= 0 && targetAccuracy <= 1,
                    "targetAccuracy",
                    "must be a share from 0 to 1, not " + targetAccuracy);
        }

        public StoppingRule withPatience(int epochs) {
            return new StoppingRule(epochs, targetAccuracy);
        }

        public StoppingRule withTargetAccuracy(double accuracy) {
            return new StoppingRule(patience, accuracy);
        }

        /** Whether a validation with this accuracy ends the run. */
        public boolean isTarget(double accuracy) {
            return targetAccuracy > 0 && accuracy >= targetAccuracy;
        }

        /** Whether so many epochs without a better validation end the run. */
        public boolean isOutOfPatience(int epochsSinceBest) {
            return patience > 0 && epochsSinceBest >= patience;
        }
    }
}
