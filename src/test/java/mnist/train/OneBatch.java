package mnist.train;

import mnist.data.Batch;
import mnist.data.BatchStream;
import org.ejml.data.FMatrixRMaj;

/** Epochs of one batch, always the same. */
final class OneBatch implements BatchStream {
    private final Batch batch;
    private boolean given;

    OneBatch(FMatrixRMaj x, int[] labels) {
        batch = new Batch(x.numRows, x.numCols);
        batch.x.setTo(x);
        batch.nonZero.clear(x.numRows);
        for (int row = 0; row < x.numRows; row++) {
            batch.nonZero.mark(row, x.data, row * x.numCols);
        }
        batch.nonZero.finish(batch.x);
        for (int row = 0; row < x.numRows; row++) {
            batch.labels[row] = labels[row];
            batch.indices[row] = row;
        }
    }

    @Override
    public int stepsPerEpoch() {
        return 1;
    }

    @Override
    public int images() {
        return batch.rows();
    }

    @Override
    public void seek(int epoch, int step) {
        given = step > 0;
    }

    @Override
    public Batch next() {
        Batch next = given ? null : batch;
        given = true;
        return next;
    }

    @Override
    public void close() {}
}
