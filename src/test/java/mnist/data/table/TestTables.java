package mnist.data.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import mnist.data.Split;
import mnist.data.files.FilePlace;
import mnist.data.source.LabelledImages;
import mnist.data.source.Labels;
import mnist.data.source.PixelScale;
import mnist.data.source.Reading;

/** Small tables of images. */
final class TestTables {
    static final int SIDE = 4;
    static final int PIXELS = SIDE * SIDE;

    /** Enough to tell labels from corners. */
    static final int ROWS = 30;

    private TestTables() {}

    /** Like a written digit: something in the middle, nothing at the corners. */
    static int pixel(int image, int place) {
        boolean edge = place < 2 || place >= PIXELS - 2;
        return edge || (image + place) % 3 == 0 ? 0 : (image * 31 + place * 17) % 256;
    }

    static int label(int image) {
        return image * 7 % 10;
    }

    /** The pixels of all images, in order. */
    static byte[] images(int count) {
        byte[] images = new byte[count * PIXELS];
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) pixel(i / PIXELS, i % PIXELS);
        }
        return images;
    }

    static List<String> pixels(int image) {
        return IntStream.range(0, PIXELS)
                .mapToObj(p -> Integer.toString(pixel(image, p)))
                .toList();
    }

    /** Rows with the label in front. */
    static List<List<String>> labelFirst(IntFunction<String> label) {
        return rows(image -> with(pixels(image), 0, label.apply(image)));
    }

    static List<List<String>> labelLast(IntFunction<String> label) {
        return rows(image -> with(pixels(image), PIXELS, label.apply(image)));
    }

    static List<List<String>> digitsFirst() {
        return labelFirst(image -> Integer.toString(label(image)));
    }

    static List<List<String>> rows(IntFunction<List<String>> row) {
        return IntStream.range(0, ROWS).mapToObj(row).toList();
    }

    static List<String> with(List<String> row, int place, String cell) {
        List<String> more = new ArrayList<>(row);
        more.add(place, cell);
        return more;
    }

    static List<List<String>> withHeader(List<String> header, List<List<String>> rows) {
        List<List<String>> more = new ArrayList<>(rows);
        more.add(0, header);
        return more;
    }

    /** label, then pixel0, pixel1, ... */
    static List<String> kaggle() {
        return with(names(p -> "pixel" + p), 0, "label");
    }

    static List<String> names(IntFunction<String> name) {
        return IntStream.range(0, PIXELS).mapToObj(name).toList();
    }

    static String text(List<List<String>> rows) {
        return text(rows, ",", "\n");
    }

    static String text(List<List<String>> rows, String separator, String end) {
        return rows.stream().map(row -> String.join(separator, row) + end).collect(Collectors.joining());
    }

    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gz(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static LabelledImages read(Path file) {
        return read(file, Reading.PLAIN);
    }

    static LabelledImages read(Path file, Reading reading) {
        return TableSets.of(FilePlace.of(file), reading).read(Split.TRAIN);
    }

    static List<String> words(Labels labels) {
        return IntStream.range(0, labels.size()).mapToObj(labels::word).toList();
    }

    /** Where the labels are is said. */
    static Reading labelColumn(String column) {
        return new Reading(null, null, false, false, null, column, null, null, null, null, null, null);
    }

    static Reading range(double low, double high) {
        return new Reading(
                null, new PixelScale(low, high), false, false, null, null, null, null, null, null, null, null);
    }
}
