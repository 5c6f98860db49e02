package mnist.train;

import mnist.data.augment.Augmentation;
import mnist.nn.Initializer;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;

/**
 * Everything that decides a training run besides the data and the network's specification. Two runs with equal
 * configurations, specifications and data end in equal weights.
 *
 * @param epochs passes over the training images
 * @param batchSize images per step
 * @param learningRate step length before the schedule
 * @param seed decides weights, order, dropout, augmentation
 * @param initializer of the weights
 * @param inputDropout share of pixels dropped, [0, 1)
 * @param hiddenDropout share of hidden units dropped, [0, 1)
 * @param inputNoise standard deviation of the noise added to every pixel, as a share of full ink, 0 for none
 * @param hiddenNoise standard deviation of the noise added to every normalised sum of a hidden layer, 0 for none
 * @param labelSmoothing share of the label's probability spread over all classes, [0, 1)
 * @param clipNorm longest gradient over all parameters, 0 for any
 * @param averaging decay per step of the averaged weights that are evaluated instead (EMA), 0 for none
 * @param augmentation changes every image anew in every epoch, as {@link Augmentation#parse} reads it; "none" for none
 * @param augmentationFade last epochs over which the changes weaken, 0 for full strength to the end
 * @param augmentationEnd strength of the changes in the last of these epochs, 0 (none) to 1 (full)
 * @param patience epochs without a better validation after which training stops, 0 for never
 * @param targetAccuracy share of the validation images recognised at which training stops, 0 for never
 * @param distillation trained networks to learn from beside the labels
 */
public record TrainingConfig(
        int epochs,
        int batchSize,
        float learningRate,
        long seed,
        Initializer initializer,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        WeightPenalty penalty,
        float inputDropout,
        float hiddenDropout,
        float inputNoise,
        float hiddenNoise,
        float labelSmoothing,
        float clipNorm,
        float averaging,
        String augmentation,
        int augmentationFade,
        float augmentationEnd,
        int patience,
        double targetAccuracy,
        Distillation distillation) {

    /** @throws IllegalArgumentException in one line when a value is out of range */
    public TrainingConfig {
        require(epochs >= 1, "epochs must be 1 or more, not " + epochs);
        require(batchSize >= 1, "batch must be 1 or more, not " + batchSize);
        require(learningRate > 0 && learningRate <= Float.MAX_VALUE, "lr must be above 0, not " + learningRate);
        require(
                learningRate * penalty.decay() < 1,
                "weight-decay " + penalty.decay() + " at lr " + learningRate
                        + " would turn the weights round: their product must be below 1");
        require(
                optimizer.isAdaptive() || learningRate * penalty.l2() < 1,
                "l2 " + penalty.l2() + " at lr " + learningRate
                        + " would let the weights swing ever wider: their product must be below 1");
        requireBelowOne("input-dropout", inputDropout);
        requireBelowOne("dropout", hiddenDropout);
        require(
                inputNoise >= 0 && inputNoise <= 1,
                "input-noise must be a share of full ink, 0 to 1, not " + inputNoise);
        require(hiddenNoise >= 0 && hiddenNoise <= 10, "noise must be from 0 to 10, not " + hiddenNoise);
        requireBelowOne("label-smoothing", labelSmoothing);
        require(clipNorm >= 0, "clip-norm must be 0 or more, not " + clipNorm);
        requireBelowOne("ema", averaging);
        Augmentation.parse(augmentation);
        require(augmentationFade >= 0, "augment-fade must be 0 epochs or more, not " + augmentationFade);
        require(
                augmentationFade <= epochs,
                "augment-fade " + augmentationFade + " does not fit into epochs " + epochs
                        + ": shorten it or train longer");
        require(
                augmentationEnd >= 0 && augmentationEnd <= 1,
                "augment-end must be a share from 0 to 1, not " + augmentationEnd);
        require(patience >= 0, "patience must be 0 epochs or more, not " + patience);
        require(
                targetAccuracy >= 0 && targetAccuracy <= 1,
                "target-accuracy must be a share from 0 to 1, not " + targetAccuracy);
        require(
                schedule.warmupEpochs() < epochs,
                "warmup " + schedule.warmupEpochs() + " does not fit into epochs " + epochs
                        + ": shorten it or train longer");
    }

    /** Plain gradient descent at a constant rate, without any regularisation. */
    public static TrainingConfig plain(
            int epochs, int batchSize, float learningRate, long seed, Initializer initializer) {
        return new TrainingConfig(
                epochs,
                batchSize,
                learningRate,
                seed,
                initializer,
                OptimizerSpec.sgd(),
                ScheduleSpec.constant(),
                WeightPenalty.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                "none",
                0,
                0,
                0,
                0,
                Distillation.NONE);
    }

    /** The same run, longer or shorter. */
    public TrainingConfig withEpochs(int newEpochs) {
        return with(newEpochs, patience, targetAccuracy);
    }

    /** The same run, which stops after another number of epochs without a better validation; 0 for never. */
    public TrainingConfig withPatience(int newPatience) {
        return with(epochs, newPatience, targetAccuracy);
    }

    /** The same run, which stops at another accuracy in validation; 0 for never. */
    public TrainingConfig withTargetAccuracy(double newTarget) {
        return with(epochs, patience, newTarget);
    }

    private TrainingConfig with(int newEpochs, int newPatience, double newTarget) {
        return new TrainingConfig(
                newEpochs,
                batchSize,
                learningRate,
                seed,
                initializer,
                optimizer,
                schedule,
                penalty,
                inputDropout,
                hiddenDropout,
                inputNoise,
                hiddenNoise,
                labelSmoothing,
                clipNorm,
                averaging,
                augmentation,
                augmentationFade,
                augmentationEnd,
                newPatience,
                newTarget,
                distillation);
    }

    /** Whether a validation with this accuracy ends the run. */
    public boolean isTarget(double accuracy) {
        return targetAccuracy > 0 && accuracy >= targetAccuracy;
    }

    /** Whether so many epochs without a better validation end the run. */
    public boolean isOutOfPatience(int epochsSinceBest) {
        return patience > 0 && epochsSinceBest >= patience;
    }

    /** Nothing but w -= lr dw: the gradient and the step can be one product. */
    boolean isPlainDescent() {
        return optimizer.name().equals("sgd") && penalty.isNone() && clipNorm == 0 && averaging == 0;
    }

    private static void requireBelowOne(String name, float value) {
        require(value >= 0 && value < 1, name + " must be at least 0 and below 1, not " + value);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
