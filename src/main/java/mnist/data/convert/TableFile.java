package mnist.data.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.data.Dataset;

/**
 * A table of images: a row each, its class first, then its pixels, whose columns are called pixel0, pixel1, ...; where
 * images are no squares, they are called 1x1, 1x2, ... by row and column, from which the shape can be told.
 */
record TableFile(Dataset data, char separator) {
    private static final char QUOTE = '"';

    void write(OutputStream out, CountedImages images) throws IOException {
        String places = IntStream.range(0, data.pixels())
                .mapToObj(i -> separator + nameOf(i))
                .collect(Collectors.joining());
        out.write(("label" + places + "\n").getBytes(StandardCharsets.US_ASCII));
        images.write(data, (index, pixels, offset) -> {
            StringBuilder row = new StringBuilder(cell(data.classNames().name(data.label(index))));
            for (int i = 0; i < data.pixels(); i++) {
                row.append(separator).append(pixels[offset + i] & 0xff);
            }
            out.write(row.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    private String nameOf(int pixel) {
        return data.rows() == data.columns()
                ? "pixel" + pixel
                : (pixel / data.columns() + 1) + "x" + (pixel % data.columns() + 1);
    }

    /** In quotes where it has what parts cells, or would be read without its blanks. */
    private String cell(String text) {
        boolean plain = text.equals(text.strip())
                && !text.isEmpty()
                && text.chars().noneMatch(c -> c == separator || c == QUOTE || c == '\n' || c == '\r');
        return plain ? text : QUOTE + text.replace("\"", "\"\"") + QUOTE;
    }
}
