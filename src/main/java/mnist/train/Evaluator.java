package mnist.train;

import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.linalg.Columns;
import mnist.nn.Network;
import mnist.nn.Workspace;
import org.ejml.data.FMatrixRMaj;

/** Runs a network forward over a data set, in large batches, in the order of the files. */
public final class Evaluator implements AutoCloseable {
    private static final int BATCH_SIZE = 500;

    private final Dataset dataset;
    private final BatchStream batches;
    private final Backend backend;
    private final Columns columns = new Columns(0);
    private Network network;
    private Workspace workspace;

    public Evaluator(Dataset dataset, Backend backend) {
        this.dataset = dataset;
        this.backend = backend;
        batches = dataset.inOrder(Math.min(BATCH_SIZE, dataset.size()));
    }

    public Evaluation evaluate(Network evaluated) {
        bind(evaluated);
        int classes = evaluated.spec().outputs();
        int[][] confusion = new int[classes][classes];
        int[] predictions = new int[dataset.size()];
        float[] confidences = new float[dataset.size()];
        double lossSum = 0;
        int errors = 0;
        int image = 0;
        batches.seek(1, 0);
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            columns.set(batch.nonZeroColumns, batch.nonZeroCount);
            FMatrixRMaj outputs = workspace.forward(batch.x, columns);
            lossSum += workspace.lossSum(batch.labels);
            for (int row = 0; row < batch.rows(); row++, image++) {
                int prediction = workspace.prediction(row);
                predictions[image] = prediction;
                confidences[image] = outputs.get(row, prediction);
                confusion[batch.labels[row]][prediction]++;
                errors += prediction == batch.labels[row] ? 0 : 1;
            }
        }
        return new Evaluation(image, lossSum / image, errors, confusion, predictions, confidences);
    }

    private void bind(Network evaluated) {
        if (network != evaluated) {
            network = evaluated;
            workspace = new Workspace(evaluated, backend, Math.min(BATCH_SIZE, dataset.size()));
        }
    }

    @Override
    public void close() {
        batches.close();
    }
}
