package mnist.linalg;

import java.lang.management.ManagementFactory;
import org.ejml.data.FMatrixRMaj;

/**
 * Repeats all forms of product until a hundred rounds in a row have allocated nothing on the calling thread, and fails
 * if that never happens. For a JVM of its own: where several vector widths have been used the compiler cannot know the
 * width, and boxes every vector.
 */
final class AllocationProbe {
    private static final int ROUNDS = 100_000;
    private static final int QUIET_ROUNDS = 100;

    private AllocationProbe() {}

    public static void main(String[] args) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Backend backend = Backends.open(args[0], 2)) {
            Runnable round = round(backend);
            int quiet = 0;
            for (int i = 0; i < ROUNDS && quiet < QUIET_ROUNDS; i++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                round.run();
                quiet = threads.getCurrentThreadAllocatedBytes() == before ? quiet + 1 : 0;
            }
            System.out.println(quiet == QUIET_ROUNDS ? "nothing allocated" : "allocates in every round");
        }
    }

    private static Runnable round(Backend backend) {
        Gemm gemm = backend.gemm();
        FMatrixRMaj x = Products.random(18, 90, 1);
        Columns nonZero = Products.thinOut(x, 0.3, 2);
        FMatrixRMaj w = Products.random(90, 70, 3);
        FMatrixRMaj z = new FMatrixRMaj(18, 70);
        FMatrixRMaj v = Products.random(70, 10, 4);
        FMatrixRMaj y = new FMatrixRMaj(18, 10);
        return () -> {
            gemm.mult(x, nonZero, w, null, z, BlockOperation.NONE);
            backend.math().sigmoid(z.data, 0, 18 * 70);
            gemm.mult(z, v, y);
            gemm.multAddTransA(-1e-3f, z, null, y, v, null);
            gemm.multTransB(y, v, z, BlockOperation.NONE);
            gemm.multAddTransA(-1e-3f, x, nonZero, z, w, null);
        };
    }
}
