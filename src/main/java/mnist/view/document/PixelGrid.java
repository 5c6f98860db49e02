package mnist.view.document;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Numbers as a grid of squares, for the browser alone: orange above 0, blue below, full colour for the farthest from 0; or
 * ink on a ground.
 *
 * @param values row by row
 * @param size height and width of a square in pixels of the screen
 */
public record PixelGrid(String caption, double[] values, int columns, Style style, int size) implements Block {
    /** Room for numbers, in squares. */
    private static final double MARGIN = 1;

    private static final double LEFT_MARGIN = 2.4;

    /** Enough for the eye, and squares of one shade can share one path. */
    private static final int SHADES = 32;

    /** Layers of at most so many units are shown in one row. */
    private static final int ONE_ROW = 16;

    /** What the values are. */
    public enum Style {
        INK,
        SIGNED,
        /** Likewise, of units, which have numbers from 0 on. */
        UNITS
    }

    /** The units of a layer, some in a row. */
    public static PixelGrid ofUnits(String caption, double[] values) {
        boolean few = values.length <= ONE_ROW;
        int columns = few ? values.length : (int) Math.ceil(Math.sqrt(values.length * 2.0));
        return new PixelGrid(caption, values, columns, Style.UNITS, few ? 22 : 12);
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return List.of();
    }

    @Override
    public void write(Html html) {
        int rows = (values.length + columns - 1) / columns;
        boolean units = style == Style.UNITS;
        double left = units && rows > 1 ? LEFT_MARGIN : 0;
        double below = units && rows == 1 ? MARGIN : 0;
        String box = String.format(Locale.ROOT, "%s 0 %s %s", -left, columns + left, rows + below);
        String width = String.format(Locale.ROOT, "width: %.0fpx", (columns + left) * size);
        String name = "picture " + (style == Style.INK ? "ink" : "signed") + (below > 0 ? " strip" : "");
        html.open("figure")
                .open("svg", "class", name, "viewBox", box, "style", width, "role", "img", "aria-label", caption);
        html.empty("rect", "class", "ground", "width", String.valueOf(columns), "height", String.valueOf(rows));
        squares().forEach((shade, path) -> {
            String fill = shade < 0 ? "fill-minus" : "fill-plus";
            String opacity = String.format(Locale.ROOT, "%.3f", Math.abs(shade) / (double) SHADES);
            html.empty("path", "class", fill, "fill-opacity", opacity, "d", path.toString());
        });
        if (units && rows == 1) {
            IntStream.range(0, columns).forEach(unit -> number(html, unit, unit + 0.5, 1.6, "middle"));
        } else if (units) {
            IntStream.range(0, rows).forEach(row -> number(html, row * columns, -0.3, row + 0.85, "end"));
        }
        html.close("svg").element("figcaption", caption).close("figure");
    }

    private static void number(Html html, int unit, double x, double y, String anchor) {
        html.open("text", "x", String.valueOf(x), "y", String.valueOf(y), "text-anchor", anchor)
                .text(String.valueOf(unit))
                .close("text");
    }

    /** The squares of each shade, of -SHADES to SHADES, as the path around them. */
    private TreeMap<Integer, StringBuilder> squares() {
        double farthest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
        TreeMap<Integer, StringBuilder> paths = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            int shade = farthest == 0 ? 0 : (int) Math.rint(values[i] / farthest * SHADES);
            if (shade != 0) {
                paths.computeIfAbsent(shade, key -> new StringBuilder())
                        .append('M')
                        .append(i % columns)
                        .append(' ')
                        .append(i / columns)
                        .append("h1v1h-1z");
            }
        }
        return paths;
    }
}
