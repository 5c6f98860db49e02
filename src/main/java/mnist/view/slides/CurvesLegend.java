package mnist.view.slides;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.FontMetrics;
import java.util.Collection;
import org.knowm.xchart.XYSeries;

/** The names of curves with a piece of each, in as many rows as they need, at the lower edge of a slide. */
final class CurvesLegend {
    private static final int MARGIN = 60;
    private static final int SAMPLE = 70;
    private static final int GAP = 14;
    private static final int ROW = 44;

    private CurvesLegend() {}

    /** Where it begins, in pixels from the slide's upper edge. */
    static int draw(Slide slide, Collection<XYSeries> curves) {
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
