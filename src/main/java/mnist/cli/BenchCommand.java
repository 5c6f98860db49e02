package mnist.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.linalg.GemmBenchmark;
import mnist.linalg.GemmBenchmark.Form;
import mnist.linalg.GemmBenchmark.Shape;
import mnist.train.StepBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of this machine. */
@Command(
        name = "bench",
        description = "Measure this machine: matrix products, training steps. Takes about a minute on two quiet cores,"
                + " with W3 some minutes more; on a busy machine it takes longer and says less.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"mnist bench", "       mnist bench --forks 5 --works W1,W2 --json", ""})
final class BenchCommand implements Callable<Integer> {
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

    @Spec
    private CommandSpec command;

    @Option(
            names = "--works",
            split = ",",
            paramLabel = "W",
            defaultValue = "W0,W1,W2",
            description = "Networks to train: W0 784-30-10 (batch 10), W1 784-128-10 (64), W2 784-512-512-10 (128), W3"
                    + " 784-2500-2000-1500-1000-500-10 (256). Default: ${DEFAULT-VALUE}")
    private List<String> works;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "3",
            description = "Fresh JVMs that train each network; the median counts. Default: ${DEFAULT-VALUE}")
    private int forks;

    @Option(names = "--one-work", hidden = true, description = "Train this network in this JVM and print the rate.")
    private String oneWork;

    @Option(names = "--no-products", description = "Leave the matrix products out.")
    private boolean noProducts;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Console console = new Console(command);
        if (oneWork != null) {
            try (Backend backend = Usage.check(command, backendOptions::open)) {
                console.result("%.0f", StepBenchmark.imagesPerSecond(work(oneWork), backend));
            }
            return ExitCodes.DONE;
        }
        Usage.check(command, () -> requireForks(forks));
        Usage.check(command, () -> works.stream().map(BenchCommand::work).toList());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("java", Runtime.version().toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        if (!noProducts) {
            report.put("products", products(console));
        }
        report.put("training", training(console));
        if (json.json) {
            console.json(report);
        }
        return ExitCodes.DONE;
    }

    private static StepBenchmark.Work work(String name) {
        return StepBenchmark.WORKS.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--works '" + name + "' is none of W0, W1, W2, W3"));
    }

    private static void requireForks(int forks) {
        if (forks < 1) {
            throw new IllegalArgumentException("--forks " + forks + ": expected 1 or more");
        }
    }

    // ---- products ----

    private List<Object> products(Console console) {
        int most = Runtime.getRuntime().availableProcessors();
        Map<String, Backend> kernels = new LinkedHashMap<>();
        kernels.put("ejml 1", Backends.open(Backends.EJML, 1));
        if (Backends.obstacle() == null) {
            kernels.put("simd 1", Backends.open(Backends.SIMD, 1));
            kernels.put("simd " + most, Backends.open(Backends.SIMD, most));
        }
        text(console, "%-28s%s", "GFLOP/s", headings(kernels));
        List<Object> rows = new ArrayList<>();
        for (Shape shape : SHAPES) {
            rows.add(product(console, shape, kernels));
        }
        kernels.values().forEach(Backend::close);
        return rows;
    }

    private Map<String, Object> product(Console console, Shape shape, Map<String, Backend> kernels) {
        String name = shape.form().name().toLowerCase(Locale.ROOT) + " " + shape.m() + "x" + shape.k() + " " + shape.k()
                + "x" + shape.n();
        Map<String, Object> rates = new TreeMap<>();
        StringBuilder line = new StringBuilder();
        kernels.forEach((label, backend) -> {
            double rate = GemmBenchmark.measure(backend.gemm(), shape, SECONDS_PER_TRIAL);
            rates.put(label, rate);
            line.append(String.format("%12.1f", rate));
        });
        text(console, "%-28s%s", name, line);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("product", name);
        row.put("gflops", rates);
        return row;
    }

    private static String headings(Map<String, Backend> kernels) {
        StringBuilder line = new StringBuilder();
        kernels.keySet().forEach(label -> line.append(String.format("%12s", label)));
        return line.toString();
    }

    // ---- training ----

    private List<Object> training(Console console) {
        text(console, "%n%-44s%12s%12s%12s%16s", "images/s", "slowest", "median", "fastest", "s / 60,000");
        List<Object> rows = new ArrayList<>();
        for (String name : works) {
            StepBenchmark.Work work = work(name);
            double[] rates = BenchForks.run(name, forks, backendOptions.arguments());
            double median = rates[rates.length / 2];
            String label = name + " " + work.spec().widths() + ", batch " + work.batchSize();
            text(
                    console,
                    "%-44s%,12.0f%,12.0f%,12.0f%16.3f",
                    label,
                    rates[0],
                    median,
                    rates[rates.length - 1],
                    60_000 / median);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("work", name);
            row.put("network", work.spec().widths());
            row.put("batch", work.batchSize());
            row.put("images_per_second", rates);
            row.put("median", median);
            rows.add(row);
        }
        return rows;
    }

    private void text(Console console, String format, Object... values) {
        if (!json.json) {
            console.result(format, values);
        }
    }
}
