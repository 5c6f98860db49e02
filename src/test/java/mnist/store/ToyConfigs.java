package mnist.store;

import java.util.List;
import mnist.Constants;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields;
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

/** Ways to train that differ in what has to be remembered from step to step. */
enum ToyConfigs {
    SGD("sgd", ScheduleSpec.CONSTANT),
    MOMENTUM("momentum", new ScheduleSpec(ScheduleSpec.Kind.STEP, 0, 0.5f, 1, 0)),
    NESTEROV("nesterov", new ScheduleSpec(ScheduleSpec.Kind.EXPONENTIAL, 0, 0.7f, 1, 0)),
    RMSPROP("rmsprop", new ScheduleSpec(ScheduleSpec.Kind.ONE_CYCLE, 0, 0.5f, 10, 0.01f)),
    ADAM("adam", new ScheduleSpec(ScheduleSpec.Kind.COSINE, 0.5f, 0.5f, 10, 0)),
    ADAMW("adamw", ScheduleSpec.CONSTANT) {
        @Override
        TrainingConfig config(int epochs, long seed) {
            return with(epochs, seed, new WeightPenalty(1e-5f, 0, 0.01f, 3), 0, 0, 1, 0, 0);
        }
    },
    DROPOUT("sgd", ScheduleSpec.CONSTANT) {
        @Override
        TrainingConfig config(int epochs, long seed) {
            return with(epochs, seed, WeightPenalty.NONE, 0.1f, 0.3f, 0, 0, 0);
        }
    },
    AVERAGED("momentum", ScheduleSpec.CONSTANT) {
        @Override
        TrainingConfig config(int epochs, long seed) {
            return with(epochs, seed, WeightPenalty.NONE, 0, 0, 0, 0.9f, 0);
        }
    },
    BATCH_NORM("adam", ScheduleSpec.CONSTANT) {
        @Override
        NetworkSpec spec() {
            return normalized(Normalization.BATCH);
        }
    },
    BATCH_NORM_AVERAGED("sgd", ScheduleSpec.CONSTANT) {
        @Override
        NetworkSpec spec() {
            return normalized(Normalization.BATCH);
        }

        @Override
        TrainingConfig config(int epochs, long seed) {
            return with(epochs, seed, new WeightPenalty(0, 1e-3f, 0, 0), 0, 0.2f, 1, 0.9f, 0);
        }
    },
    RECEPTIVE_FIELDS("sgd", ScheduleSpec.CONSTANT) {
        @Override
        NetworkSpec spec() {
            return seeing("9", Normalization.NONE);
        }
    },
    PYRAMID("momentum", ScheduleSpec.CONSTANT) {
        @Override
        NetworkSpec spec() {
            return seeing("18/10,1/1", Normalization.BATCH);
        }
    },
    LAYER_NORM("sgd", ScheduleSpec.CONSTANT) {
        @Override
        NetworkSpec spec() {
            return normalized(Normalization.LAYER);
        }
    },
    /** The rate is much too high on purpose: validation soon stops improving, so the rate falls. */
    PLATEAU("sgd", new ScheduleSpec(ScheduleSpec.Kind.PLATEAU, 0, 0.1f, 1, 0)) {
        @Override
        float learningRate() {
            return 1;
        }
    },
    EVERYTHING_SGD("sgd"),
    EVERYTHING_MOMENTUM("momentum"),
    EVERYTHING_NESTEROV("nesterov"),
    EVERYTHING_RMSPROP("rmsprop"),
    EVERYTHING_ADAM("adam"),
    EVERYTHING_ADAMW("adamw");

    private static final int BATCH = 32;

    private final String optimizer;
    private final ScheduleSpec schedule;
    private final boolean everything;

    ToyConfigs(String optimizer, ScheduleSpec schedule) {
        this.optimizer = optimizer;
        this.schedule = schedule;
        everything = false;
    }

    /** Dropout, augmentation, receptive fields, batch normalization, averaged weights and teachers at the same time. */
    ToyConfigs(String optimizer) {
        this.optimizer = optimizer;
        schedule = new ScheduleSpec(ScheduleSpec.Kind.COSINE, 0.5f, 0.5f, 10, 0);
        everything = true;
    }

    NetworkSpec spec() {
        return everything ? seeing("7", Normalization.BATCH) : normalized(Normalization.NONE);
    }

    TrainingConfig config(int epochs, long seed) {
        if (everything) {
            float decay = optimizer.equals("adamw") ? 0.01f : 0;
            return with(epochs, seed, new WeightPenalty(1e-5f, 1e-4f, decay, 3), 0.1f, 0.2f, 1, 0.9f, 0);
        }
        return with(epochs, seed, WeightPenalty.NONE, 0, 0, 0, 0, 0);
    }

    float learningRate() {
        return optimizer.startsWith("adam") || optimizer.equals("rmsprop") ? 0.002f : 0.05f;
    }

    final TrainingConfig patient(int epochs, int patience) {
        return with(epochs, 1, WeightPenalty.NONE, 0, 0, 0, 0, patience);
    }

    final TrainingConfig with(
            int epochs,
            long seed,
            WeightPenalty penalty,
            float inputDropout,
            float dropout,
            float clipNorm,
            float averaging,
            int patience) {
        Optimization optimization = new Optimization(
                Initializer.HE,
                new OptimizerSpec(Constants.named(OptimizerSpec.Kind.class, optimizer), 0.9f, 0.9f, 0.99f, 1e-8f),
                schedule,
                penalty);
        Regularisation regularisation = new Regularisation(
                new NoiseLevels(inputDropout, dropout, everything ? 0.1f : 0, everything ? 0.2f : 0),
                0,
                clipNorm,
                averaging,
                0,
                everything ? new AugmentationPlan("ciresan,noise=0.1", 1, 0.25f) : AugmentationPlan.NONE);
        return new TrainingConfig(
                epochs,
                BATCH,
                learningRate(),
                seed,
                optimization,
                regularisation,
                new StoppingRule(patience, 0),
                everything ? new Distillation(ToyRun.TEACHERS, 3, 0.6f) : Distillation.NONE);
    }

    static NetworkSpec normalized(Normalization normalization) {
        return seeing("0", normalization);
    }

    private static NetworkSpec seeing(String receptiveField, Normalization normalization) {
        return NetworkSpec.plain(784, List.of(40, 24), 10, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(normalization)
                .with(new NetworkSpec.Connections(false, ReceptiveFields.Plan.parse(receptiveField)));
    }
}
