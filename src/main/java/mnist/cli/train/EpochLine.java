package mnist.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.train.EpochMetrics;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;

/** One line an epoch, in as many columns as fit. */
final class EpochLine {
    /**
     * One column.
     *
     * @param heading key of its text
     * @param width with the blanks before it
     */
    private record Column(String heading, int width, Function<EpochMetrics, String> cell) {}

    /** Four digits of smaller rates are wider than their column. */
    private static final double SMALL_RATE = 0.001;

    private static final List<Column> COLUMNS = List.of(
            new Column("epoch", 5, m -> Integer.toString(m.epoch())),
            new Column("train_loss", 12, m -> format("%.4f", m.train().loss())),
            new Column("accuracy", 10, m -> format("%.2f%%", 100 * m.train().accuracy())),
            new Column(
                    "valid_loss",
                    12,
                    m -> m.hasValidation() ? format("%.4f", m.validation().loss()) : "-"),
            new Column(
                    "accuracy",
                    10,
                    m -> m.hasValidation()
                            ? format("%.2f%%", 100 * m.validation().accuracy())
                            : "-"),
            new Column(
                    "lr", 9, m -> format(Math.abs(m.learningRate()) < SMALL_RATE ? "%.1e" : "%.4g", m.learningRate())),
            new Column("seconds", 9, m -> format("%.2f", m.seconds())),
            new Column("images_per_second", 10, m -> format("%,.0f", m.imagesPerSecond())));

    /** The accuracy in training goes last: that in validation says more. */
    private static final int TRAIN_ACCURACY = 2;

    private static final int FEWEST = 4;

    private final List<Column> columns = new ArrayList<>(COLUMNS);
    private final String mark;
    private final Messages messages;

    /** @param width of the terminal, in characters */
    EpochLine(int width, Messages messages) {
        this.messages = messages;
        while (width() + 1 > width && columns.size() > FEWEST) {
            int last = columns.size() - 1;
            columns.remove(last > FEWEST ? last : TRAIN_ACCURACY);
        }
        mark = width() + 2 > width ? "*" : " *";
    }

    private int width() {
        return columns.stream().mapToInt(Column::width).sum();
    }

    String headings() {
        return line(column -> messages.get(column.heading()));
    }

    /** @param best whether it is the best epoch so far */
    String of(EpochMetrics metrics, boolean best) {
        return line(column -> column.cell().apply(metrics)) + (metrics.hasValidation() && best ? mark : "");
    }

    private String line(Function<Column, String> text) {
        return columns.stream()
                .map(column -> TextWidth.right(text.apply(column), column.width()))
                .collect(Collectors.joining());
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
