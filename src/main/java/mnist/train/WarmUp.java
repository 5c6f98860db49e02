package mnist.train;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mnist.linalg.Backend;
import mnist.linalg.Columns;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Workspace;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/**
 * Trains a throwaway network of the coming run's shape while the data are being read: the JVM compiles the kernels
 * meanwhile, which takes about as long. Nothing of it reaches the run.
 */
public final class WarmUp {
    /** One pixel in so many is ink, as in real digits, so that the kernels meet the sparsity they will meet. */
    private static final int INK_EVERY = 5;

    /** Enough to warm up with, and little memory. */
    private static final int BATCH_AT_MOST = 128;

    private WarmUp() {}

    /** What {@code work} gives, done on a thread of its own while this one warms up; its exception is thrown here. */
    public static <T> T during(Supplier<T> work, NetworkSpec spec, int batchSize, Backend backend) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        thread.start();
        run(spec, Math.min(batchSize, BATCH_AT_MOST), backend, task::isDone);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while loading", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void run(NetworkSpec spec, int batchSize, Backend backend, BooleanSupplier until) {
        Network network = Network.initialize(spec, Initializer.LECUN, 0);
        Workspace workspace = new Workspace(network, backend, batchSize);
        FMatrixRMaj x = new FMatrixRMaj(batchSize, spec.inputs());
        int[] labels = new int[batchSize];
        Columns ink = new Columns(spec.inputs());
        draw(x, labels, ink, spec.outputs());
        while (!until.getAsBoolean()) {
            workspace.forwardTraining(x, ink, 1, labels);
            workspace.lossSum(labels);
            workspace.backward(labels);
            workspace.gradientsAreBelow(1);
            workspace.descend(1e-4f);
            workspace.correct(labels);
        }
    }

    private static void draw(FMatrixRMaj x, int[] labels, Columns ink, int classes) {
        Draws draws = Draws.of(0, Purpose.TOY, 0, 0);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row % classes;
        }
        int count = 0;
        for (int column = 0; column < x.numCols; column++) {
            if (column % INK_EVERY != 0) {
                ink.index()[count++] = column;
            }
        }
        ink.count(count);
        for (int row = 0; row < x.numRows; row++) {
            for (int i = 0; i < count; i += 1 + draws.below(row, INK_EVERY)) {
                x.set(row, ink.index()[i], draws.uniform((long) row * count + i));
            }
        }
    }
}
