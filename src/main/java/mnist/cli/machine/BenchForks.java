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

/** Runs one measurement in several fresh JVMs: how well a kernel is compiled differs from one JVM to the next. */
final class BenchForks {
    private BenchForks() {}

    /** Images per second of each fork, slowest first. */
    static double[] run(String work, int forks, List<String> backendArguments) {
        double[] rates = new double[Math.max(1, forks)];
        for (int fork = 0; fork < rates.length; fork++) {
            rates[fork] = one(work, backendArguments);
        }
        Arrays.sort(rates);
        return rates;
    }

    private static double one(String work, List<String> backendArguments) {
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
