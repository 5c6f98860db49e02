package mnist.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.file.StoreException;
import mnist.train.EpochMetrics;

/** Reads {@code metrics.csv} back, also while a run is still writing it. */
public final class MetricsReader {
    private static final String CURE = "restore the file, or leave this run out";

    private MetricsReader() {}

    /**
     * The rows of the file, in order; of what only the JSON lines have they know nothing.
     *
     * @throws StoreException if it is missing or damaged, with the number of the line
     */
    public static List<EpochMetrics> read(Path csv) {
        List<String> lines = wholeLines(csv);
        checkHeader(csv, lines);
        return parseAll(csv, 1, lines, MetricsCsv::row);
    }

    /** The lines without their ends; a last line that has no end is one that is being written, and left out. */
    static List<String> wholeLines(Path file) {
        StoreException.requireReadable(file, "the metrics of a run");
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    static void checkHeader(Path file, List<String> lines) {
        String header =
                lines.isEmpty() ? "" : lines.get(0).replace("\ufeff", "").strip();
        if (!header.equals(MetricsCsv.HEADER)) {
            throw StoreException.of(file + ":1", "the header " + MetricsCsv.HEADER, StoreException.quote(header), CURE);
        }
    }

    /** What the lines from {@code first} on say; blank ones say nothing. */
    static <T> List<T> parseAll(Path file, int first, List<String> lines, Function<String, T> parser) {
        return IntStream.range(first, lines.size())
                .filter(i -> !lines.get(i).isBlank())
                .mapToObj(i -> parse(file, i, lines, parser))
                .toList();
    }

    static <T> T parse(Path file, int index, List<String> lines, Function<String, T> parser) {
        try {
            return parser.apply(lines.get(index));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + ":" + (index + 1) + ": " + e.getMessage() + "; " + CURE, e);
        }
    }
}
