package mnist.bench;

import mnist.linalg.BlockOperation;
import mnist.linalg.Gemm;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** Measures the products of a network's layers, each first checked against EJML. */
public final class GemmBenchmark {
    /** Largest deviation from EJML, relative to the largest element, that rounding explains. */
    private static final double TOLERANCE = 1e-4;

    /** Which product of a layer it is. */
    public enum Form {
        /** z = a W: a is m x k, W is k x n. */
        FORWARD,
        /** dW = a^T dz: a is k x m, dz is k x n. */
        GRADIENT,
        /** da = dz W^T: dz is m x k, W is n x k. */
        BACKWARD
    }

    /** A product with an m x n result and inner dimension k. */
    public record Shape(Form form, int m, int k, int n) {
        double flops() {
            return 2.0 * m * k * n;
        }
    }

    private GemmBenchmark() {}

    /**
     * Billions of additions and multiplications per second: the median of several trials of about {@code seconds} each.
     *
     * @throws IllegalStateException when the kernel's result is wrong
     */
    public static double measure(Gemm gemm, Shape shape, double seconds) {
        boolean tall = shape.form() == Form.GRADIENT;
        boolean wide = shape.form() == Form.BACKWARD;
        FMatrixRMaj a = tall ? filled(shape.k(), shape.m(), 1) : filled(shape.m(), shape.k(), 1);
        FMatrixRMaj b = wide ? filled(shape.n(), shape.k(), 2) : filled(shape.k(), shape.n(), 2);
        FMatrixRMaj c = new FMatrixRMaj(shape.m(), shape.n());
        Runnable product = switch (shape.form()) {
            case FORWARD -> () -> gemm.mult(a, b, c);
            case GRADIENT -> () -> gemm.multTransA(a, null, b, c, null);
            case BACKWARD -> () -> gemm.multTransB(a, b, null, c, BlockOperation.NONE);
        };
        product.run();
        check(shape, a, b, c);
        int repeats = repeatsFor(product, seconds);
        double rate = Trials.medianRate(repeats * shape.flops(), () -> {
            for (int i = 0; i < repeats; i++) {
                product.run();
            }
        });
        // Once more: what was checked before was not compiled yet.
        check(shape, a, b, c);
        return rate;
    }

    /** Warms up, then counts how often the product fits into one trial. */
    private static int repeatsFor(Runnable product, double seconds) {
        Trials.warmUp(product);
        int repeats = 0;
        long start = System.nanoTime();
        while ((System.nanoTime() - start) * 1e-9 < seconds) {
            product.run();
            repeats++;
        }
        return repeats;
    }

    private static void check(Shape shape, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
        FMatrixRMaj expected = new FMatrixRMaj(shape.m(), shape.n());
        switch (shape.form()) {
            case FORWARD -> CommonOps_FDRM.mult(a, b, expected);
            case GRADIENT -> CommonOps_FDRM.multTransA(a, b, expected);
            case BACKWARD -> CommonOps_FDRM.multTransB(a, b, expected);
        }
        requireEqual(shape, expected, c);
    }

    /** @throws IllegalStateException naming the product if an element is further off than rounding explains */
    static void requireEqual(Object product, FMatrixRMaj expected, FMatrixRMaj actual) {
        double scale = CommonOps_FDRM.elementMaxAbs(expected);
        for (int i = 0; i < expected.getNumElements(); i++) {
            if (!(Math.abs(actual.data[i] - expected.data[i]) <= TOLERANCE * scale)) {
                throw new IllegalStateException("wrong product of " + product + " at element " + i + ": "
                        + actual.data[i] + " instead of " + expected.data[i]);
            }
        }
    }

    /** Numbers between -1 and 1 that do not repeat soon. */
    static FMatrixRMaj filled(int rows, int columns, int salt) {
        FMatrixRMaj m = new FMatrixRMaj(rows, columns);
        int state = salt;
        for (int i = 0; i < m.getNumElements(); i++) {
            state = state * 1664525 + 1013904223;
            m.data[i] = state * 0x1p-31f;
        }
        return m;
    }
}
