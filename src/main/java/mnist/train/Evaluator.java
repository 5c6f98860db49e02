package mnist.train;

import java.util.Arrays;
import java.util.List;
import mnist.data.Batch;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/** Runs a network forward over a data set, in large batches, in the order of the files, and counts its errors. */
public final class Evaluator implements AutoCloseable {
    private final Dataset dataset;
    private final ForwardPass pass;

    public Evaluator(Dataset dataset, Backend backend) {
        this.dataset = dataset;
        pass = ForwardPass.inOrder(dataset, backend);
    }

    /**
     * How many images go forward together. Their losses are summed first, so that parts of whole batches, put together in
     * their order, have the very loss of the whole.
     */
    public static int batchSize(Dataset dataset) {
        return ForwardPass.batchSize(dataset);
    }

    public Evaluation evaluate(Network network) {
        Answers answers = new Answers();
        pass.run(List.of(network), 1, answers);
        return Evaluation.of(
                dataset, network.spec().outputs(), answers.predictions, answers.confidences, answers.lossSum);
    }

    /** What the network says, image by image. */
    private final class Answers implements ForwardPass.Visitor {
        private final int[] predictions = new int[dataset.size()];
        private final float[] confidences = new float[dataset.size()];
        private double lossSum;
        private int image;

        @Override
        public void visit(int network, Batch batch, Workspace forwarded) {
            lossSum += forwarded.lossSum(batch.labels);
            for (int row = 0; row < batch.rows(); row++, image++) {
                predictions[image] = forwarded.prediction(row);
                confidences[image] = forwarded.outputs().get(row, predictions[image]);
            }
        }
    }

    /** What a network says to every image, in the order of the data set: images x classes. */
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

    @Override
    public void close() {
        pass.close();
    }
}
