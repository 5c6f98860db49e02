package mnist.train;

import java.util.List;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.nn.Workspace;

/** Runs networks forward over a data set, in large batches. */
final class ForwardPass implements AutoCloseable {
    private static final int BATCH_SIZE = 500;

    private final BatchStream batches;
    private final Backend backend;
    private final int maxRows;
    private List<Network> networks = List.of();
    private List<Workspace> workspaces = List.of();

    /** Takes what a network made of a batch. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param network its number in the list
         * @param forwarded where the rows of the batch have just gone forward
         */
        void visit(int network, Batch batch, Workspace forwarded);
    }

    /** In the order of the files. */
    static ForwardPass inOrder(Dataset dataset, Backend backend) {
        int maxRows = batchSize(dataset);
        return new ForwardPass(dataset.inOrder(maxRows), backend, maxRows);
    }

    /** The images of most batches, all being of one size but the last. */
    static int batchSize(Dataset dataset) {
        return Math.min(BATCH_SIZE, dataset.size());
    }

    /** @param batches of at most {@code maxRows} images; closed with this */
    ForwardPass(BatchStream batches, Backend backend, int maxRows) {
        this.batches = batches;
        this.backend = backend;
        this.maxRows = maxRows;
    }

    /** Every batch of an epoch (from 1) through every network; workspaces stay while the networks do. */
    void run(List<Network> forwarded, int epoch, Visitor visitor) {
        if (!networks.equals(forwarded)) {
            networks = forwarded;
            workspaces = networks.stream()
                    .map(network -> new Workspace(network, backend, maxRows))
                    .toList();
        }
        batches.seek(epoch, 0);
        for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
            for (int i = 0; i < workspaces.size(); i++) {
                workspaces.get(i).forward(batch.x, batch.nonZero);
                visitor.visit(i, batch, workspaces.get(i));
            }
        }
    }

    @Override
    public void close() {
        batches.close();
    }
}
