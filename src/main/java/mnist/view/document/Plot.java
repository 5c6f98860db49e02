package mnist.view.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Lines and points over two axes, for the browser alone. What is not a number or beyond 1e300 is left out. */
public final class Plot implements Block {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 280;
    private static final int LEFT = 58;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 44;
    private static final int SERIES = 8;

    /** Beyond it even differences are no numbers any more. */
    private static final double LARGEST = 1e300;

    private final String caption;
    private final String xName;
    private final String yName;
    private final List<Series> all = new ArrayList<>();
    private boolean logarithmic;
    private boolean counting;

    /** How a series looks. */
    public enum Style {
        /** Round points. */
        POINTS,
        /** The line that matters. */
        LINE,
        /** A thin line to compare with. */
        THIN,
        /** Another, dashed. */
        DASHED;

        private final String css = "plot-" + name().toLowerCase(Locale.ROOT);
    }

    private record Point(double x, double y) {}

    private record Series(String name, String css, boolean joined, List<Point> points) {}

    public Plot(String caption, String xName, String yName) {
        this.caption = caption;
        this.xName = xName;
        this.yName = yName;
    }

    /** The y axis goes up in powers of ten. To be called before series are added. */
    public Plot logarithmic() {
        logarithmic = true;
        return this;
    }

    /** The x axis counts something: it has whole numbers alone. */
    public Plot counting() {
        counting = true;
        return this;
    }

    /** A line in the colour of a series, numbered from 0; after some the colours come again, dashed. */
    public Plot add(String name, int series, double[] x, double[] y) {
        String dashed = series < SERIES ? "" : " plot-again";
        return add(name, "plot-series-" + (series % SERIES + 1) + dashed, true, x, y);
    }

    public Plot add(String name, Style style, double[] x, double[] y) {
        return add(name, style.css, style != Style.POINTS, x, y);
    }

    private Plot add(String name, String css, boolean joined, double[] x, double[] y) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            double height = logarithmic ? Math.log10(y[i]) : y[i];
            if (Math.abs(x[i]) < LARGEST && Math.abs(height) < LARGEST) {
                points.add(new Point(x[i], height));
            }
        }
        all.add(new Series(name, css, joined, points));
        return this;
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return List.of();
    }

    @Override
    public void write(Html html) {
        PlotAxis xs = axis(Point::x, false, counting);
        PlotAxis ys = axis(Point::y, logarithmic, logarithmic);
        html.open("figure", "class", "plot");
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", caption);
        grid(html, xs, ys);
        for (Series series : all) {
            html.empty("path", "class", series.css, "d", path(series, xs, ys));
        }
        html.close("svg").open("figcaption").text(caption + ": ");
        for (Series series : all) {
            html.open("span", "class", "key " + series.css)
                    .formula(series.name)
                    .close("span")
                    .text(" ");
        }
        html.close("figcaption").close("figure");
    }

    private PlotAxis axis(ToDoubleFunction<Point> coordinate, boolean powers, boolean whole) {
        Stream<Point> points = all.stream().flatMap(series -> series.points.stream());
        return PlotAxis.over(points.mapToDouble(coordinate).toArray(), powers, whole);
    }

    private void grid(Html html, PlotAxis xs, PlotAxis ys) {
        for (double tick : xs.ticks()) {
            String x = decimal(left(xs, tick));
            html.empty("path", "class", "plot-grid", "d", "M" + x + " " + TOP + "V" + (HEIGHT - BOTTOM));
            label(html, x, HEIGHT - BOTTOM + 17, "middle", xs.label(tick));
        }
        for (double tick : ys.ticks()) {
            double y = top(ys, tick);
            html.empty("path", "class", "plot-grid", "d", "M" + LEFT + " " + decimal(y) + "H" + (WIDTH - RIGHT));
            label(html, String.valueOf(LEFT - 6), y + 4, "end", ys.label(tick));
        }
        label(html, decimal((LEFT + WIDTH - RIGHT) / 2.0), HEIGHT - 6, "middle", xName);
        label(html, "2", TOP + 6, "start", yName);
    }

    private static void label(Html html, String x, double y, String anchor, String text) {
        html.open("text", "x", x, "y", decimal(y), "text-anchor", anchor)
                .text(text)
                .close("text");
    }

    /** Points are strokes of no length with round ends. */
    private static String path(Series series, PlotAxis xs, PlotAxis ys) {
        StringBuilder path = new StringBuilder();
        for (Point point : series.points) {
            boolean apart = !series.joined || path.length() == 0;
            path.append(apart ? 'M' : 'L')
                    .append(decimal(left(xs, point.x)))
                    .append(' ')
                    .append(decimal(top(ys, point.y)))
                    .append(!series.joined || series.points.size() == 1 ? "h0" : "");
        }
        return path.toString();
    }

    private static double left(PlotAxis xs, double value) {
        return LEFT + xs.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double top(PlotAxis ys, double value) {
        return HEIGHT - BOTTOM - ys.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
