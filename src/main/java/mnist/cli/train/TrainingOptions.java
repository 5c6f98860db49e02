package mnist.cli.train;

import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.cli.options.AugmentationWords;
import mnist.data.ClassNames;
import mnist.data.augment.Augmentation;
import mnist.nn.Initializer;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.optim.WeightPenalty;
import mnist.train.Distillation;
import mnist.train.Optimization;
import mnist.train.Regularisation;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;
import mnist.train.TrainingConfig;
import mnist.train.TrainingConfig.StoppingRule;
import picocli.CommandLine.Option;

/** How the network is trained. */
@Section("Training")
public final class TrainingOptions {
    /** Classes of MNIST and its like. */
    private static final int DIGITS = 10;

    static final String FULL_BATCH = "full";

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "13",
            description = "Passes over the training images. Default: ${DEFAULT-VALUE}")
    int epochs;

    @Option(
            names = {"--lr", "--learning-rate"},
            paramLabel = "X",
            defaultValue = "0.1",
            description = "Learning rate: length of a step. Default: ${DEFAULT-VALUE}")
    private float learningRate;

    @Option(
            names = {"--batch", "--batch-size"},
            paramLabel = "N",
            defaultValue = "32",
            description = "Images per step: 1 is stochastic descent, 'full' is gradient descent proper. Default:"
                    + " ${DEFAULT-VALUE}")
    private String batch;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides every random number. Default: ${DEFAULT-VALUE}")
    long seed;

    @Option(
            names = "--optimizer",
            paramLabel = "O",
            defaultValue = "sgd",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private OptimizerSpec.Kind optimizer;

    @Option(
            names = "--momentum",
            paramLabel = "X",
            defaultValue = "0.9",
            description = "Of momentum and nesterov. Default: ${DEFAULT-VALUE}")
    private float momentum;

    @Option(
            names = "--beta1",
            paramLabel = "X",
            defaultValue = "0.9",
            description = "Of adam and adamw. Default: ${DEFAULT-VALUE}")
    private float beta1;

    @Option(
            names = "--beta2",
            paramLabel = "X",
            description = "Of adam and adamw (default: 0.999), and of rmsprop, where it is called rho (default: 0.99).")
    private Float beta2;

    @Option(
            names = "--epsilon",
            paramLabel = "X",
            defaultValue = "1e-8",
            description = "Of rmsprop, adam and adamw. Default: ${DEFAULT-VALUE}")
    private float epsilon;

    @Option(
            names = "--schedule",
            paramLabel = "S",
            defaultValue = "constant",
            description = "Of the learning rate: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private ScheduleSpec.Kind schedule;

    @Option(
            names = "--warmup",
            paramLabel = "EPOCHS",
            defaultValue = "0",
            description = "Epochs (fractions too) over which the rate rises from 0. Default: ${DEFAULT-VALUE}")
    private float warmup;

    @Option(
            names = "--lr-decay",
            paramLabel = "X",
            defaultValue = "0.5",
            description =
                    "Factor of step (every --lr-every epochs), of exponential (every epoch) and of plateau. Default:"
                            + " ${DEFAULT-VALUE}")
    private float decay;

    @Option(
            names = "--lr-every",
            paramLabel = "EPOCHS",
            defaultValue = "10",
            description = "Epochs between falls of step; without improvement before plateau falls. Default:"
                    + " ${DEFAULT-VALUE}")
    private int every;

    @Option(
            names = "--lr-floor",
            paramLabel = "X",
            defaultValue = "0",
            description = "Share of the rate at which cosine and one-cycle end. Default: ${DEFAULT-VALUE}")
    private float floor;

    @Option(names = "--l1", paramLabel = "X", description = "Adds X * sum of |w| to the loss.")
    private float l1;

    @Option(names = "--l2", paramLabel = "X", description = "Adds X/2 * sum of w^2 to the loss.")
    private float l2;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description = "Decoupled from the gradient, as in AdamW, for any optimizer: w -= lr * X * w.")
    private float weightDecay;

    @Option(
            names = "--max-norm",
            paramLabel = "X",
            description = "Longest vector of weights into one unit; longer ones are scaled down after a step.")
    private Float maxNorm;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "Share of hidden units left out in each step, at random.")
    private float dropout;

    @Option(
            names = "--input-dropout",
            paramLabel = "X",
            description = "Share of pixels left out in each step, at random.")
    private float inputDropout;

    @Option(
            names = "--noise",
            paramLabel = "X",
            description =
                    "Standard deviation of the noise added in each step to the (normalized) sums of hidden units, up to 10.")
    private float noise;

    @Option(
            names = "--input-noise",
            paramLabel = "X",
            description = "Standard deviation of the noise added to the pixels in each step, up to 1 (full ink).")
    private float inputNoise;

    @Option(
            names = "--label-smoothing",
            paramLabel = "X",
            description = "Share of the label's probability spread over all classes.")
    private float labelSmoothing;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Longest gradient allowed; a longer one is scaled down. 0 for no limit.")
    private float clipNorm;

    @Option(
            names = "--ema",
            paramLabel = "X",
            description =
                    "Evaluate and save weights averaged over steps with this decay, for example 0.999; step t averages with"
                            + " (1 + t) / (10 + t) while that is less. 0 for none.")
    private float averaging;

    @Option(
            names = "--tied-epochs",
            paramLabel = "N",
            description =
                    "First epochs in which all windows of a layer on a grid (--receptive-field 7/2,5/2) have the same"
                            + " weights, as in a convolution; then each goes its own way. 0 for none.")
    private int tiedEpochs;

    @Option(
            names = "--augment",
            paramLabel = "A,...",
            completionCandidates = AugmentationWords.Candidates.class,
            defaultValue = "none",
            description = {
                "Change every image anew in every epoch: simard (elastic), ciresan (rotated, sheared, scaled, elastic),"
                        + " settings as rotation=10,scale=0.1, or a name and settings. Default: ${DEFAULT-VALUE}",
                "  shift=X     up to X pixels",
                "  rotation=X  up to X degrees",
                "  shear=X     up to X degrees",
                "  scale=X     up to a share X",
                "  alpha=X     elastic: pixels before the blur",
                "  sigma=X     its blur, in pixels",
                "  thickness=X strokes' edges, up to X pixels",
                "  erase=X     chance of an erased patch",
                "  noise=X     deviation, 1 is full ink",
                "  gentle=1+7  classes turned half as far"
            })
    private String augmentation;

    @Option(
            names = "--augment-fade",
            paramLabel = "EPOCHS",
            description = "Last epochs over which the changes weaken, to nothing or to --augment-end.")
    private int augmentationFade;

    @Option(
            names = "--augment-end",
            paramLabel = "X",
            defaultValue = "0",
            description =
                    "Strength of the changes in the last epoch of --augment-fade, 0 to 1. Default: ${DEFAULT-VALUE}")
    private float augmentationEnd;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description =
                    "Stop when the accuracy in validation (at equal accuracy the loss) has not improved for this many epochs."
                            + " 0 for never.")
    int patience;

    /** @param trainImages decides what a full batch is */
    TrainingConfig config(Initializer initializer, int trainImages, Distillation distillation) {
        InvalidSetting.require(
                maxNorm == null || maxNorm > 0,
                "penalty.maxNorm",
                maxNorm + " would leave no weights: give a length above 0, for example 3");
        AugmentationWords.parse("augmentation", augmentation);
        float secondBeta = beta2 != null ? beta2 : OptimizerSpec.of(optimizer).beta2();
        return new TrainingConfig(
                epochs,
                batchSize(trainImages),
                learningRate,
                seed,
                new Optimization(
                        initializer,
                        new OptimizerSpec(optimizer, momentum, beta1, secondBeta, epsilon),
                        new ScheduleSpec(schedule, warmup, decay, every, floor),
                        new WeightPenalty(l1, l2, weightDecay, maxNorm == null ? 0 : maxNorm)),
                new Regularisation(
                        new NoiseLevels(inputDropout, dropout, inputNoise, noise),
                        labelSmoothing,
                        clipNorm,
                        averaging,
                        tiedEpochs,
                        new AugmentationPlan(augmentation, augmentationFade, augmentationEnd)),
                new StoppingRule(patience, 0),
                distillation);
    }

    /** Whether somebody spoke of single classes in --augment. */
    boolean asksForGentle(GivenOptions given) {
        return given.has("--augment") && augmentation.contains("gentle");
    }

    /**
     * Makes the augmentation one for these classes. What a recipe says of single digits is left out for other classes.
     *
     * @param asked whether somebody asked for this very augmentation
     * @throws InvalidSetting when it speaks of other classes than these many
     */
    void fitTo(ClassNames classes, boolean asked) {
        Augmentation changes = Augmentation.parse(augmentation);
        boolean digits = classes.areNumbers() && classes.count() == DIGITS;
        if (!asked && !digits && !changes.gentle().isEmpty()) {
            augmentation = changes.withoutGentle().toString();
        } else {
            changes.requireClasses(classes.count());
        }
    }

    private int batchSize(int trainImages) {
        if (batch.equals(FULL_BATCH)) {
            return trainImages;
        }
        try {
            return Integer.parseInt(batch);
        } catch (NumberFormatException e) {
            throw new InvalidSetting("batchSize", "'" + batch + "': expected a number of images, as 64, or 'full'");
        }
    }
}
