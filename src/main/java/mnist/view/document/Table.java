package mnist.view.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns of text, headings first: the first column to the left, the others to the right. */
public final class Table implements Block {
    private static final int TERMINAL = 80;
    private static final int INDENT = 3;
    private static final String GAP = "  ";

    /** With so many the bars do not fit a phone. */
    private static final int MANY_COLUMNS = 6;

    /** With so many a table needs all of a page's width. */
    private static final int TOO_MANY_FOR_HALF = 8;

    private final List<String[]> rows = new ArrayList<>();
    private int charted = -1;
    private boolean sizes;
    private String caption = "";

    public Table(String... headings) {
        rows.add(headings);
    }

    /** Adds headings. To be called before rows are added. */
    public Table and(String... headings) {
        String[] before = rows.remove(0);
        rows.add(Stream.of(before, headings).flatMap(Arrays::stream).toArray(String[]::new));
        return this;
    }

    /** Adds a row with a cell for every heading; doubles as {@link NumberText} writes them. */
    public Table row(Object... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException(cells.length + " cells under " + rows.get(0).length + " headings");
        }
        rows.add(
                Arrays.stream(cells).map(NumberText::shown).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    /** The browser draws the numbers of this column as bars too, which begin in the middle. */
    public Table charting(String heading) {
        charted = List.of(rows.get(0)).indexOf(heading);
        return this;
    }

    /** Likewise, of numbers that are never below 0: their bars begin at the left. */
    public Table chartingSizes(String heading) {
        sizes = true;
        return charting(heading);
    }

    /** What the browser writes above it; a terminal has the lines around. */
    public Table captioned(String text) {
        caption = text;
        return this;
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        List<String> lines = lines();
        int width = lines.stream().mapToInt(TextWidth::of).max().orElse(0);
        String indent = " ".repeat(Math.max(0, Math.min(INDENT, TERMINAL - width)));
        return lines.stream().map(line -> indent + line).toList();
    }

    /** The rows from the left edge on, as wide as they are. */
    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).length)
                .map(column -> rows.stream()
                        .mapToInt(row -> TextWidth.of(row[column]))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        return IntStream.range(0, row.length)
                .mapToObj(i -> {
                    String padding = " ".repeat(widths[i] - TextWidth.of(row[i]));
                    return i == 0 ? row[i] + padding : padding + row[i];
                })
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    @Override
    public void write(Html html) {
        double[] bars = bars();
        html.open("div", "class", "scroll").open("table", "class", form(rows.get(0).length));
        if (!caption.isEmpty()) {
            html.element("caption", caption);
        }
        html.open("thead").open("tr");
        for (int i = 0; i < rows.get(0).length; i++) {
            html.open("th", "scope", "col").text(rows.get(0)[i]).close("th");
            if (i == charted) {
                html.open("td", "class", "bar-cell").close("td");
            }
        }
        html.close("tr").close("thead").open("tbody");
        for (int row = 1; row < rows.size(); row++) {
            String[] cells = rows.get(row);
            html.open("tr").open("th", "scope", "row").text(cells[0]).close("th");
            for (int i = 1; i < cells.length; i++) {
                html.element("td", cells[i]);
                if (i == charted) {
                    bar(html, bars[row]);
                }
            }
            html.close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    private static String form(int columns) {
        return columns < MANY_COLUMNS ? "narrow" : columns < TOO_MANY_FOR_HALF ? "wide" : "wide broad";
    }

    /** The numbers of the charted column as shares of the largest. */
    private double[] bars() {
        double[] values = new double[rows.size()];
        for (int row = 1; charted >= 0 && row < values.length; row++) {
            values[row] = Double.parseDouble(rows.get(row)[charted]);
        }
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        return Arrays.stream(values)
                .map(value -> largest == 0 || Double.isNaN(value / largest) ? 0 : value / largest)
                .toArray();
    }

    /** From the middle, to the left below 0 and to the right above; of sizes from the left. */
    private void bar(Html html, double share) {
        html.open("td", "class", sizes ? "bar-cell sizes" : "bar-cell")
                .open(
                        "svg",
                        "viewBox",
                        sizes ? "0 0 1 1" : "-1 0 2 1",
                        "preserveAspectRatio",
                        "none",
                        "aria-hidden",
                        "true");
        String style = share < 0 ? "fill-minus" : "fill-plus";
        String x = decimal(Math.min(0, share));
        html.empty("rect", "class", style, "x", x, "width", decimal(Math.abs(share)), "height", "1");
        html.close("svg").close("td");
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
