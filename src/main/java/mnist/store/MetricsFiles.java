package mnist.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.file.AtomicFile;
import mnist.file.PathKind;
import mnist.file.RegularFile;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;

/**
 * Writes {@code metrics.csv} and {@code metrics.jsonl} of a run, one line per epoch each, at once visible to readers
 * and forced to disk; and reads them back.
 *
 * <p>Append an epoch's line before its checkpoint is written: then a kill or a power cut in between leaves a line too many,
 * which {@link #resume} cuts off, and never one too few.
 */
public final class MetricsFiles implements AutoCloseable {
    /** A million epochs. */
    private static final int LARGEST_FILE = 512 << 20;

    static final String CURE = "restore the file, or leave this run out";

    private final Path csvFile;
    private final Path jsonlFile;
    private final OutputStream csv;
    private final OutputStream jsonl;
    private final List<String> warnings;

    private MetricsFiles(Path csvFile, Path jsonlFile, List<String> warnings) {
        this.warnings = warnings;
        this.csvFile = csvFile;
        this.jsonlFile = jsonlFile;
        this.csv = append(csvFile);
        this.jsonl = append(jsonlFile);
    }

    /** Begins the files of a new run. @throws StoreException if they cannot be written */
    public static MetricsFiles create(RunDirectory run) {
        AtomicFile.write(run.metricsCsv(), MetricsCsv.HEADER + "\n");
        AtomicFile.write(run.metricsJsonl(), "");
        return new MetricsFiles(run.metricsCsv(), run.metricsJsonl(), List.of());
    }

    /**
     * Goes on after epoch {@code lastEpoch}, the checkpoint's: its lines and those before stay byte for byte, later ones
     * are cut off. What one file lacks is made from the other; what both lack does not keep a run from going on, see
     * {@link #warnings}.
     *
     * @throws StoreException if a file cannot be read or written
     */
    public static MetricsFiles resume(RunDirectory run, int lastEpoch) {
        MetricsHistory history = history(run, lastEpoch);
        bring(run.metricsCsv(), history.csv());
        bring(run.metricsJsonl(), history.jsonl());
        return new MetricsFiles(run.metricsCsv(), run.metricsJsonl(), history.warnings());
    }

    /** A file that is as it should be stays untouched: a finished run can be asked for its result on a full disk. */
    private static void bring(Path file, String text) {
        try {
            if (PathKind.ofItself(file) != PathKind.FILE
                    || !RegularFile.readText(file, LARGEST_FILE).equals(text)) {
                AtomicFile.write(file, text);
            }
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    /** What the files, as they are, say of the epochs up to {@code lastEpoch}; what is damaged in them is passed over. */
    static MetricsHistory history(RunDirectory run, int lastEpoch) {
        return new MetricsHistory(run, lastEpoch, linesIfAny(run.metricsCsv()), linesIfAny(run.metricsJsonl()));
    }

    private static List<String> linesIfAny(Path file) {
        return PathKind.exists(file) ? wholeLines(file) : List.of();
    }

    /** What of the epochs before was made again, or is lost for good, each in one line. */
    public List<String> warnings() {
        return warnings;
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

    /**
     * The rows of {@code metrics.csv}, in order, also while a run is still writing it; of what only the JSON lines have, and
     * of columns that an older version did not write, they know nothing.
     *
     * @throws StoreException if it is missing or damaged, with the number of the line
     */
    public static List<EpochMetrics> read(Path csv) {
        List<String> lines = wholeLines(csv);
        String header = lines.isEmpty() ? "" : lines.get(0);
        List<String> columns = MetricsCsv.columns(header)
                .orElseThrow(() -> StoreException.of(
                        csv + ":1", "the header " + MetricsCsv.HEADER, StoreException.quote(header), CURE));
        return parseAll(csv, 1, lines, line -> MetricsCsv.row(columns, line));
    }

    /** As {@link #read}, with how each layer fared. */
    public static List<EpochMetrics> readDetailed(RunDirectory run) {
        return readJsonl(run.metricsJsonl());
    }

    /** The rows of {@code metrics.jsonl}, in order. @throws StoreException as {@link #read} */
    static List<EpochMetrics> readJsonl(Path jsonl) {
        return parseAll(jsonl, 0, wholeLines(jsonl), line -> MetricsCsv.row(Json.parse(line)));
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

    private static OutputStream append(Path file) {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }

    /** One write for the whole line, so that a kill does not tear it; the checkpoint that follows is never ahead of it. */
    private static void writeLine(OutputStream out, Path file, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            AtomicFile.force(file);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
    }
}
