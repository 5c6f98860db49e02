package mnist.view.explain;

import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.nn.Parameter;
import mnist.nn.ReceptiveFields;
import mnist.random.Draws;
import mnist.random.Purpose;

/** Networks and an image to explain: every output, loss and kind of layer. */
public final class Subjects {
    static final int INPUTS = 16;
    static final int CLASSES = 4;

    /** A pixel of the 4 x 4 in every window of 3 x 3. */
    static final int SEEN = 6;

    private Subjects() {}

    public static List<NetworkSpec> specs() {
        return List.of(
                spec(List.of(7), Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY, Normalization.NONE, false),
                spec(List.of(), Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY, Normalization.NONE, false),
                spec(List.of(9, 6), Activation.SIGMOID, Output.SIGMOID, Loss.MSE, Normalization.NONE, false),
                spec(List.of(8), Activation.TANH, Output.SIGMOID, Loss.CROSS_ENTROPY, Normalization.NONE, false),
                spec(List.of(8), Activation.LEAKY_RELU, Output.IDENTITY, Loss.MSE, Normalization.NONE, false),
                spec(List.of(8), Activation.SILU, Output.SOFTMAX, Loss.MSE, Normalization.NONE, false),
                spec(List.of(8, 8, 5), Activation.GELU, Output.SOFTMAX, Loss.CROSS_ENTROPY, Normalization.NONE, true),
                spec(
                        List.of(8, 6),
                        Activation.SCALED_TANH,
                        Output.SOFTMAX,
                        Loss.CROSS_ENTROPY,
                        Normalization.BATCH,
                        true),
                spec(List.of(8, 8), Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY, Normalization.LAYER, false),
                NetworkSpec.plain(INPUTS, List.of(8, 6), CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                        .with(Normalization.BATCH)
                        .with(new NetworkSpec.Connections(false, 3)),
                NetworkSpec.plain(INPUTS, List.of(16, 8), CLASSES, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                        .with(Normalization.BATCH)
                        .with(new NetworkSpec.Connections(false, ReceptiveFields.Plan.parse("3/1,1/1"))));
    }

    private static NetworkSpec spec(
            List<Integer> hidden,
            Activation activation,
            Output output,
            Loss loss,
            Normalization normalization,
            boolean residual) {
        return NetworkSpec.plain(INPUTS, hidden, CLASSES, activation, output, loss)
                .with(normalization)
                .with(new NetworkSpec.Connections(residual, 0));
    }

    /** With biases, and statistics that are not those of a fresh network. */
    public static Network network(NetworkSpec spec) {
        Network network = Network.initialize(spec, Initializer.LECUN, 4);
        Draws draws = Draws.of(4, Purpose.TOY, 1, 0);
        int draw = 0;
        for (Parameter parameter : network.parameters()) {
            if (parameter.kind() != Parameter.Kind.WEIGHT) {
                for (int i = 0; i < parameter.value().getNumElements(); i++) {
                    parameter.value().data[i] += draws.uniform(draw++, 0.05f, 0.5f);
                }
            }
        }
        return network;
    }

    static double[] image() {
        Draws draws = Draws.of(4, Purpose.TOY, 2, 0);
        double[] image = new double[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
            image[i] = i % 5 == 0 ? 0 : draws.uniform(i, 0, 2);
        }
        return image;
    }
}
