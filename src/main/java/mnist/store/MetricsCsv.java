package mnist.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.file.StoreException;
import mnist.train.EpochMetrics;

/**
 * {@link EpochMetrics} as a line of {@code metrics.csv} and back: its components up to {@code imagesPerSecond} are the
 * columns. Scripts rely on the columns and their order. A number that there is none of, as without validation, is an
 * empty cell.
 */
final class MetricsCsv {
    private static final List<RecordComponent> COMPONENTS = List.of(EpochMetrics.class.getRecordComponents());
    private static final List<RecordComponent> COLUMNS = COMPONENTS.stream()
            .takeWhile(component -> !component.getName().equals("evaluationSeconds"))
            .toList();

    static final String HEADER = COLUMNS.stream().map(MetricsCsv::name).collect(Collectors.joining(","));

    private MetricsCsv() {}

    private static String name(RecordComponent column) {
        return new SnakeCaseStrategy().translate(column.getName());
    }

    static String line(EpochMetrics row) {
        return COLUMNS.stream().map(column -> cell(column, row)).collect(Collectors.joining(","));
    }

    /** The shortest digits that read back as the same number, alike in every version of Java and every locale. */
    private static String cell(RecordComponent column, EpochMetrics row) {
        try {
            Object value = column.getAccessor().invoke(row);
            if (value instanceof Double number) {
                return number.isNaN() ? "" : NumberOutput.toString(number, true);
            }
            return value.toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException with the reason in one line */
    static EpochMetrics row(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS.size()) {
            throw new IllegalArgumentException("expected " + COLUMNS.size() + " cells, found " + cells.length);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            values.add(value(COLUMNS.get(i), cells[i].strip()));
        }
        for (RecordComponent unsaid : COMPONENTS.subList(cells.length, COMPONENTS.size())) {
            values.add(unsaid.getType() == List.class ? List.of() : (Object) Double.NaN);
        }
        try {
            return (EpochMetrics) EpochMetrics.class.getConstructors()[0].newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(RecordComponent column, String cell) {
        boolean real = column.getType() == double.class;
        try {
            if (real) {
                return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            }
            return column.getType() == int.class ? (Object) Integer.parseInt(cell) : (Object) Long.parseLong(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected " + (real ? "a number" : "a whole number") + " as " + name(column) + ", found "
                            + StoreException.quote(cell),
                    e);
        }
    }
}
