package mnist.cli.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mnist.bench.AugmenterBenchmark;
import mnist.cli.frame.Plural;
import mnist.data.augment.Augmentation;

/** The part of the benchmark that changes images at random, on one thread and on as many as there are processors. */
final class BenchAugmentation {
    private static final String SETTINGS = "ciresan";

    private BenchAugmentation() {}

    /** What was measured with one number of threads. */
    record Row(String augmentation, int threads, double imagesPerSecond) {}

    /** A row for each number of threads; the same goes as text to {@code print}. */
    static List<Row> measure(Consumer<String> print) {
        print.accept(String.format(Locale.ROOT, "%-28s%12s", "augmented images/s", SETTINGS));
        List<Row> rows = new ArrayList<>();
        int most = Runtime.getRuntime().availableProcessors();
        IntStream.of(1, most).distinct().forEach(threads -> {
            double rate = AugmenterBenchmark.imagesPerSecond(Augmentation.parse(SETTINGS), threads);
            print.accept(String.format(Locale.ROOT, "%-28s%,12.0f", Plural.of(threads, "thread"), rate));
            rows.add(new Row(SETTINGS, threads, rate));
        });
        return rows;
    }
}
