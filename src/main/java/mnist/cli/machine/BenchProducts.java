package mnist.cli.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mnist.bench.GemmBenchmark;
import mnist.bench.GemmBenchmark.Form;
import mnist.bench.GemmBenchmark.Shape;
import mnist.linalg.Backend;
import mnist.linalg.Backends;

/** The part of the benchmark that multiplies the matrices of usual layers, kernel by kernel. */
final class BenchProducts {
    private static final double SECONDS_PER_TRIAL = 0.05;

    private static final List<Shape> SHAPES = List.of(
            new Shape(Form.FORWARD, 10, 784, 30),
            new Shape(Form.FORWARD, 64, 784, 128),
            new Shape(Form.GRADIENT, 784, 64, 128),
            new Shape(Form.FORWARD, 64, 128, 10),
            new Shape(Form.FORWARD, 128, 784, 512),
            new Shape(Form.GRADIENT, 784, 128, 512),
            new Shape(Form.FORWARD, 128, 512, 512),
            new Shape(Form.BACKWARD, 128, 512, 512),
            new Shape(Form.FORWARD, 256, 784, 2500),
            new Shape(Form.FORWARD, 256, 2500, 2000),
            new Shape(Form.GRADIENT, 2500, 256, 2000),
            new Shape(Form.BACKWARD, 256, 2000, 2500));

    private BenchProducts() {}

    /** What was measured of one product, kernel by kernel. */
    record Row(String product, Map<String, Double> gflops) {}

    /** A row for each product; the same goes as text to {@code print}. */
    static List<Row> measure(Consumer<String> print) {
        int most = Runtime.getRuntime().availableProcessors();
        Map<String, Backend> kernels = new LinkedHashMap<>();
        kernels.put("ejml 1", Backends.open(Backends.EJML, 1));
        if (Backends.obstacle() == null) {
            kernels.put("simd 1", Backends.open(Backends.SIMD, 1));
            kernels.put("simd " + most, Backends.open(Backends.SIMD, most));
        }
        print.accept(String.format(Locale.ROOT, "%-28s%s", "GFLOP/s", headings(kernels)));
        List<Row> rows = new ArrayList<>();
        for (Shape shape : SHAPES) {
            rows.add(product(print, shape, kernels));
        }
        kernels.values().forEach(Backend::close);
        return rows;
    }

    private static Row product(Consumer<String> print, Shape shape, Map<String, Backend> kernels) {
        String name = shape.form().name().toLowerCase(Locale.ROOT) + " " + shape.m() + "x" + shape.k() + " " + shape.k()
                + "x" + shape.n();
        Map<String, Double> rates = new TreeMap<>();
        StringBuilder line = new StringBuilder();
        kernels.forEach((label, backend) -> {
            double rate = GemmBenchmark.measure(backend.gemm(), shape, SECONDS_PER_TRIAL);
            rates.put(label, rate);
            line.append(String.format(Locale.ROOT, "%12.1f", rate));
        });
        print.accept(String.format(Locale.ROOT, "%-28s%s", name, line));
        return new Row(name, rates);
    }

    private static String headings(Map<String, Backend> kernels) {
        StringBuilder line = new StringBuilder();
        kernels.keySet().forEach(label -> line.append(String.format(Locale.ROOT, "%12s", label)));
        return line.toString();
    }
}
