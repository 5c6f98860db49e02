package mnist.data.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.data.Dataset;
import mnist.file.AtomicFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Writes data sets as tables in the form of Kaggle's: a header, then a row an image, with its label in front. */
public final class TableWriter {
    private static final Pattern TABS = Pattern.compile("\\.tsv(\\.gz)?$");

    private static final byte[] END = utf8("\n");

    private final Dataset dataset;
    private final OutputStream out;
    private final String separator;
    private final Runnable progress;
    private final byte[][] labels;

    /** The separator and a number, for every byte. */
    private final byte[][] pixels;

    private int next;

    private TableWriter(Dataset dataset, OutputStream out, String separator, Runnable progress) {
        this.dataset = dataset;
        this.out = out;
        this.separator = separator;
        this.progress = progress;
        pixels = IntStream.range(0, 1 << Byte.SIZE)
                .mapToObj(pixel -> utf8(separator + pixel))
                .toArray(byte[][]::new);
        labels = dataset.classNames().names().stream()
                .map(name -> utf8(quoted(name)))
                .toArray(byte[][]::new);
    }

    /** Writes a data set to a file; nobody hears how far it has come. */
    public static void write(Path file, Dataset dataset) {
        write(file, dataset, () -> {});
    }

    /**
     * Writes a data set to a file, as gz if its name ends so, with tabs if it says tsv. Labels are the names of their
     * classes.
     *
     * @param progress told of every image
     * @throws mnist.file.StoreException if it cannot be written; what was there before is then there still
     */
    public static void write(Path file, Dataset dataset, Runnable progress) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String separator = TABS.matcher(name).find() ? "\t" : ",";
        AtomicFile.write(file, plain -> {
            if (name.endsWith(".gz")) {
                GzipCompressorOutputStream gz = new GzipCompressorOutputStream(plain);
                new TableWriter(dataset, gz, separator, progress).write();
                gz.finish();
            } else {
                new TableWriter(dataset, plain, separator, progress).write();
            }
        });
    }

    private void write() throws IOException {
        out.write(utf8(header()));
        out.write(END);
        try {
            dataset.forEachImage(this::row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where images are no squares, the names say so: they could not be read again else. */
    private String header() {
        int columns = dataset.columns();
        boolean square = dataset.rows() == columns;
        return IntStream.range(0, dataset.pixels())
                .mapToObj(i -> square ? "pixel" + i : (i / columns + 1) + "x" + (i % columns + 1))
                .collect(Collectors.joining(separator, "label" + separator, ""));
    }

    private void row(byte[] images, int offset) {
        try {
            out.write(labels[dataset.label(next++)]);
            for (int i = 0; i < dataset.pixels(); i++) {
                out.write(pixels[images[offset + i] & 0xff]);
            }
            out.write(END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.run();
    }

    private static String quoted(String name) {
        boolean plain = name.equals(name.strip()) && name.chars().noneMatch(c -> ",\"\r\n;\t".indexOf(c) >= 0);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
