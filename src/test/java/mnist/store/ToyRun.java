package mnist.store;

import java.nio.file.Path;
import java.util.List;
import mnist.data.BatchStream;
import mnist.data.MemoryDataset;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.train.Distillation;
import mnist.train.EpochMetrics;
import mnist.train.Evaluator;
import mnist.train.Trainer;
import mnist.train.TrainingConfig;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** Trains on a few generated digits, in a run directory, as the command line does. */
record ToyRun(NetworkSpec spec, TrainingConfig config, String kernel, int threads, int until) {
    private static final int TRAIN_IMAGES = 107;
    private static final int VALIDATION_IMAGES = 50;
    private static final int FOR_EVER = Integer.MAX_VALUE;

    /** Two networks; their files are of no interest here. */
    static final List<Distillation.Teacher> TEACHERS =
            List.of(new Distillation.Teacher("a", "1"), new Distillation.Teacher("b", "2"));

    private static final MemoryDataset TRAIN = SomeDigits.of(TRAIN_IMAGES, 7);
    private static final MemoryDataset VALIDATION = SomeDigits.of(VALIDATION_IMAGES, 8);

    ToyRun(NetworkSpec spec, TrainingConfig config) {
        this(spec, config, Backends.EJML, 1);
    }

    ToyRun(NetworkSpec spec, TrainingConfig config, String kernel, int threads) {
        this(spec, config, kernel, threads, config.epochs());
    }

    /** From the beginning to the end. */
    Trainer.Outcome train(Path folder) {
        return begin(folder, FOR_EVER);
    }

    /** The same run, never trained beyond an epoch of its plan. */
    ToyRun until(int epoch) {
        return new ToyRun(spec, config, kernel, threads, epoch);
    }

    /** From the beginning until so many steps are done, with a checkpoint of that moment. */
    Trainer.Outcome begin(Path folder, int steps) {
        try (RunDirectory run = RunDirectory.create(folder);
                MetricsFiles metrics = MetricsFiles.create(run)) {
            run.writeConfig(settings().toMap());
            Network network = Network.initialize(spec, config.optimization().initializer(), config.seed());
            return train(run, metrics, new TrainingState(network, config), steps);
        }
    }

    /** From the last checkpoint to the end. */
    Trainer.Outcome resume(Path folder) {
        try (RunDirectory run = RunDirectory.resume(folder)) {
            TrainingState state = ModelFile.loadCheckpoint(run.last());
            try (MetricsFiles metrics = MetricsFiles.resume(run, state.counters.epoch)) {
                return train(run, metrics, state, FOR_EVER);
            }
        }
    }

    private Trainer.Outcome train(RunDirectory run, MetricsFiles metrics, TrainingState state, int steps) {
        RunRecorder recorder = new RunRecorder(run, metrics, settings(), 0);
        try (Backend backend = Backends.open(kernel, threads);
                BatchStream batches = Trainer.batches(config, TRAIN);
                Evaluator validation = new Evaluator(VALIDATION, backend)) {
            TrainingListener listener = new TrainingListener() {
                @Override
                public boolean afterStep(TrainingState state) {
                    return state.counters.step < steps;
                }

                @Override
                public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
                    return recorder.afterEpoch(metrics, state, best);
                }
            };
            Trainer.Outcome outcome =
                    new Trainer(config, state, batches, validation, backend, listener, teachers()).train(until);
            if (outcome == Trainer.Outcome.STOPPED) {
                recorder.checkpoint(state);
            }
            return outcome;
        }
    }

    private List<Network> teachers() {
        if (config.distillation().teachers().isEmpty()) {
            return List.of();
        }
        return List.of(
                Network.initialize(ToyConfigs.normalized(Normalization.LAYER), Initializer.HE, 91),
                Network.initialize(ToyConfigs.normalized(Normalization.NONE), Initializer.HE, 92));
    }

    private RunSettings settings() {
        DataUse use = new DataUse(
                "toy",
                "toy",
                "0",
                28,
                28,
                10,
                0,
                TRAIN_IMAGES,
                VALIDATION_IMAGES,
                "train",
                config.seed(),
                true,
                "memory",
                List.of(),
                List.of(),
                "digit");
        return new RunSettings(RunSettings.FORMAT, "test", kernel, null, spec, config, use);
    }
}
