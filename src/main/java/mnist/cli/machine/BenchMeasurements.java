package mnist.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.bench.AugmenterBenchmark;
import mnist.bench.GemmBenchmark;
import mnist.bench.GemmBenchmark.Form;
import mnist.bench.GemmBenchmark.Shape;
import mnist.bench.StepBenchmark.Work;
import mnist.cli.frame.Console;
import mnist.data.augment.Augmentation;
import mnist.linalg.Backend;
import mnist.linalg.Backends;

/**
 * The parts of the benchmark. Each gives rows for JSON, and says the same as text.
 *
 * @param print takes lines of text as soon as they are known
 */
record BenchMeasurements(Consumer<String> print) {
    private static final double SECONDS_PER_PRODUCT = 0.05;
    private static final String AUGMENTATION = "ciresan";

    /** The products of usual layers. */
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

    /** @param gflops by kernel and threads, for example "simd 2" */
    record Product(String product, Map<String, Double> gflops) {}

    record AugmentedImages(String augmentation, int threads, double imagesPerSecond) {}

    /** @param imagesPerSecond of every JVM, the slowest first */
    record TrainedNetwork(String work, String network, int batch, double[] imagesPerSecond, double median) {}

    /** Multiplies matrices, kernel by kernel. */
    List<Product> products() {
        int most = Runtime.getRuntime().availableProcessors();
        Map<String, Backend> kernels = new LinkedHashMap<>();
        kernels.put("ejml 1", Backends.open(Backends.EJML, 1));
        if (Backends.obstacle() == null) {
            kernels.put("simd 1", Backends.open(Backends.SIMD, 1));
            kernels.put("simd " + most, Backends.open(Backends.SIMD, most));
        }
        print(
                "%-28s%s",
                "GFLOP/s", kernels.keySet().stream().map("%12s"::formatted).collect(Collectors.joining()));
        List<Product> products =
                SHAPES.stream().map(shape -> product(shape, kernels)).toList();
        kernels.values().forEach(Backend::close);
        return products;
    }

    private Product product(Shape shape, Map<String, Backend> kernels) {
        String form = shape.form().name().toLowerCase(Locale.ROOT);
        String name = String.format("%s %sx%s %sx%s", form, shape.m(), shape.k(), shape.k(), shape.n());
        Map<String, Double> rates = new TreeMap<>();
        StringBuilder line = new StringBuilder();
        kernels.forEach((kernel, backend) -> {
            double rate = GemmBenchmark.measure(backend.gemm(), shape, SECONDS_PER_PRODUCT);
            rates.put(kernel, rate);
            line.append(String.format(Locale.ROOT, "%12.1f", rate));
        });
        print("%-28s%s", name, line);
        return new Product(name, rates);
    }

    /** Changes images at random, on one thread and on as many as there are processors. */
    List<AugmentedImages> augmentation() {
        print("%-28s%12s", "augmented images/s", AUGMENTATION);
        List<AugmentedImages> rows = new ArrayList<>();
        int most = Runtime.getRuntime().availableProcessors();
        IntStream.of(1, most).distinct().forEach(threads -> {
            double rate = AugmenterBenchmark.imagesPerSecond(Augmentation.parse(AUGMENTATION), threads);
            print("%-28s%,12.0f", Console.count(threads, "thread"), rate);
            rows.add(new AugmentedImages(AUGMENTATION, threads, rate));
        });
        return rows;
    }

    /** Trains usual networks, each in several fresh JVMs. */
    List<TrainedNetwork> training(List<Work> works, int forks, List<String> backendArguments) {
        print("%-44s%12s%12s%12s%16s", "images/s", "slowest", "median", "fastest", "s / 60,000");
        List<TrainedNetwork> rows = new ArrayList<>();
        for (Work work : works) {
            double[] rates = inForks(work.name(), forks, backendArguments);
            double median = (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
            String widths = work.spec().widths();
            print(
                    "%-44s%,12.0f%,12.0f%,12.0f%16.3f",
                    work.name() + " " + widths + ", batch " + work.batchSize(),
                    rates[0],
                    median,
                    rates[rates.length - 1],
                    60_000 / median);
            rows.add(new TrainedNetwork(work.name(), widths, work.batchSize(), rates, median));
        }
        return rows;
    }

    /**
     * Images per second in each of several fresh JVMs, slowest first: how well a kernel is compiled differs from one JVM to
     * the next.
     */
    private static double[] inForks(String work, int forks, List<String> backendArguments) {
        double[] rates = new double[Math.max(1, forks)];
        for (int fork = 0; fork < rates.length; fork++) {
            rates[fork] = inFork(work, backendArguments);
        }
        Arrays.sort(rates);
        return rates;
    }

    private static double inFork(String work, List<String> backendArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classPath = System.getProperty("java.class.path");
        // The jar's manifest opens the way to the Vector API.
        command.addAll(
                Console.isJarAlone(classPath)
                        ? List.of("-jar", classPath)
                        : List.of("-cp", classPath, "mnist.cli.Main"));
        command.addAll(List.of("bench", "--one-work", work));
        command.addAll(backendArguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException("a fork of the benchmark ended with exit code " + code);
            }
            return Double.parseDouble(output.trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void print(String format, Object... values) {
        print.accept(String.format(Locale.ROOT, format, values));
    }
}
