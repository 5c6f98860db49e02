package mnist.view.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Grey images as lines of text. A character is about twice as high as it is wide and shows two pixels, one above the
 * other; so images keep their shape. Images that are too wide are made smaller.
 *
 * @param shrink pixels, in each direction, that are averaged
 */
public record TextImage(byte[] pixels, int rows, int columns, int shrink) {
    /** Which characters are used. */
    public enum Style {
        /** Half blocks: every pixel is ink or none. */
        BLOCKS,

        /** Characters of ASCII, darker for more ink. */
        ASCII
    }

    private static final String RAMP = " .:-=+*#%@";
    private static final String HALVES = " \u2580\u2584\u2588";
    private static final int INK = 100;
    private static final int WHITE = 255;

    /**
     * The lines of an image, from the top; all are equally long.
     *
     * @param pixels rows x columns unsigned bytes, 0 is background
     * @param maxWidth characters in a line at most, at least 1
     */
    public static List<String> draw(byte[] pixels, int rows, int columns, Style style, int maxWidth) {
        int shrink = Math.max(1, (columns + maxWidth - 1) / maxWidth);
        return new TextImage(pixels, rows, columns, shrink).lines(style);
    }

    private List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (int top = 0; top < rows; top += 2 * shrink) {
            StringBuilder line = new StringBuilder();
            for (int left = 0; left < columns; left += shrink) {
                int upper = mean(top, left);
                int lower = mean(top + shrink, left);
                line.append(style == Style.ASCII ? dark((upper + lower) / 2) : half(upper, lower));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static char dark(int ink) {
        return RAMP.charAt(ink * (RAMP.length() - 1) / WHITE);
    }

    private static char half(int upper, int lower) {
        return HALVES.charAt((upper >= INK ? 1 : 0) + (lower >= INK ? 2 : 0));
    }

    /** Mean of a square; what lies outside is background. */
    private int mean(int top, int left) {
        int sum = 0;
        for (int row = top; row < Math.min(top + shrink, rows); row++) {
            for (int column = left; column < Math.min(left + shrink, columns); column++) {
                sum += pixels[row * columns + column] & 0xff;
            }
        }
        return sum / (shrink * shrink);
    }
}
