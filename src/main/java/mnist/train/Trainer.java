package mnist.train;

import java.util.List;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.data.augment.Augmentation;
import mnist.data.augment.Augmenter;
import mnist.data.augment.StrengthSchedule;
import mnist.linalg.Backend;
import mnist.nn.Dropout;
import mnist.nn.GaussianNoise;
import mnist.nn.Gradients;
import mnist.nn.Network;
import mnist.nn.Workspace;
import mnist.train.EpochMetrics.Score;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.Regularisation.NoiseLevels;

/** The training loop: next batch, forward, loss, backward, step. */
public final class Trainer {
    private static final double NANOS = 1e-9;

    /** Gradients from here on are as good as infinite: their squares, which optimizers sum up, leave the range of floats. */
    private static final double LARGEST_GRADIENT = 1e18;

    private final TrainingConfig config;
    private final TrainingState state;
    private final BatchStream batches;
    private final Evaluator validation;
    private final TrainingListener listener;
    private final Workspace workspace;
    private final GradientHealth health;
    private final StepThreads threads;

    /** Null for plain descent, whose gradient and step are one product. */
    private final OptimizerUpdate optimizer;

    private final Teachers teachers;

    /**
     * @param state where to begin, and what the run changes
     * @param validation of the network after every epoch, or null for none
     */
    public Trainer(
            TrainingConfig config,
            TrainingState state,
            BatchStream batches,
            Evaluator validation,
            Backend backend,
            TrainingListener listener) {
        this(config, state, batches, validation, backend, listener, List.of());
    }

    /** @param teachers the networks of the configuration's {@link Distillation} */
    public Trainer(
            TrainingConfig config,
            TrainingState state,
            BatchStream batches,
            Evaluator validation,
            Backend backend,
            TrainingListener listener,
            List<Network> teachers) {
        Distillation distillation = config.distillation();
        if (teachers.size() != distillation.teachers().size()) {
            throw new IllegalArgumentException(teachers.size() + " teachers, expected "
                    + distillation.teachers().size());
        }
        this.config = config;
        this.state = state;
        this.batches = batches;
        this.validation = validation;
        this.listener = listener;
        NoiseLevels levels = config.regularisation().noise();
        Dropout dropout = new Dropout(levels.inputDropout(), levels.hiddenDropout(), config.seed());
        GaussianNoise noise = new GaussianNoise(levels.inputNoise() * Pixels.INK, levels.hiddenNoise(), config.seed());
        int maxRows = Math.min(config.batchSize(), batches.images());
        workspace = new Workspace(
                state.network,
                backend,
                maxRows,
                dropout,
                noise,
                config.regularisation().labelSmoothing(),
                distillation.softTargets());
        this.teachers =
                teachers.isEmpty() ? null : new Teachers(teachers, distillation.temperature(), backend, maxRows);
        optimizer = config.isPlainDescent() ? null : new OptimizerUpdate(config, state, backend);
        Gradients taken = optimizer == null ? null : optimizer.gradients();
        health = new GradientHealth(taken, state.network, batches.images(), maxRows, state.layers.get());
        state.layers = health::layers;
        threads = new StepThreads(backend.team());
    }

    /** The training images in the run's order, changed as the run changes them. */
    public static BatchStream batches(TrainingConfig config, Dataset train) {
        AugmentationPlan plan = config.regularisation().augmentationPlan();
        Augmentation settings = Augmentation.parse(plan.changes());
        if (settings.isNone()) {
            return train.shuffled(config.batchSize(), config.seed());
        }
        StrengthSchedule strength = new StrengthSchedule(config.epochs(), plan.fade(), plan.end());
        Augmenter augmenter = new Augmenter(settings, strength, config.seed(), train.rows(), train.columns());
        return train.shuffled(config.batchSize(), config.seed(), augmenter);
    }

    /**
     * Trains until the configured number of epochs is complete or somebody stops it.
     *
     * @throws DivergedException before a step that is not finite is applied
     */
    public Outcome train() {
        return train(config.epochs());
    }

    /**
     * As {@link #train()}, but only until so many epochs of the plan are complete: what is trained then is what the whole
     * plan would have trained by then, at its rates.
     */
    public Outcome train(int until) {
        while (state.counters.epoch < config.epochs()) {
            if (outOfPatience()) {
                return Outcome.OUT_OF_PATIENCE;
            }
            if (targetReached()) {
                return Outcome.TARGET_REACHED;
            }
            if (state.counters.epoch >= until) {
                return Outcome.PAUSED;
            }
            if (!trainEpoch() || !closeEpoch()) {
                return Outcome.STOPPED;
            }
        }
        return targetReached() ? Outcome.TARGET_REACHED : Outcome.COMPLETE;
    }

    /** How a run ended. */
    public enum Outcome {
        /** All epochs are done. */
        COMPLETE,
        /** The listener asked for it. */
        STOPPED,
        /** The epochs that were asked for are done; the plan has more. */
        PAUSED,
        /** Validation has not improved for as long as the configuration allows. */
        OUT_OF_PATIENCE,
        /** Validation has reached the accuracy that the configuration asks for. */
        TARGET_REACHED
    }

