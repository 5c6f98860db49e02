package example;

import java.nio.file.Path;
import java.util.List;
import mnist.data.BatchStream;
import mnist.data.TrainTest;
import mnist.data.folder.SourceFinder;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.store.RunSettings;
import mnist.train.EpochMetrics;
import mnist.train.Evaluator;
import mnist.train.Trainer;
import mnist.train.TrainingConfig;
import mnist.train.TrainingListener;
import mnist.train.TrainingState;

/** Trains a network on the images of a folder, keeps it in a file, and asks it about a test image. */
public final class Digits implements TrainingListener {
    public static void main(String[] args) {
        TrainTest data = SourceFinder.read(Path.of(args[0]));
        NetworkSpec spec = NetworkSpec.plain(
                data.train().pixels(),
                List.of(128),
                data.train().classes(),
                Activation.RELU,
                Output.SOFTMAX,
                Loss.CROSS_ENTROPY);
        TrainingConfig config = TrainingConfig.plain(5, 64, 0.1f, 1, Initializer.HE);
        TrainingState state = new TrainingState(Network.initialize(spec, Initializer.HE, config.seed()), config);
        try (Backend backend = Backends.open(Backends.AUTO, 0);
                BatchStream batches = Trainer.batches(config, data.train());
                Evaluator test = new Evaluator(data.test(), backend)) {
            new Trainer(config, state, batches, null, backend, new Digits()).train();
            System.out.printf("test: %.4f%n", test.evaluate(state.evaluated()).accuracy());
            Path file = Path.of(args[1]);
            ModelFile.save(
                    file, state.evaluated(), RunSettings.of("Digits 1", backend.name(), spec, config, data.train()));
            Network read = ModelFile.load(file).folded();
            float[][] outputs = Evaluator.outputs(read, data.test(), backend);
            System.out.printf("its first image shows a 7 with probability %.3f%n", outputs[0][7]);
        }
    }

    @Override
    public boolean afterEpoch(EpochMetrics metrics, TrainingState state, boolean best) {
        System.out.printf(
                "epoch %d: loss %.4f%n", metrics.epoch(), metrics.train().loss());
        return true;
    }
}
