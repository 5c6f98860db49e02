package mnist.nn;

import java.util.concurrent.TimeUnit;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import org.ejml.data.FMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Softmax of a batch's logits, B x 10, on one thread; the score is batches a microsecond. */
@State(Scope.Thread)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SoftmaxBenchmark {
    private static final int CLASSES = 10;

    @Param({"64", "128"})
    public int batch;

    @Param({Backends.SIMD, Backends.EJML})
    public String kernel;

    private Backend backend;
    private FMatrixRMaj logits;
    private FMatrixRMaj a;
    private float[] rowLogs;

    @Setup
    public void open() {
        logits = new FMatrixRMaj(batch, CLASSES);
        for (int i = 0; i < logits.getNumElements(); i++) {
            logits.data[i] = i * 37 % 101 * 0.1f - 5;
        }
        a = new FMatrixRMaj(batch, CLASSES);
        rowLogs = new float[batch];
        backend = Backends.open(kernel, 1);
    }

    @TearDown
    public void close() {
        backend.close();
    }

    @Benchmark
    public FMatrixRMaj softmax() {
        System.arraycopy(logits.data, 0, a.data, 0, logits.getNumElements());
        Rows.softmax(backend.math(), a, rowLogs);
        return a;
    }
}