    private boolean trainEpoch() {
        try {
            return trainSteps();
        } finally {
            threads.afterSteps();
        }
    }

    private boolean trainSteps() {
        TrainingState.Counters counters = state.counters;
        batches.seek(counters.epoch + 1, counters.stepInEpoch);
        long start = System.nanoTime();
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            long now = timedStep(batch, counters);
            counters.seconds += (now - start) * NANOS;
            start = now;
            if (!listener.afterStep(state)) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the step was over. A method of its own: the loop that calls it goes on interpreted until an epoch ends. */
    private long timedStep(Batch batch, TrainingState.Counters counters) {
        long begin = System.nanoTime();
        threads.beforeStep();
        step(batch, counters);
        long end = System.nanoTime();
        threads.afterStep(end - begin);
        return end;
    }

    private void step(Batch batch, TrainingState.Counters counters) {
        workspace.forwardTraining(batch.x, batch.nonZero, counters.epoch + 1, batch.indices);
        if (teachers != null) {
            workspace.teach(teachers.answer(batch.x, batch.nonZero));
        }
        double lossSum = workspace.lossSum(batch.labels);
        workspace.backward(batch.labels);
        requireFinite(lossSum);
        float learningRate = learningRate();
        long step = counters.step + 1;
        health.beforeStep(step);
        if (optimizer == null) {
            workspace.descend(learningRate);
        } else {
            optimizer.apply(workspace, learningRate, counters.epoch + 1, step);
        }
        health.afterStep(workspace, learningRate);
        count(batch, lossSum, counters);
    }

    private void count(Batch batch, double lossSum, TrainingState.Counters counters) {
        counters.lossSum += lossSum;
        counters.correct += workspace.correct(batch.labels);
        counters.images += batch.rows();
        counters.stepInEpoch++;
        counters.step++;
    }

    private void requireFinite(double lossSum) {
        boolean lossIsFinite = Double.isFinite(lossSum);
        if (!lossIsFinite || !workspace.gradientsAreBelow(LARGEST_GRADIENT / Math.max(1, config.learningRate()))) {
            throw new DivergedException(
                    state.counters.epoch + 1,
                    state.counters.stepInEpoch + 1,
                    lossIsFinite ? "a gradient left the range of numbers" : "the loss is " + lossSum);
        }
    }

    /** The rate for the step about to be done. */
    private float learningRate() {
        TrainingState.Counters counters = state.counters;
        double epochsDone = counters.epoch + (double) counters.stepInEpoch / batches.stepsPerEpoch();
        double factor = config.optimization().schedule().factor(epochsDone, config.epochs(), counters.rateFalls);
        return (float) (config.learningRate() * factor);
    }

    private boolean closeEpoch() {
        TrainingState.Counters counters = state.counters;
        state.requireFinite();
        // The rate of the last step, which is already counted.
        counters.stepInEpoch--;
        // The shortest decimal that gives this float: 0.1, not 0.10000000149.
        double lastRate = Double.parseDouble(Float.toString(learningRate()));
        counters.epoch++;
        long start = System.nanoTime();
        Evaluation evaluation = validation == null ? null : validation.evaluate(state.evaluated());
        EpochMetrics metrics = new EpochMetrics(
                counters.epoch,
                counters.step,
                lastRate,
                new Score(counters.lossSum / counters.images, (double) counters.correct / counters.images),
                evaluation == null ? Score.NONE : new Score(evaluation.loss(), evaluation.accuracy()),
                counters.seconds,
                counters.images / counters.seconds,
                new EpochMetrics.Detail((System.nanoTime() - start) * NANOS, health.closeEpoch()));
        counters.startEpoch();
        boolean best = evaluation == null || isBest(evaluation);
        lowerRateOnPlateau(evaluation != null);
        return listener.afterEpoch(metrics, state, best);
    }

    private boolean isBest(Evaluation evaluation) {
        TrainingState.Counters counters = state.counters;
        boolean best = evaluation.accuracy() > counters.bestAccuracy
                || (evaluation.accuracy() == counters.bestAccuracy && evaluation.loss() < counters.bestLoss);
        if (best) {
            counters.bestAccuracy = evaluation.accuracy();
            counters.bestLoss = evaluation.loss();
            counters.bestEpoch = counters.epoch;
        }
        return best;
    }

    private void lowerRateOnPlateau(boolean validated) {
        TrainingState.Counters counters = state.counters;
        int since = counters.epoch - Math.max(counters.bestEpoch, counters.lastFallEpoch);
        if (validated && since >= config.optimization().schedule().every()) {
            counters.rateFalls++;
            counters.lastFallEpoch = counters.epoch;
        }
    }

    private boolean targetReached() {
        return config.stopping().isTarget(state.counters.bestAccuracy);
    }

    private boolean outOfPatience() {
        TrainingState.Counters counters = state.counters;
        return validation != null && config.stopping().isOutOfPatience(counters.epoch - counters.bestEpoch);
    }
}
