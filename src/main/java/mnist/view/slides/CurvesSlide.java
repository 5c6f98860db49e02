package mnist.view.slides;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy by epoch, side by side, over one legend; the curves of several runs in one chart. */
final class CurvesSlide {
    /** Okabe and Ito's colours, which everybody can tell apart, without yellow; those pale on white are darker. */
    private static final Color[] RUNS = {
        new Color(0x0072b2),
        new Color(0xd55e00),
        new Color(0x008763),
        new Color(0xb85f93),
        new Color(0xa87000),
        new Color(0x2b8fd0),
        new Color(0x000000)
    };

    private static final int TOP = 110;

    /** Of the legend. */
    private static final int MARGIN = 60;

    private static final int SAMPLE = 70;
    private static final int GAP = 14;
    private static final int ROW = 44;

    /** From so many epochs on a point for each would hide the line. */
    private static final int MANY = 40;

    private static final BasicStroke SOLID = new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {14, 9}, 0);

    private CurvesSlide() {}

    static BufferedImage draw(List<Map<String, Object>> runs) {
        Slide slide = new Slide();
        XYChart loss = chart("loss", runs);
        int legend = legend(slide, loss.getSeriesCollection());
        paint(slide, 0, "Loss", loss, legend);
        paint(slide, 1, "Accuracy", chart("accuracy", runs), legend);
        return slide.image;
    }

    /** The titles are not the charts' own: those make room for their letters, and no two plots would be of one height. */
    private static void paint(Slide slide, int place, String title, XYChart chart, int bottom) {
        int width = Slide.WIDTH / 2;
        slide.g.setColor(Slide.INK);
        slide.g.setFont(Slide.font(Font.BOLD, 44));
        slide.centred(title, (place + 0.5) * width, TOP / 2.0 + 10);
        Graphics2D part = (Graphics2D) slide.g.create(place * width, TOP, width, bottom - TOP);
        chart.paint(part, width, bottom - TOP);
        part.dispose();
    }

    private static XYChart chart(String field, List<Map<String, Object>> runs) {
        XYChart chart = new XYChartBuilder()
                .width(Slide.WIDTH / 2)
                .height(Slide.HEIGHT)
                .xAxisTitle("epoch")
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisDecimalPattern(field.equals("accuracy") ? "0.## %" : "0.###");
        for (int i = 0; i < runs.size(); i++) {
            String name = name(runs, i) + ", ";
            List<?> epochs = (List<?>) runs.get(i).get("epochs");
            Color colour = RUNS[i % RUNS.length];
            add(chart, name + "training", epochs, "train_" + field, colour, DASHED);
            add(chart, name + "validation", epochs, "validation_" + field, colour, SOLID);
        }
        return chart;
    }

    /** Two runs may have one name, two series may not. */
    private static String name(List<Map<String, Object>> runs, int i) {
        Object name = runs.get(i).get("name");
        boolean taken = runs.subList(0, i).stream().anyMatch(run -> name.equals(run.get("name")));
        return taken ? name + " (" + (i + 1) + ")" : name.toString();
    }

    private static void add(
            XYChart chart, String name, List<?> epochs, String field, Color colour, BasicStroke stroke) {
        List<Map<?, ?>> points = epochs.stream()
                .<Map<?, ?>>map(epoch -> (Map<?, ?>) epoch)
                .filter(epoch -> epoch.get(field) instanceof Number)
                .toList();
        if (points.isEmpty()) {
            return;
        }
        double[] x =
                points.stream().mapToDouble(epoch -> number(epoch.get("epoch"))).toArray();
        double[] y =
                points.stream().mapToDouble(epoch -> number(epoch.get(field))).toArray();
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(points.size() < MANY ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void style(XYStyler style) {
        style.setChartTitleVisible(false);
        style.setLegendVisible(false);
        style.setMarkerSize(12);
        style.setAxisTitleFont(Slide.font(Font.PLAIN, 32));
        style.setAxisTickLabelsFont(Slide.font(Font.PLAIN, 28));
        style.setChartPadding(30);
        style.setChartBackgroundColor(Slide.GROUND);
        style.setPlotBackgroundColor(Slide.GROUND);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(Slide.LINE);
        style.setPlotGridLinesStroke(new BasicStroke(1.5f));
        style.setPlotGridVerticalLinesVisible(false);
        style.setChartFontColor(Slide.INK);
        style.setAxisTickLabelsColor(Slide.SOFT);
        style.setAxisTickMarksColor(Slide.SOFT);
        style.setAxisTickPadding(12);
        style.setXAxisDecimalPattern("0");
        style.setXAxisTickMarkSpacingHint(120);
        style.setYAxisTickMarkSpacingHint(110);
    }

    /**
     * Draws the names of curves with a piece of each, in as many rows as they need, at the lower edge; says where it begins, in
     * pixels from the upper edge.
     */
    private static int legend(Slide slide, Collection<XYSeries> curves) {
        slide.g.setFont(Slide.font(Font.PLAIN, 28));
        FontMetrics metrics = slide.g.getFontMetrics();
        int widest = curves.stream()
                .mapToInt(curve -> metrics.stringWidth(curve.getName()))
                .max()
                .orElse(0);
        int room = Slide.WIDTH - 2 * MARGIN;
        int column = Math.min(room, SAMPLE + GAP + widest + MARGIN);
        // Training and validation of a run stay side by side.
        int inRow = column * 2 > room ? 1 : Math.min(curves.size(), room / column / 2 * 2);
        int rows = inRow == 0 ? 0 : (curves.size() + inRow - 1) / inRow;
        int top = Slide.HEIGHT - MARGIN / 2 - rows * ROW;
        int left = (Slide.WIDTH - inRow * column + MARGIN) / 2;
        int place = 0;
        for (XYSeries curve : curves) {
            entry(slide, curve, left + place % inRow * column, top + place / inRow * ROW + ROW / 2, column);
            place++;
        }
        return top;
    }

    private static void entry(Slide slide, XYSeries curve, int x, int y, int column) {
        BasicStroke stroke = curve.getLineStyle();
        slide.g.setColor(curve.getLineColor());
        slide.g.setStroke(stroke);
        slide.g.drawLine(x, y, x + SAMPLE, y);
        slide.g.setColor(Slide.INK);
        slide.fitted(curve.getName(), 28, x + SAMPLE + GAP, y + 10, column - SAMPLE - GAP);
    }
}
