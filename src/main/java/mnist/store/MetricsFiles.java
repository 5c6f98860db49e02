package mnist.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import mnist.file.AtomicFile;
import mnist.file.StoreException;
import mnist.store.json.Json;
import mnist.train.EpochMetrics;

/**
 * Writes {@code metrics.csv} and {@code metrics.jsonl} of a run, one line per epoch each, at once visible to readers.
 *
 * <p>Append an epoch's line before its checkpoint is written: then a kill in between leaves a line too many, which
 * {@link #resume} cuts off, and never one too few.
 */
public final class MetricsFiles implements AutoCloseable {
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

    private static void keep(Path file, boolean header, int lastEpoch, ToIntFunction<String> epochOf) {
        List<String> lines = MetricsReader.wholeLines(file);
        int first = header ? 1 : 0;
        if (header) {
            MetricsReader.checkHeader(file, lines);
        }
        List<String> kept = new ArrayList<>(lines.subList(0, first));
        for (int i = first; i < lines.size(); i++) {
            if (MetricsReader.parse(file, i, lines, epochOf::applyAsInt) <= lastEpoch) {
                kept.add(lines.get(i));
            }
        }
        AtomicFile.write(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
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
            return new FileOutputStream(file.toFile(), true);
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
