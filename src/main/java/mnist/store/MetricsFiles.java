package mnist.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.file.AtomicFile;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;

/**
 * Writes {@code metrics.csv} and {@code metrics.jsonl} of a run, one line per epoch each, at once visible to readers; and
 * reads them back.
 *
 * <p>Append an epoch's line before its checkpoint is written: then a kill in between leaves a line too many, which
 * {@link #resume} cuts off, and never one too few.
 */
public final class MetricsFiles implements AutoCloseable {
    /** A million epochs. */
    private static final int LARGEST_FILE = 512 << 20;

    private static final String CURE = "restore the file, or leave this run out";

    private final Path csvFile;
    private final Path jsonlFile;
    private final OutputStream csv;
    private final OutputStream jsonl;

    private MetricsFiles(Path csvFile, Path jsonlFile) {
        this.csvFile = csvFile;
        this.jsonlFile = jsonlFile;
        this.csv = append(csvFile);
        this.jsonl = append(jsonlFile);
    }

    /** Begins the files of a new run. @throws StoreException if they cannot be written */
    public static MetricsFiles create(RunDirectory run) {
        AtomicFile.write(run.metricsCsv(), MetricsCsv.HEADER + "\n");
        AtomicFile.write(run.metricsJsonl(), "");
        return new MetricsFiles(run.metricsCsv(), run.metricsJsonl());
    }

    /**
     * Goes on after epoch {@code lastEpoch}, the checkpoint's: its lines and those before stay byte for byte, later ones
     * are cut off.
     *
     * @throws StoreException if a file is missing or damaged (by file and line), or cannot be written
     */
    public static MetricsFiles resume(RunDirectory run, int lastEpoch) {
        keep(run.metricsCsv(), true, lastEpoch, line -> MetricsCsv.row(line).epoch());
        keep(run.metricsJsonl(), false, lastEpoch, MetricsFiles::epochOfJson);
        return new MetricsFiles(run.metricsCsv(), run.metricsJsonl());
    }

    /**
     * Adds an epoch to both files.
     *
     * @throws StoreException if a file cannot be written
     */
    public void append(EpochMetrics row) {
        writeLine(csv, csvFile, MetricsCsv.line(row));
        writeLine(jsonl, jsonlFile, Json.compact(row));
    }

    /** @throws StoreException if the last bytes cannot be written */
    @Override
    public void close() {
        try (csv;
                jsonl) {
            // To close them is all.
        } catch (IOException e) {
            throw StoreException.writing(csvFile, e);
        }
    }

    private static void keep(Path file, boolean header, int lastEpoch, Function<String, Integer> epochOf) {
        List<String> lines = wholeLines(file);
        List<String> kept = new ArrayList<>();
        if (header) {
            checkHeader(file, lines);
            kept.add(lines.get(0));
        }
        for (int i = kept.size(); i < lines.size(); i++) {
            if (parse(file, i, lines, epochOf) <= lastEpoch) {
                kept.add(lines.get(i));
            }
        }
        AtomicFile.write(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
    }

    /**
     * The rows of {@code metrics.csv}, in order, also while a run is still writing it; of what only the JSON lines have they
     * know nothing.
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
        RegularFile.requireReadable(file, "the metrics of a run");
        try {
            String text = RegularFile.readText(file, LARGEST_FILE);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    private static void checkHeader(Path file, List<String> lines) {
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

    private static <T> T parse(Path file, int index, List<String> lines, Function<String, T> parser) {
        try {
            return parser.apply(lines.get(index));
        } catch (IllegalArgumentException e) {
            throw new StoreException(file + ":" + (index + 1) + ": " + e.getMessage() + "; " + CURE, e);
        }
    }

    private static int epochOfJson(String line) {
        Object epoch = Json.parse(line).get("epoch");
        if (epoch instanceof Integer number) {
            return number;
        }
        throw new IllegalArgumentException("expected a whole number as \"epoch\", found none");
    }

    private static OutputStream append(Path file) {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }

    /** One write for the whole line, so that a kill does not tear it. */
    private static void writeLine(OutputStream out, Path file, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }
}
