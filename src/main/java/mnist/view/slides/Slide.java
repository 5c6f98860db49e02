package mnist.view.slides;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;

/** A slide's surface, its colours and its letters. */
final class Slide {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    static final Color GROUND = Color.WHITE;
    static final Color INK = new Color(0x1b1f24);
    static final Color SOFT = new Color(0x57606a);
    static final Color LINE = new Color(0xd0d7de);

    /** Orange and blue are told apart by everybody. */
    static final Color PLUS = new Color(0xb35000);

    static final Color MINUS = new Color(0x0b62c4);

    private static final int SMALLEST = 18;

    final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    final Graphics2D g = image.createGraphics();

    Slide() {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(GROUND);
        g.fillRect(0, 0, WIDTH, HEIGHT);
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    void title(String text) {
        g.setColor(INK);
        g.setFont(font(Font.BOLD, 44));
        g.drawString(text, 60, 80);
    }

    /** Writes from x, y on, with smaller letters where {@code width} demands it, and at last cut off. */
    void fitted(String text, int size, int x, int y, int width) {
        int fitting = size;
        g.setFont(font(Font.PLAIN, fitting));
        while (fitting > SMALLEST && g.getFontMetrics().stringWidth(text) > width) {
            g.setFont(font(Font.PLAIN, --fitting));
        }
        g.drawString(cut(text, width), x, y);
    }

    /** The text in the letters that are chosen, cut off where it takes more than so many pixels. */
    String cut(String text, int width) {
        String shown = text;
        while (g.getFontMetrics().stringWidth(shown) > width && shown.codePointCount(0, shown.length()) > 1) {
            shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -2)) + "\u2026";
        }
        return shown;
    }

    /** Pixels of the longest of these texts in bold letters. */
    int widest(List<String> texts, int size) {
        FontMetrics metrics = g.getFontMetrics(font(Font.BOLD, size));
        return texts.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    }

    /** Bold letters, smaller where so many pixels for the longest of these texts demand it. */
    Font fitting(List<String> texts, int size, int width) {
        int fitting = size;
        while (fitting > SMALLEST && widest(texts, fitting) > width) {
            fitting--;
        }
        return font(Font.BOLD, fitting);
    }

    /** Writes with the middle of the text at x, y. */
    void centred(String text, double x, double y) {
        int width = g.getFontMetrics().stringWidth(text);
        int height = g.getFontMetrics().getAscent() - g.getFontMetrics().getDescent();
        g.drawString(text, (float) (x - width / 2.0), (float) (y + height / 2.0));
    }

    /** Writes with the end of the text at x, and its middle at the height y. */
    void endingAt(String text, double x, double y) {
        centred(text, x - g.getFontMetrics().stringWidth(text) / 2.0, y);
    }

    /** Writes from below to above, with the middle of the text at x, y. */
    void upright(String text, double x, double y) {
        AffineTransform before = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        centred(text, x, y);
        g.setTransform(before);
    }

    /** Writes from below to above, beginning at y. */
    void uprightFrom(String text, double x, double y) {
        upright(text, x, y - g.getFontMetrics().stringWidth(text) / 2.0);
    }

    /** From {@code ground} (0) to {@code to} (1). */
    static Color between(Color ground, Color to, double share) {
        return new Color(
                (int) Math.rint(ground.getRed() + share * (to.getRed() - ground.getRed())),
                (int) Math.rint(ground.getGreen() + share * (to.getGreen() - ground.getGreen())),
                (int) Math.rint(ground.getBlue() + share * (to.getBlue() - ground.getBlue())));
    }

    /** Black or white letters, whichever stand out more from the ground: at least 4.5 to 1. */
    static Color lettersOn(Color ground) {
        return contrast(Color.BLACK, ground) >= contrast(Color.WHITE, ground) ? Color.BLACK : Color.WHITE;
    }

    /** The contrast ratio of WCAG 2.2, 1 to 21. */
    static double contrast(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int component) {
        double c = component / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
