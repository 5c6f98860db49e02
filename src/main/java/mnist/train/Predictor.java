package mnist.train;

import java.util.Arrays;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.linalg.Columns;
import mnist.nn.Network;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/** What a network says to single images. For a whole data set an {@link Evaluator} takes less memory. */
public final class Predictor {
    private static final int BATCH_SIZE = 500;

    private Predictor() {}

    /** The outputs of every image, in the order of the data set: images x classes. */
    public static float[][] outputs(Network network, Dataset images, Backend backend) {
        int batchSize = Math.min(BATCH_SIZE, images.size());
        float[][] outputs = new float[images.size()][];
        Workspace workspace = new Workspace(network, backend, batchSize);
        Columns columns = new Columns(0);
        try (BatchStream batches = images.inOrder(batchSize)) {
            int image = 0;
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                columns.set(batch.nonZeroColumns, batch.nonZeroCount);
                FMatrixRMaj result = workspace.forward(batch.x, columns);
                for (int row = 0; row < batch.rows(); row++, image++) {
                    int start = row * result.numCols;
                    outputs[image] = Arrays.copyOfRange(result.data, start, start + result.numCols);
                }
            }
        }
        return outputs;
    }
}
