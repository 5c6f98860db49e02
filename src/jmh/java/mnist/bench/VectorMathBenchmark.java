package mnist.bench;

import java.util.concurrent.TimeUnit;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.linalg.VectorMath;
import org.openjdk.jmh.annotations.AuxCounters;
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

/**
 * The elementary functions on one thread, over numbers from -8 to 8 (log: their absolute values), which are copied anew
 * each time. {@code numbers} is how many a microsecond; the score itself is arrays a microsecond.
 *
 * <p>A score that falls to a tenth after some seconds is no noise: compiled into a large caller, a function's helpers may be
 * left out (NodeCountInliningCutoff), and then they box their vectors. {@code -prof gc} shows it as bytes per array.
 */
@State(Scope.Thread)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorMathBenchmark {
    private static final float LARGEST = 8;

    /** The activations of 128 images in layers of 10 and of 512 units. */
    @Param({"1280", "65536"})
    public int size;

    @Param({Backends.SIMD, Backends.EJML})
    public String kernel;

    private Backend backend;
    private VectorMath math;
    private float[] numbers;
    private float[] positive;
    private float[] result;

    /** What JMH reports beside the score. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rate {
        public double numbers;
    }

    @Setup
    public void open() {
        numbers = GemmBenchmark.filled(1, size, 1).data;
        positive = new float[size];
        result = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] *= LARGEST;
            positive[i] = Math.abs(numbers[i]);
        }
        backend = Backends.open(kernel, 1);
        math = backend.math();
    }

    @TearDown
    public void close() {
        backend.close();
    }

    @Benchmark
    public float[] exp(Rate rate) {
        begin(numbers, rate);
        math.exp(result, 0, size);
        return result;
    }

    @Benchmark
    public float[] sigmoid(Rate rate) {
        begin(numbers, rate);
        math.sigmoid(result, 0, size);
        return result;
    }

    @Benchmark
    public float[] tanh(Rate rate) {
        begin(numbers, rate);
        math.tanh(result, 0, size);
        return result;
    }

    @Benchmark
    public float[] log(Rate rate) {
        begin(positive, rate);
        math.log(result, 0, size);
        return result;
    }

    private void begin(float[] arguments, Rate rate) {
        rate.numbers += size;
        System.arraycopy(arguments, 0, result, 0, size);
    }
}
