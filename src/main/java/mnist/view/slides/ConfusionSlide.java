package mnist.view.slides;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/** The confusion matrix: what is right in blue, mistakes in orange, darker for more. */
final class ConfusionSlide {
    private static final int TOP = 190;
    private static final int LEFT = 960;
    private static final int SIDE = 840;

    /** Longer ones stand upright above the columns, in pixels. */
    private static final int SHORT_NAME = 60;

    /** Longer ones are cut off, in pixels. */
    private static final int LONGEST_NAME = 200;

    /** The same of those above the columns. */
    private static final int HIGHEST_NAME = 110;

    /** Cells that are smaller have no letters, in pixels. */
    private static final int SMALLEST_CELL = 9;

    private ConfusionSlide() {}

    static BufferedImage draw(String run, int[][] confusion, List<String> names) {
        Slide slide = new Slide();
        int classes = confusion.length;
        long images = 0;
        long right = 0;
        int most = 1;
        for (int label = 0; label < classes; label++) {
            for (int said = 0; said < classes; said++) {
                images += confusion[label][said];
                right += label == said ? confusion[label][said] : 0;
                most = label == said ? most : Math.max(most, confusion[label][said]);
            }
        }
        slide.title("What is taken for what");
        slide.fitted(run, 32, 60, 140, LEFT - 60 - 120);
        slide.g.setFont(Slide.font(Font.PLAIN, 32));
        slide.g.setColor(Slide.SOFT);
        String[] notes = {
            String.format(Locale.ROOT, "%,d test images", images),
            String.format(Locale.ROOT, "%.2f %% right", 100.0 * right / images),
            String.format(Locale.ROOT, "%,d wrong", images - right)
        };
        for (int i = 0; i < notes.length; i++) {
            slide.g.drawString(notes[i], 60, 220 + 50 * i);
        }
        axes(slide, names);
        double cell = (double) SIDE / classes;
        for (int label = 0; label < classes; label++) {
            for (int said = 0; said < classes; said++) {
                cell(slide, LEFT + said * cell, TOP + label * cell, cell, confusion[label][said], label == said, most);
            }
        }
        return slide.image;
    }

    private static void axes(Slide slide, List<String> names) {
        double cell = (double) SIDE / names.size();
        int size = size(cell, 0.42);
        boolean longNames = slide.widest(names, size) > Math.min(cell, SHORT_NAME);
        slide.g.setColor(Slide.SOFT);
        slide.g.setFont(Slide.font(Font.PLAIN, 32));
        slide.centred("the network says", LEFT + SIDE / 2.0, longNames ? TOP - 158 : TOP - 100);
        if (longNames) {
            slide.upright("the image is", LEFT - LONGEST_NAME - 50, TOP + SIDE / 2.0);
        } else {
            slide.centred("the image is", LEFT - 190, TOP + SIDE / 2.0);
        }
        slide.g.setColor(Slide.INK);
        if (cell < SMALLEST_CELL) {
            return;
        }
        if (longNames) {
            longNames(slide, names, cell, size);
        } else {
            shortNames(slide, names, cell, size);
        }
    }

    private static void shortNames(Slide slide, List<String> names, double cell, int size) {
        slide.g.setFont(Slide.font(Font.BOLD, size));
        for (int i = 0; i < names.size(); i++) {
            slide.centred(names.get(i), LEFT + (i + 0.5) * cell, TOP - 36);
            slide.centred(names.get(i), LEFT - 40, TOP + (i + 0.5) * cell);
        }
    }

    /** Upright above the columns, and from the edge to the left before the rows. */
    private static void longNames(Slide slide, List<String> names, double cell, int size) {
        slide.g.setFont(slide.fitting(names, size, HIGHEST_NAME));
        for (int i = 0; i < names.size(); i++) {
            slide.uprightFrom(slide.cut(names.get(i), HIGHEST_NAME), LEFT + (i + 0.5) * cell, TOP - 14);
        }
        slide.g.setFont(slide.fitting(names, size, LONGEST_NAME));
        for (int i = 0; i < names.size(); i++) {
            slide.endingAt(slide.cut(names.get(i), LONGEST_NAME), LEFT - 14, TOP + (i + 0.5) * cell);
        }
    }

    private static void cell(Slide slide, double x, double y, double side, int count, boolean right, int most) {
        double share = count == 0 ? 0 : 0.15 + 0.85 * count / most;
        Color ground =
                right ? Slide.between(Slide.GROUND, Slide.MINUS, 0.18) : Slide.between(Slide.GROUND, Slide.PLUS, share);
        slide.g.setColor(ground);
        int gap = side < SMALLEST_CELL ? 0 : 1;
        int filled = Math.max(1, (int) side - 2 * gap);
        slide.g.fillRect((int) x + gap, (int) y + gap, filled, filled);
        if (count > 0 && side >= SMALLEST_CELL) {
            slide.g.setColor(Slide.lettersOn(ground));
            slide.g.setFont(Slide.font(right ? Font.BOLD : Font.PLAIN, size(side, 0.34)));
            slide.centred(String.valueOf(count), x + side / 2, y + side / 2);
        }
    }

    private static int size(double cell, double share) {
        return (int) Math.max(8, Math.min(36, cell * share));
    }
}
