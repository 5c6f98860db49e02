package mnist.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.List;
import java.util.OptionalDouble;
import mnist.file.StoreException;

/** A {@link MetricsRow} as a line of {@code metrics.csv} and back. */
final class MetricsCsv {
    static final String HEADER = String.join(",", MetricsRow.COLUMNS);

    private MetricsCsv() {}

    static String line(MetricsRow row) {
        return String.join(
                ",",
                List.of(
                        Integer.toString(row.epoch()),
                        Long.toString(row.step()),
                        number(row.learningRate()),
                        number(row.trainLoss()),
                        number(row.trainAccuracy()),
                        cell(row.validationLoss()),
                        cell(row.validationAccuracy()),
                        number(row.seconds()),
                        number(row.imagesPerSecond())));
    }

    /** @throws IllegalArgumentException with the reason in one line */
    static MetricsRow row(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != MetricsRow.COLUMNS.size()) {
            throw new IllegalArgumentException(
                    "found " + cells.length + " cells, expected " + MetricsRow.COLUMNS.size());
        }
        return new MetricsRow(
                Math.toIntExact(integer(cells, 0)),
                integer(cells, 1),
                number(cells, 2),
                number(cells, 3),
                number(cells, 4),
                optional(cells, 5),
                optional(cells, 6),
                number(cells, 7),
                number(cells, 8));
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** The shortest digits that read back as the same number, alike in every version of Java and every locale. */
    private static String number(double value) {
        return NumberOutput.toString(value, true);
    }

    private static long integer(String[] cells, int column) {
        try {
            return Long.parseLong(cells[column].strip());
        } catch (NumberFormatException e) {
            throw wrong(cells, column, "a whole number", e);
        }
    }

    private static double number(String[] cells, int column) {
        try {
            return Double.parseDouble(cells[column].strip());
        } catch (NumberFormatException e) {
            throw wrong(cells, column, "a number", e);
        }
    }

    private static OptionalDouble optional(String[] cells, int column) {
        return cells[column].isBlank() ? OptionalDouble.empty() : OptionalDouble.of(number(cells, column));
    }

    private static IllegalArgumentException wrong(String[] cells, int column, String expected, Exception cause) {
        String name = MetricsRow.COLUMNS.get(column);
        return new IllegalArgumentException(
                "found " + StoreException.quote(cells[column]) + " as " + name + ", expected " + expected, cause);
    }
}
