package mnist.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import mnist.bench.StepBenchmark;

/**
 * The part of the benchmark that trains usual networks, each in several fresh JVMs: how well a kernel is compiled differs
 * from one JVM to the next.
 */
final class BenchTraining {
    private BenchTraining() {}

    /** @param imagesPerSecond of every JVM, slowest first */
    record Row(String work, String network, int batch, double[] imagesPerSecond, double median) {}

    /** The network called so. @throws IllegalArgumentException if there is none */
    static StepBenchmark.Work work(String name) {
        return StepBenchmark.WORKS.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--works '" + name + "' is none of W0, W1, W2, W3"));
    }

    /** A row for each network, for JSON; the same goes as text to {@code print}. */
    static List<Row> measure(
            Consumer<String> print, List<StepBenchmark.Work> works, int forks, List<String> backendArguments) {
        print.accept(String.format(
                Locale.ROOT, "%-44s%12s%12s%12s%16s", "images/s", "slowest", "median", "fastest", "s / 60,000"));
        List<Row> rows = new ArrayList<>();
        for (StepBenchmark.Work work : works) {
            double[] rates = rates(work.name(), forks, backendArguments);
            double median = (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
            print.accept(String.format(
                    Locale.ROOT,
                    "%-44s%,12.0f%,12.0f%,12.0f%16.3f",
                    work.name() + " " + work.spec().widths() + ", batch " + work.batchSize(),
                    rates[0],
                    median,
                    rates[rates.length - 1],
                    60_000 / median));
            rows.add(new Row(work.name(), work.spec().widths(), work.batchSize(), rates, median));
        }
        return rows;
    }

    /** Images per second of each fork, slowest first. */
    private static double[] rates(String work, int forks, List<String> backendArguments) {
        double[] rates = new double[Math.max(1, forks)];
        for (int fork = 0; fork < rates.length; fork++) {
            rates[fork] = rate(work, backendArguments);
        }
        Arrays.sort(rates);
        return rates;
    }

    private static double rate(String work, List<String> backendArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith(".jar")) {
            // The jar's manifest opens the way to the Vector API.
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, "mnist.cli.Main"));
        }
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
}
