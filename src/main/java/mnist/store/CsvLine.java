package mnist.store;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values separated by commas, as RFC 4180 has them. */
public final class CsvLine {
    private CsvLine() {}

    /** Without a line end; null is an empty cell. */
    public static String of(Stream<?> values) {
        return values.map(CsvLine::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
