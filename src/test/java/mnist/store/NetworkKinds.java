package mnist.store;

import java.util.List;
import java.util.Optional;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Layer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.NetworkSpec.Connections;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.ReceptiveFields.Plan;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/** Networks of every kind, with numbers as different from 0 and 1 as training makes them. Always the same numbers. */
public enum NetworkKinds {
    RELU(of(Activation.RELU, 24, 16)),
    SIGMOID(of(Activation.SIGMOID, 24, 16)),
    TANH(of(Activation.TANH, 24, 16)),
    LEAKY_RELU(of(Activation.LEAKY_RELU, 24, 16)),
    IDENTITY(of(Activation.IDENTITY, 24, 16)),
    SCALED_TANH(of(Activation.SCALED_TANH, 24, 16)),
    SILU(of(Activation.SILU, 24, 16)),
    GELU(of(Activation.GELU, 24, 16)),
    BATCH_NORM(of(Activation.RELU, 24, 16).with(Normalization.BATCH)),
    LAYER_NORM(of(Activation.TANH, 24, 16).with(Normalization.LAYER)),
    RESIDUAL(of(Activation.RELU, 24, 24, 24).with(new Connections(true, 0))),
    RESIDUAL_PROJECTED(of(Activation.GELU, 24, 17, 17).with(Normalization.LAYER).with(new Connections(true, 0))),
    RESIDUAL_BATCH_NORM(
            of(Activation.SILU, 24, 24, 17).with(Normalization.BATCH).with(new Connections(true, 0))),
    RECEPTIVE_FIELD(of(Activation.RELU, 24, 16).with(new Connections(false, 9))),
    PYRAMID(of(Activation.RELU, 48, 24, 16).with(new Connections(false, Plan.parse("9/5,3/1")))),
    SIGMOID_OUTPUT(NetworkSpec.plain(784, List.of(24), 10, Activation.RELU, Output.SIGMOID, Loss.CROSS_ENTROPY)),
    SCORES(NetworkSpec.plain(784, List.of(24), 10, Activation.TANH, Output.IDENTITY, Loss.MSE)),
    DEEP(of(Activation.TANH, 16, 16, 16, 16, 16, 16, 16, 16)),
    NO_HIDDEN_LAYER(of(Activation.RELU)),
    NOT_SQUARE(NetworkSpec.plain(20 * 30, List.of(24), 4, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)) {
        @Override
        DataUse data() {
            return data(20, 30, List.of("a", "b", "\u4e2d\ud83d\ude00", "long name"));
        }
    };

    private final NetworkSpec spec;

    NetworkKinds(NetworkSpec spec) {
        this.spec = spec;
    }

    private static NetworkSpec of(Activation activation, Integer... hidden) {
        return NetworkSpec.plain(784, List.of(hidden), 10, activation, Output.SOFTMAX, Loss.CROSS_ENTROPY);
    }

    /** The network and how it came to be, as a model file has it. */
    public ModelFile.Model model() {
        RunSettings settings =
                new RunSettings(RunSettings.FORMAT, "test", "ejml", null, spec, ToyConfigs.SGD.config(1, 1), data());
        return new ModelFile.Model(network(), settings, 1, Optional.empty());
    }

    DataUse data() {
        return data(28, 28, List.of());
    }

    static DataUse data(int rows, int columns, List<String> names) {
        int classes = names.isEmpty() ? 10 : names.size();
        return new DataUse(
                "toy", "toy", "0", rows, columns, classes, 0, 100, 50, "train", 1, true, "memory", names, List.of(),
                "digit");
    }

    private Network network() {
        Network network = Network.initialize(spec, Initializer.suiting(spec.activation()), 1);
        for (int number = 1; number <= spec.layers(); number++) {
            Layer layer = network.layer(number);
            draw(layer.b, -0.5f, 0.5f, number, 1);
            draw(layer.gamma, 0.5f, 2, number, 2);
            draw(layer.beta, -1, 1, number, 3);
            draw(layer.mean, -1, 1, number, 4);
            draw(layer.variance, 0.2f, 4, number, 5);
        }
        return network;
    }

    private static void draw(FMatrixRMaj vector, float low, float high, int layer, int what) {
        Draws draws = Draws.of(2, Purpose.TOY, layer, what);
        for (int j = 0; vector != null && j < vector.numCols; j++) {
            vector.data[j] = draws.uniform(j, low, high);
        }
    }
}
