package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import mnist.linalg.BlockOperation;
import mnist.linalg.Gemm;
import mnist.linalg.NonZeros;
import mnist.linalg.VectorMath;
import org.ejml.data.FMatrixRMaj;

/** Calls what the JVM shall compile before it is needed. */
final class WarmUp {
    /** 1000 are too few. */
    private static final int VECTORS = 4000;

    /** Steps of a training: fewer leave loops uncompiled that the first epoch then waits for. */
    private static final int STEPS = 50;

    private static final int BATCH = 64;
    private static final int INPUTS = 256;
    private static final int HIDDEN = 128;
    private static final int CLASSES = 10;

    /** Keeps the numbers small, but not subnormal. */
    private static final float RATE = 0x1p-60f;

    private WarmUp() {}

    /**
     * Shows the JVM what kind of vector goes through the methods of the Vector API. It compiles {@link Tile} early, and where
     * it has not seen that by then, the tile calls those methods instead of containing them and boxes every vector: half the
     * speed for the whole run (seen on JDK 17). To be called before the first product. Takes 15 ms, which the first product
     * would take otherwise.
     */
    static void showVectors() {
        float[] x = new float[Lanes.COUNT];
        FloatVector two = FloatVector.broadcast(Lanes.FLOATS, 2f);
        for (int i = 0; i < VECTORS; i++) {
            FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, 0);
            two.fma(v, v).intoArray(x, 0);
        }
    }

    /** The products and functions of steps of plain descent, forward and backward, as INPUTS-HIDDEN-CLASSES has them. */
    static void compile(Gemm gemm, VectorMath math) {
        FMatrixRMaj x = numbers(BATCH, INPUTS);
        NonZeros nonZero = NonZeros.of(x);
        FMatrixRMaj w1 = numbers(INPUTS, HIDDEN);
        FMatrixRMaj w2 = numbers(HIDDEN, CLASSES);
        FMatrixRMaj a = new FMatrixRMaj(BATCH, HIDDEN);
        FMatrixRMaj da = new FMatrixRMaj(BATCH, HIDDEN);
        FMatrixRMaj z = new FMatrixRMaj(BATCH, CLASSES);
        for (int step = 0; step < STEPS; step++) {
            gemm.mult(x, nonZero, w1, null, a, BlockOperation.NONE);
            math.relu(a.data, 0, a.data.length);
            gemm.mult(a, null, w2, null, z, BlockOperation.NONE);
            math.largest(z.data, 0, z.data.length);
            math.exp(z.data, 0, z.data.length);
            math.log(z.data, 0, z.data.length);
            gemm.multTransB(z, w2, null, da, BlockOperation.NONE);
            math.reluBackward(a.data, da.data, 0, da.data.length);
            math.flushToZero(da.data, 0, da.data.length);
            gemm.multAddTransA(RATE, x, nonZero, da, w1, null);
            gemm.multAddTransA(RATE, a, null, z, w2, null);
        }
    }

    /** A third of them zero, as many pixels are. */
    private static FMatrixRMaj numbers(int rows, int columns) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = i % 3 * 0.01f;
        }
        return matrix;
    }
}
