package mnist.cli.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import mnist.bench.StepBenchmark;
import mnist.bench.Trials;

/** The part of the benchmark that trains usual networks, in fresh JVMs. */
final class BenchTraining {
    private BenchTraining() {}

    /** The network called so. @throws IllegalArgumentException if there is none */
    static StepBenchmark.Work work(String name) {
        return StepBenchmark.WORKS.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--works '" + name + "' is none of W0, W1, W2, W3"));
    }

    /** What was measured of one network: the rates of the forks, slowest first, and their median. */
    record Row(String work, String network, int batch, double[] imagesPerSecond, double median) {}

    /** A row for each network; the same goes as text to {@code print}. */
    static List<Row> measure(
            Consumer<String> print, List<StepBenchmark.Work> works, int forks, List<String> backendArguments) {
        print.accept(String.format(
                Locale.ROOT, "%-44s%12s%12s%12s%16s", "images/s", "slowest", "median", "fastest", "s / 60,000"));
        List<Row> rows = new ArrayList<>();
        for (StepBenchmark.Work work : works) {
            double[] rates = BenchForks.run(work.name(), forks, backendArguments);
            double median = Trials.median(rates);
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
}
