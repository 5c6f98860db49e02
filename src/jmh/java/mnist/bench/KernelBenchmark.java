package mnist.bench;

import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.linalg.Gemm;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The products of one layer as training calls them, on one thread, each checked against EJML before it is measured.
 * {@code gflop} is GFLOP/s of the product, whatever else is done to its blocks; the score itself is products a second.
 */
@State(Scope.Thread)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KernelBenchmark {
    /** So small that the weights hardly change over a whole measurement. */
    private static final float LEARNING_RATE = 1e-9f;

    /** Batch, inputs and outputs: 784-128-10 with batch 64, then 784-512-512-10 with batch 128. */
    @Param({"64x784x128", "64x128x10", "128x784x512", "128x512x512", "128x512x10"})
    public String layer;

    @Param({Backends.SIMD, Backends.EJML})
    public String kernel;

    private Backend backend;
    private Gemm gemm;
    private double gflopOfProduct;

    /** Batch x inputs. */
    private FMatrixRMaj x;

    /** Inputs x outputs. */
    private FMatrixRMaj w;

    /** 1 x outputs. */
    private FMatrixRMaj b;

    /** Batch x outputs. */
    private FMatrixRMaj y;

    /** Batch x outputs. */
    private FMatrixRMaj dz;

    /** Inputs x outputs. */
    private FMatrixRMaj dw;

    /** Batch x inputs. */
    private FMatrixRMaj dx;

    /** What JMH reports beside the score. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rate {
        /** Billions of additions and multiplications. */
        public double gflop;
    }

    @Setup
    public void open() {
        String[] sizes = layer.split("x");
        int batch = Integer.parseInt(sizes[0]);
        int inputs = Integer.parseInt(sizes[1]);
        int outputs = Integer.parseInt(sizes[2]);
        gflopOfProduct = 2e-9 * batch * inputs * outputs;
        x = GemmBenchmark.filled(batch, inputs, 1);
        w = GemmBenchmark.filled(inputs, outputs, 2);
        b = GemmBenchmark.filled(1, outputs, 3);
        dz = GemmBenchmark.filled(batch, outputs, 4);
        y = new FMatrixRMaj(batch, outputs);
        dw = new FMatrixRMaj(inputs, outputs);
        dx = new FMatrixRMaj(batch, inputs);
        backend = Backends.open(kernel, 1);
        gemm = backend.gemm();
        checkForward();
        checkGradient();
        checkBackward();
    }

    @TearDown
    public void close() {
        backend.close();
    }

    // ---- what is measured ----

    /** y = relu(x w + b). */
    @Benchmark
    public FMatrixRMaj forward(Rate rate) {
        rate.gflop += gflopOfProduct;
        gemm.mult(x, null, w, null, y, this::addBiasAndActivate);
        return y;
    }

    /** dw = x^T dz. */
    @Benchmark
    public FMatrixRMaj gradient(Rate rate) {
        rate.gflop += gflopOfProduct;
        gemm.multTransA(x, null, dz, dw, null);
        return dw;
    }

    /** w -= learningRate x^T dz. */
    @Benchmark
    public FMatrixRMaj update(Rate rate) {
        rate.gflop += gflopOfProduct;
        gemm.multAddTransA(-LEARNING_RATE, x, null, dz, w, null);
        return w;
    }

    /** dx = dz w^T where x is positive, else 0: the blame for a layer below with relu. */
    @Benchmark
    public FMatrixRMaj backward(Rate rate) {
        rate.gflop += gflopOfProduct;
        gemm.multTransB(dz, w, null, dx, this::multiplyByDerivative);
        return dx;
    }

    private void addBiasAndActivate(int fromRow, int toRow, int from, int to) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * y.numCols;
            for (int j = from; j < to; j++) {
                y.data[start + j] += b.data[j];
            }
            backend.math().relu(y.data, start + from, start + to);
        }
    }

    private void multiplyByDerivative(int fromRow, int toRow, int from, int to) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * dx.numCols;
            backend.math().reluBackward(x.data, dx.data, start + from, start + to);
        }
    }

    // ---- whether it is right ----

    private void checkForward() {
        FMatrixRMaj expected = new FMatrixRMaj(y.numRows, y.numCols);
        CommonOps_FDRM.mult(x, w, expected);
        for (int i = 0; i < expected.getNumElements(); i++) {
            expected.data[i] = Math.max(0, expected.data[i] + b.data[i % y.numCols]);
        }
        GemmBenchmark.requireEqual("forward " + layer, expected, forward(new Rate()));
    }

    private void checkGradient() {
        FMatrixRMaj expected = new FMatrixRMaj(dw.numRows, dw.numCols);
        CommonOps_FDRM.multTransA(x, dz, expected);
        GemmBenchmark.requireEqual("gradient " + layer, expected, gradient(new Rate()));
        FMatrixRMaj before = w.copy();
        CommonOps_FDRM.add(before, -1, expected, expected);
        gemm.multAddTransA(-1, x, null, dz, w, null);
        GemmBenchmark.requireEqual("update " + layer, expected, w);
        w.setTo(before);
    }

    private void checkBackward() {
        FMatrixRMaj expected = new FMatrixRMaj(dx.numRows, dx.numCols);
        CommonOps_FDRM.multTransB(dz, w, expected);
        for (int i = 0; i < expected.getNumElements(); i++) {
            expected.data[i] = x.data[i] > 0 ? expected.data[i] : 0;
        }
        GemmBenchmark.requireEqual("backward " + layer, expected, backward(new Rate()));
    }
}
