package mnist.view.slides;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy by epoch, side by side; the curves of several runs in one chart. */
final class CurvesSlide {
    /** Okabe and Ito's colours, which everybody can tell apart; without yellow, which is pale on white. */
    private static final Color[] RUNS = {
        new Color(0x0072b2),
        new Color(0xd55e00),
        new Color(0x009e73),
        new Color(0xcc79a7),
        new Color(0xe69f00),
        new Color(0x56b4e9),
        new Color(0x000000)
    };

    private static final BasicStroke SOLID = new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {14, 9}, 0);

    private CurvesSlide() {}

    static BufferedImage draw(List<Map<String, Object>> runs) {
        Slide slide = new Slide();
        paint(slide, 0, chart("Loss", "loss", runs));
        paint(slide, 1, chart("Accuracy", "accuracy", runs));
        return slide.image;
    }

    private static void paint(Slide slide, int place, XYChart chart) {
        int width = Slide.WIDTH / 2;
        Graphics2D part = (Graphics2D) slide.g.create(place * width, 0, width, Slide.HEIGHT);
        chart.paint(part, width, Slide.HEIGHT);
        part.dispose();
    }

    private static XYChart chart(String title, String field, List<Map<String, Object>> runs) {
        XYChart chart = new XYChartBuilder()
                .width(Slide.WIDTH / 2)
                .height(Slide.HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        style(chart.getStyler());
        chart.getStyler().setYAxisDecimalPattern(field.equals("accuracy") ? "0.## %" : "0.###");
        for (int i = 0; i < runs.size(); i++) {
            String name = runs.size() > 1 ? name(runs, i) + ", " : "";
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
        double[][] points = epochs.stream()
                .map(epoch -> (Map<?, ?>) epoch)
                .filter(epoch -> epoch.get(field) instanceof Number)
                .map(epoch -> new double[] {number(epoch.get("epoch")), number(epoch.get(field))})
                .toArray(double[][]::new);
        if (points.length == 0) {
            return;
        }
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            x[i] = points[i][0];
            y[i] = points[i][1];
        }
        XYSeries series = chart.addSeries(name, x, y);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        series.setMarker(points.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setMarkerColor(colour);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void style(XYStyler style) {
        style.setChartTitleFont(Slide.font(Font.BOLD, 44));
        style.setChartTitleBoxVisible(false);
        style.setChartTitlePadding(20);
        style.setAxisTitleFont(Slide.font(Font.PLAIN, 32));
        style.setAxisTickLabelsFont(Slide.font(Font.PLAIN, 28));
        style.setLegendFont(Slide.font(Font.PLAIN, 28));
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendBorderColor(Slide.GROUND);
        style.setLegendSeriesLineLength(70);
        style.setLegendPadding(14);
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
}
