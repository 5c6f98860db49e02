package mnist.linalg;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.ejml.data.FMatrixRMaj;

/**
 * GFLOP/s of the products in the layers of the usual networks: the best of many runs. Not a test; run it as
 * {@code java --add-modules jdk.incubator.vector -cp target/classes:target/test-classes:... mnist.linalg.KernelBenchmark
 * simd 1 2}.
 */
final class KernelBenchmark {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long NANOS_PER_SHAPE = Long.getLong("nanos", 700_000_000L);

    /** Form (n: a b, a: a^T b, u: update with a^T b, b: a b^T), rows, inner dimension and columns of the product. */
    private static final String[] SHAPES = {
        "n 10 784 30",
        "n 64 784 128",
        "u 784 64 128",
        "n 64 128 10",
        "n 128 784 512",
        "u 784 128 512",
        "n 128 512 512",
        "u 512 128 512",
        "b 128 512 512",
        "n 128 512 10",
        "u 512 128 10",
        "b 128 10 512",
        "n 256 784 2500",
        "u 784 256 2500",
        "n 256 2500 2000",
        "u 2500 256 2000",
        "b 256 2000 2500",
        "n 256 1000 500",
        "a 784 256 2500",
        "a 2500 256 2000",
    };

    private KernelBenchmark() {}

    public static void main(String[] args) {
        for (String shape : SHAPES) {
            if (!shape.matches(System.getProperty("only", ".*"))) {
                continue;
            }
            System.out.printf(Locale.ROOT, "%-18s", shape);
            for (int i = 1; i < args.length; i++) {
                try (Backend backend = Backends.open(args[0], Integer.parseInt(args[i]))) {
                    System.out.printf(
                            Locale.ROOT, " %8.1f", measure(backend.gemm(), shape.split(" "), args[i].equals("1")));
                }
            }
            System.out.println();
        }
    }

    private static double measure(Gemm gemm, String[] shape, boolean oneThread) {
        int m = Integer.parseInt(shape[1]);
        int k = Integer.parseInt(shape[2]);
        int n = Integer.parseInt(shape[3]);
        FMatrixRMaj a = Products.random(m, k, 1);
        FMatrixRMaj b = Products.random(k, n, 2);
        FMatrixRMaj at = Products.transpose(a);
        FMatrixRMaj bt = Products.transpose(b);
        FMatrixRMaj c = new FMatrixRMaj(m, n);
        Runnable product = switch (shape[0]) {
            case "n" -> () -> gemm.mult(a, b, c);
            case "a" -> () -> gemm.multTransA(at, null, b, c);
            case "u" -> () -> gemm.multAddTransA(1e-9f, at, null, b, c);
            default -> () -> gemm.multTransB(a, bt, c, BlockOperation.NONE);
        };
        return 2.0 * m * k * n / best(product, oneThread ? CPU::getCurrentThreadCpuTime : System::nanoTime);
    }

    /** Of one thread the processor time counts, which other programs' turns on the core do not touch. */
    private static double best(Runnable product, LongSupplier clock) {
        double best = Double.MAX_VALUE;
        long end = System.nanoTime() + NANOS_PER_SHAPE;
        while (System.nanoTime() < end) {
            long start = clock.getAsLong();
            int repetitions = 0;
            do {
                product.run();
                repetitions++;
            } while (clock.getAsLong() - start < 200_000);
            best = Math.min(best, (double) (clock.getAsLong() - start) / repetitions);
        }
        return best;
    }
}
