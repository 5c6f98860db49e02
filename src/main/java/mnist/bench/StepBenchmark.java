package mnist.bench;

import java.util.ArrayList;
import java.util.List;
import mnist.data.BatchStream;
import mnist.data.MemoryDataset;
import mnist.data.generate.DigitGenerator;
import mnist.linalg.Backend;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.train.EpochMetrics;
import mnist.train.Trainer;
import mnist.train.TrainingConfig;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** Measures whole training steps of some usual networks on generated digits, batches prepared beside as in a real run. */
public final class StepBenchmark {
    private static final int IMAGES = 6000;

    /** Passes that begin earlier do not count: the compiler works on what the training loop holds for up to three seconds. */
    private static final double WARM_UP_SECONDS = 3.5;

    private static final double MEASURED_SECONDS = 1.5;
    private static final int FEWEST_PASSES = 3;
    private static final int MOST_PASSES = 10_000;

    /** A network with its batch size. */
    public record Work(String name, NetworkSpec spec, int batchSize, float learningRate) {
        private static Work of(String name, List<Integer> hidden, boolean sigmoid, int batchSize) {
            NetworkSpec spec = NetworkSpec.plain(
                    DigitGenerator.PIXELS,
                    hidden,
                    DigitGenerator.CLASSES,
                    sigmoid ? Activation.SIGMOID : Activation.RELU,
                    sigmoid ? Output.SIGMOID : Output.SOFTMAX,
                    sigmoid ? Loss.MSE : Loss.CROSS_ENTROPY);
            return new Work(name, spec, batchSize, 0.01f);
        }
    }

    /** From a textbook's network to a record's. */
    public static final List<Work> WORKS = List.of(
            Work.of("W0", List.of(30), true, 10),
            Work.of("W1", List.of(128), false, 64),
            Work.of("W2", List.of(512, 512), false, 128),
            Work.of("W3", List.of(2500, 2000, 1500, 1000, 500), false, 256));

    private StepBenchmark() {}

    /** Images per second: the median of the passes over the same images that begin after warming up. */
    public static double imagesPerSecond(Work work, Backend backend) {
        TrainingConfig config =
                TrainingConfig.plain(MOST_PASSES, work.batchSize(), work.learningRate(), 1, Initializer.HE);
        TrainingState state = new TrainingState(Network.initialize(work.spec(), Initializer.HE, 1), config);
        Passes passes = new Passes();
        try (BatchStream batches = digits().shuffled(work.batchSize(), 1)) {
            new Trainer(config, state, batches, null, backend, passes).train();
        }
        return passes.median();
    }

    /** Keeps what every pass after the warm-up took, and ends the training when it was enough. */
    private static final class Passes implements TrainingListener {
        private final List<Double> rates = new ArrayList<>();
        private double seconds;

        @Override
        public boolean afterEpoch(EpochMetrics metrics, TrainingState after, boolean best) {
            if (seconds >= WARM_UP_SECONDS) {
                rates.add(metrics.imagesPerSecond());
            }
            seconds += metrics.seconds();
            return rates.size() < FEWEST_PASSES || seconds < WARM_UP_SECONDS + MEASURED_SECONDS;
        }

        double median() {
            return Trials.median(rates.stream().mapToDouble(rate -> rate).toArray());
        }
    }

    private static MemoryDataset digits() {
        byte[] images = new byte[IMAGES * DigitGenerator.PIXELS];
        byte[] labels = new byte[IMAGES];
        new DigitGenerator(1).images(0, images, labels);
        return new MemoryDataset(
                "digits", DigitGenerator.SIDE, DigitGenerator.SIDE, DigitGenerator.CLASSES, images, labels);
    }
}
