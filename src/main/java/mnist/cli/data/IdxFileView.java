package mnist.cli.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxReader;
import mnist.data.idx.IdxType;
import mnist.view.text.TextGallery;

/** One IDX file as text: its header, then its images, or its first numbers where it holds none. */
record IdxFileView(Path file, DrawingOptions drawing) {
    private static final int FIRST_NUMBERS = 20;
    private static final long MOST_PIXELS = 1 << 20;

    void print(IndexOption index, int first, Console console) {
        IdxHeader header;
        try (IdxReader reader = IdxReader.open(file)) {
            header = reader.header();
        }
        console.result("%s: %s", file, header.rank() == 0 ? "one " + header.type() : header);
        if (header.contentBytes() == 0) {
            console.result("no content");
        } else if (holdsImages(header)) {
            printImages(header, index.among(file.toString(), count(header), first), console);
        } else {
            printNumbers(header, console);
        }
    }

    /** Unsigned bytes in two dimensions or more: the last two are taken for the rows and columns of images. */
    private static boolean holdsImages(IdxHeader header) {
        return header.rank() >= 2 && header.type() == IdxType.UNSIGNED_BYTE && pixels(header) <= MOST_PIXELS;
    }

    private static long pixels(IdxHeader header) {
        long rows = header.size(header.rank() - 2);
        long columns = header.size(header.rank() - 1);
        return rows > MOST_PIXELS || columns > MOST_PIXELS ? Long.MAX_VALUE : rows * columns;
    }

    private static long count(IdxHeader header) {
        return header.contentBytes() / pixels(header);
    }

    private void printImages(IdxHeader header, List<Long> indices, Console console) {
        console.result("");
        TextGallery gallery = new TextGallery(Console.WIDTH);
        int rows = (int) header.size(header.rank() - 2);
        int columns = (int) header.size(header.rank() - 1);
        byte[] pixels = new byte[rows * columns];
        for (long index : indices) {
            try (IdxReader reader = IdxReader.open(file)) {
                reader.skip(index * pixels.length);
                reader.read(pixels, 0, pixels.length);
            }
            gallery.add(List.of("image " + index), drawing.draw(pixels, rows, columns));
        }
        console.results(gallery.lines());
    }

    private void printNumbers(IdxHeader header, Console console) {
        double[] numbers;
        try (IdxReader reader = IdxReader.open(file)) {
            numbers = reader.numbers(FIRST_NUMBERS);
        }
        boolean more = numbers.length < header.contentBytes() / header.type().bytes();
        String text = Arrays.stream(numbers).mapToObj(IdxFileView::number).collect(Collectors.joining(" "));
        console.result("%s%s", text, more ? " ..." : "");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
