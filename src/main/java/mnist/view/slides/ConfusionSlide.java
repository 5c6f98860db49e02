package mnist.view.slides;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** The confusion matrix: what is right in blue, mistakes in orange, darker for more. */
final class ConfusionSlide {
    private static final int TOP = 190;
    private static final int LEFT = 960;
    private static final int SIDE = 840;

    private ConfusionSlide() {}

    static BufferedImage draw(String run, int[][] confusion) {
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
        axes(slide, classes);
        double cell = (double) SIDE / classes;
        for (int label = 0; label < classes; label++) {
            for (int said = 0; said < classes; said++) {
                cell(slide, LEFT + said * cell, TOP + label * cell, cell, confusion[label][said], label == said, most);
            }
        }
        return slide.image;
    }

    private static void axes(Slide slide, int classes) {
        double cell = (double) SIDE / classes;
        slide.g.setColor(Slide.SOFT);
        slide.g.setFont(Slide.font(Font.PLAIN, 32));
        slide.centred("the network says", LEFT + SIDE / 2.0, TOP - 100);
        slide.centred("the image is", LEFT - 190, TOP + SIDE / 2.0);
        slide.g.setColor(Slide.INK);
        slide.g.setFont(Slide.font(Font.BOLD, size(cell, 0.42)));
        for (int i = 0; i < classes; i++) {
            slide.centred(String.valueOf(i), LEFT + (i + 0.5) * cell, TOP - 36);
            slide.centred(String.valueOf(i), LEFT - 40, TOP + (i + 0.5) * cell);
        }
    }

    private static void cell(Slide slide, double x, double y, double side, int count, boolean right, int most) {
        double share = count == 0 ? 0 : 0.15 + 0.85 * count / most;
        Color ground =
                right ? Slide.between(Slide.GROUND, Slide.MINUS, 0.18) : Slide.between(Slide.GROUND, Slide.PLUS, share);
        slide.g.setColor(ground);
        slide.g.fillRect((int) x + 1, (int) y + 1, (int) side - 2, (int) side - 2);
        if (count > 0) {
            slide.g.setColor(Slide.lettersOn(ground));
            slide.g.setFont(Slide.font(right ? Font.BOLD : Font.PLAIN, size(side, 0.34)));
            slide.centred(String.valueOf(count), x + side / 2, y + side / 2);
        }
    }

    private static int size(double cell, double share) {
        return (int) Math.max(8, Math.min(36, cell * share));
    }
}
