package mnist.view.explain;

import java.util.stream.IntStream;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.view.language.Messages;

/** The functions of a network as one writes them down. */
final class Formulas {
    private Formulas() {}

    static String activation(Activation activation, String of, Messages messages) {
        String text = switch (activation) {
            case SIGMOID -> "1 / (1 + e^-z)";
            case TANH -> "tanh z";
            case RELU -> "max(0, z)";
            case LEAKY_RELU -> messages.get("leaky_relu").formatted("z");
            case IDENTITY -> "z";
            case SCALED_TANH -> "1.7159 tanh(2/3 z)";
            case SILU -> "z / (1 + e^-z)";
            case GELU -> "z/2 (1 + tanh(0.79788 (z + 0.044715 z^3)))";
        };
        return "a = " + text.replace("z", of);
    }

    static String output(Output output, Messages messages) {
        return switch (output) {
            case SOFTMAX -> messages.get("output_softmax");
            case SIGMOID -> "a = 1 / (1 + e^-z)";
            case IDENTITY -> "a = z";
        };
    }

    static String loss(NetworkSpec spec, Messages messages) {
        if (spec.loss() == Loss.MSE) {
            return messages.get("loss_mse");
        }
        return messages.get(spec.output() == Output.SOFTMAX ? "loss_cross_entropy" : "loss_binary");
    }

    static String outputGradient(NetworkSpec spec, Messages messages) {
        if (spec.loss() == Loss.CROSS_ENTROPY) {
            return "dC/dz = a - y";
        }
        return switch (spec.output()) {
            case IDENTITY -> "dC/dz = 2 (a - y)";
            case SIGMOID -> "dC/dz = 2 (a - y) * a (1 - a)";
            case SOFTMAX -> messages.get("dz_softmax_mse");
        };
    }

    /** Whether an output's dC/dz is no single product but a sum over all outputs. */
    static boolean isSquaredSoftmax(NetworkSpec spec) {
        return spec.output() == Output.SOFTMAX && spec.loss() == Loss.MSE;
    }

    /** s of dC/dz = a (2 (a - y) - s). */
    static double softmaxSum(double[] a, double[] y) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> 2 * (a[i] - y[i]) * a[i])
                .reduce(0, Double::sum);
    }
}
