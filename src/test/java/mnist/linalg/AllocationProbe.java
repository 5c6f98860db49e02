package mnist.linalg;

import org.ejml.data.FMatrixRMaj;

/**
 * Repeats all forms of product until a hundred rounds in a row have allocated nothing, and says how much it was if that
 * never happens.
 */
final class AllocationProbe {
    private static final int ROUNDS = 100_000;
    private static final int QUIET_ROUNDS = 100;

    private AllocationProbe() {}

    public static void main(String[] args) throws InterruptedException {
        AllocationMeter meter = new AllocationMeter();
        try (Backend backend = Backends.open(args[0], 2)) {
            Runnable round = args.length > 1 ? deepRound(backend) : round(backend);
            for (int i = 0; i < ROUNDS && meter.quietRounds() < QUIET_ROUNDS; i++) {
                meter.begin();
                round.run();
                meter.end();
            }
            System.out.println(meter.verdict(QUIET_ROUNDS));
        }
    }

    /**
     * Products of many inner indices, as wide layers have them. They come behind the warm-up, as in a training that takes long to
     * prepare: by then the JVM has seen so much that these kernels are the largest they can be.
     */
    private static Runnable deepRound(Backend backend) throws InterruptedException {
        backend.warmUp();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("mnist-warm-up")) {
                thread.join();
            }
        }
        Gemm gemm = backend.gemm();
        FMatrixRMaj x = Products.random(64, 600, 1);
        FMatrixRMaj w = Products.random(600, 256, 2);
        FMatrixRMaj z = new FMatrixRMaj(64, 256);
        FMatrixRMaj dx = new FMatrixRMaj(64, 600);
        return () -> {
            gemm.mult(x, w, z);
            gemm.multTransB(z, w, null, dx, BlockOperation.NONE);
            gemm.multAddTransA(-1e-6f, x, null, z, w, null);
        };
    }

    private static Runnable round(Backend backend) {
        Gemm gemm = backend.gemm();
        FMatrixRMaj x = Products.random(18, 90, 1);
        NonZeros nonZero = Products.thinOut(x, 0.3, 2);
        FMatrixRMaj w = Products.random(90, 70, 3);
        FMatrixRMaj z = new FMatrixRMaj(18, 70);
        FMatrixRMaj v = Products.random(70, 10, 4);
        FMatrixRMaj y = new FMatrixRMaj(18, 10);
        // So few columns that nothing is packed, whatever the width of the vectors.
        FMatrixRMaj few = Products.random(90, 16, 5);
        FMatrixRMaj ofFew = new FMatrixRMaj(18, 16);
        return () -> {
            gemm.mult(x, nonZero, w, null, z, BlockOperation.NONE);
            backend.math().sigmoid(z.data, 0, 18 * 70);
            gemm.mult(z, v, y);
            gemm.multAddTransA(-1e-3f, z, null, y, v, null);
            gemm.multTransB(y, v, null, z, BlockOperation.NONE);
            gemm.multAddTransA(-1e-3f, x, nonZero, z, w, null);
            gemm.mult(x, nonZero, few, null, ofFew, BlockOperation.NONE);
            gemm.multAddTransA(-1e-3f, x, nonZero, ofFew, few, null);
        };
    }
}
