package mnist.store.imports;

import java.nio.file.Path;
import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Output;

/**
 * A network as a file of another program has it.
 *
 * @param layers first to last, at least one, each taking what the one before gives
 * @param layout how the weights lie in the file, and how that is known, in people's words
 * @param residual whether hidden layers from the second on add their input to their output
 */
public record ForeignNetwork(Path file, List<DenseLayer> layers, String layout, boolean residual, Said said) {
    /**
     * What the file says beside the weights; null, or 0, where it does not.
     *
     * @param pixels what the first layer is shown
     * @param factor of a step that the file puts before the first layer, where {@code pixels} is null: factor x + term
     * @param term of the same step
     * @param classNames empty where they are not known
     */
    public record Said(
            Activation activation,
            Output output,
            InputScale pixels,
            double factor,
            double term,
            int rows,
            int columns,
            List<String> classNames) {
        public static final Said NOTHING = new Said(null, null, null, 1, 0, 0, 0, List.of());
    }

    public int inputs() {
        return layers.get(0).inputs();
    }

    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }
}
