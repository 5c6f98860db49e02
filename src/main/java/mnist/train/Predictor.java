package mnist.train;

import java.util.Arrays;
import java.util.List;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import org.ejml.data.FMatrixRMaj;

/** What a network says to single images. For a whole data set an {@link Evaluator} takes less memory. */
public final class Predictor {
    private Predictor() {}

    /** The outputs of every image, in the order of the data set: images x classes. */
    public static float[][] outputs(Network network, Dataset images, Backend backend) {
        float[][] outputs = new float[images.size()][];
        try (ForwardPass pass = ForwardPass.inOrder(images, backend)) {
            pass.run(List.of(network), 1, (number, batch, forwarded) -> {
                FMatrixRMaj result = forwarded.outputs();
                for (int row = 0; row < batch.rows(); row++) {
                    int start = row * result.numCols;
                    outputs[batch.indices[row]] = Arrays.copyOfRange(result.data, start, start + result.numCols);
                }
            });
        }
        return outputs;
    }
}
