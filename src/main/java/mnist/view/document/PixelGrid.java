package mnist.view.document;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Numbers as a grid of squares, for the browser alone: orange above 0, blue below, full colour for the farthest from 0; or
 * ink on a ground.
 *
 * @param values row by row
 * @param size height and width of a square in pixels of the screen
 */
public record PixelGrid(String caption, double[] values, int columns, Style style, int size) implements Block {
    /** Enough for the eye, and squares of one shade can share one path. */
    private static final int SHADES = 32;

    /** Layers of at most so many units are shown in one row. */
    private static final int ONE_ROW = 16;

    /** What the values are. */
    public enum Style {
        INK,
        SIGNED
    }

    /** The units of a layer, some in a row. */
    public static PixelGrid ofUnits(String caption, double[] values) {
        boolean few = values.length <= ONE_ROW;
        int columns = few ? values.length : (int) Math.ceil(Math.sqrt(values.length * 2.0));
        return new PixelGrid(caption, values, columns, Style.SIGNED, few ? 20 : 12);
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return List.of();
    }

    @Override
    public void write(Html html) {
        int rows = (values.length + columns - 1) / columns;
        String box = "0 0 " + columns + " " + rows;
        String width = "width: " + columns * size + "px";
        html.open("figure")
                .open(
                        "svg",
                        "class",
                        "picture " + style.name().toLowerCase(Locale.ROOT),
                        "viewBox",
                        box,
                        "style",
                        width,
                        "role",
                        "img",
                        "aria-label",
                        caption);
        html.empty("rect", "class", "ground", "width", String.valueOf(columns), "height", String.valueOf(rows));
        squares().forEach((shade, path) -> {
            String fill = shade < 0 ? "fill-minus" : "fill-plus";
            String opacity = String.format(Locale.ROOT, "%.3f", Math.abs(shade) / (double) SHADES);
            html.empty("path", "class", fill, "fill-opacity", opacity, "d", path.toString());
        });
        html.close("svg").element("figcaption", caption).close("figure");
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
