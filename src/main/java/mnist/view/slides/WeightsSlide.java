package mnist.view.slides;

import java.awt.Color;
import java.awt.image.BufferedImage;
import mnist.nn.Network;
import org.ejml.data.FMatrixRMaj;

/** The weights of the first layer's units as pictures, as many as fit. */
final class WeightsSlide {
    private static final int TOP = 190;
    private static final int MARGIN = 60;
    private static final int GAP = 8;
    private static final int LARGEST = 300;

    private WeightsSlide() {}

    static BufferedImage draw(String run, Network network, int columns) {
        FMatrixRMaj w = network.layer(1).w;
        int rows = w.numRows / columns;
        Slide slide = new Slide();
        int height = height(w.numCols, columns, rows);
        int width = width(height, columns, rows);
        int inRow = fitting(Slide.WIDTH - 2 * MARGIN, width);
        int shown = Math.min(w.numCols, inRow * fitting(Slide.HEIGHT - TOP - MARGIN, height));
        slide.title("What the first layer looks for");
        slide.g.setColor(Slide.SOFT);
        slide.fitted(
                run + ", " + (shown < w.numCols ? shown + " of " + w.numCols : "all " + shown)
                        + " units; ink where it is orange turns the unit on, where it is blue off",
                28,
                MARGIN,
                140,
                Slide.WIDTH - 2 * MARGIN);
        slide.g.setColor(Slide.LINE);
        for (int place = 0; place < shown; place++) {
            // From all over the layer: receptive fields are in the order of reading, and the first see only the margin.
            int unit = (int) ((long) place * w.numCols / shown);
            int x = MARGIN + place % inRow * (width + GAP);
            int y = TOP + place / inRow * (height + GAP);
            slide.g.drawImage(tile(w, unit, columns, rows), x, y, width, height, null);
            slide.g.drawRect(x - 1, y - 1, width + 1, height + 1);
        }
        return slide.image;
    }

    /** The largest at which all units fit, down to a pixel of the slide for one of the image. */
    private static int height(int units, int columns, int rows) {
        int height = Math.max(rows, LARGEST);
        while (height > rows
                && fitting(Slide.WIDTH - 2 * MARGIN, width(height, columns, rows))
                                * fitting(Slide.HEIGHT - TOP - MARGIN, height)
                        < units) {
            height--;
        }
        return height;
    }

    private static int width(int height, int columns, int rows) {
        return Math.max(1, height * columns / rows);
    }

    /** How many of {@code length} go into {@code room}, at least one. */
    private static int fitting(int room, int length) {
        return Math.max(1, (room + GAP) / (length + GAP));
    }

    private static BufferedImage tile(FMatrixRMaj w, int unit, int columns, int rows) {
        double farthest = 0;
        for (int i = 0; i < w.numRows; i++) {
            farthest = Math.max(farthest, Math.abs(w.get(i, unit)));
        }
        BufferedImage tile = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < w.numRows; i++) {
            double share = farthest == 0 ? 0 : w.get(i, unit) / farthest;
            Color colour = Slide.between(Slide.GROUND, share > 0 ? Slide.PLUS : Slide.MINUS, Math.abs(share));
            tile.setRGB(i % columns, i / columns, colour.getRGB());
        }
        return tile;
    }
}
