package mnist.cli.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import mnist.InvalidSetting;
import mnist.bench.StepBenchmark;

/** The part of the benchmark that trains usual networks, in fresh JVMs. */
final class BenchTraining {
    private BenchTraining() {}

    /** The network called so. @throws InvalidSetting if there is none */
    static StepBenchmark.Work work(String name) {
        return StepBenchmark.WORKS.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting("works", "'" + name + "' is none of W0, W1, W2, W3"));
    }

    /** A row for each network, for JSON; the same goes as text to {@code print}. */
    static List<Object> measure(
            Consumer<String> print, List<StepBenchmark.Work> works, int forks, List<String> backendArguments) {
        print.accept(String.format(
                Locale.ROOT, "%-44s%12s%12s%12s%16s", "images/s", "slowest", "median", "fastest", "s / 60,000"));
        List<Object> rows = new ArrayList<>();
        for (StepBenchmark.Work work : works) {
            double[] rates = BenchForks.run(work.name(), forks, backendArguments);
            double median = (rates[(rates.length - 1) / 2] + rates[rates.length / 2]) / 2;
            print.accept(String.format(
                    Locale.ROOT,
                    "%-44s%,12.0f%,12.0f%,12.0f%16.3f",
                    work.name() + " " + work.spec().widths() + ", batch " + work.batchSize(),
                    rates[0],
                    median,
                    rates[rates.length - 1],
                    60_000 / median));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("work", work.name());
            row.put("network", work.spec().widths());
            row.put("batch", work.batchSize());
            row.put("images_per_second", rates);
            row.put("median", median);
            rows.add(row);
        }
        return rows;
    }
}
