package mnist.data.generate;

import java.util.Arrays;

/**
 * Draws the way of a pen on paper of 28 x 28 pixels, prepared as the images of MNIST are: the ink fills a box of 20 x
 * 20 pixels in its greater extent, and its centre of mass lies at the middle (LeCun, Bottou, Bengio, Haffner 1998).
 * Not thread-safe: keeps its scratch memory.
 */
final class DigitPaper {
    static final int SIDE = 28;
    static final int PIXELS = SIDE * SIDE;
    static final int BOX = 20;

    private static final int FIT_PASSES = 4;
    private static final float LEAST_EXTENT = 0.01f;
    private static final int MIDDLE = SIDE / 2;

    /** How dark each pixel of the box is, 0 to 1. */
    private final float[] ink = new float[BOX * BOX];

    /** The sides of the ink, in pixels, as last measured. */
    private float left;

    private float right;
    private float top;
    private float bottom;

    /**
     * Draws {@code path}.
     *
     * @param radius half the pen's width in pixels
     * @param softness over how many pixels the edge of a stroke fades
     * @param image receives 784 bytes, row after row, 0 is background
     */
    void draw(PenPath path, float radius, float softness, byte[] image) {
        Arrays.fill(ink, 0);
        fit(path, radius, softness);
        for (int i = 1; i < path.points; i++) {
            if (!path.start[i]) {
                drawLine(path, i, radius * path.pressure[i], softness);
            }
        }
        place(image);
    }

    /**
     * Scales and moves the path so that its ink, not only the pen's middle, fills the box. The ink's extent grows with
     * the scale no faster than the path's own, so stepping by the remaining room never leaves the box.
     */
    private void fit(PenPath path, float radius, float softness) {
        float edge = 0.5f * (softness - 1);
        measure(path, 1, 0, 0);
        float extent = Math.max(LEAST_EXTENT, extent());
        float scale = 0;
        for (int pass = 0; pass < FIT_PASSES; pass++) {
            measure(path, scale, radius, edge);
            scale += (BOX - extent()) / extent;
        }
        measure(path, scale, radius, edge);
        float moveX = 0.5f * (BOX - left - right);
        float moveY = 0.5f * (BOX - top - bottom);
        for (int i = 0; i < path.points; i++) {
            path.x[i] = scale * path.x[i] + moveX;
            path.y[i] = scale * path.y[i] + moveY;
        }
    }

    /** Finds the sides of the scaled path's ink. */
    private void measure(PenPath path, float scale, float radius, float edge) {
        left = Float.POSITIVE_INFINITY;
        right = Float.NEGATIVE_INFINITY;
        top = Float.POSITIVE_INFINITY;
        bottom = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < path.points; i++) {
            float reach = radius * path.pressure[i] + edge;
            left = Math.min(left, scale * path.x[i] - reach);
            right = Math.max(right, scale * path.x[i] + reach);
            top = Math.min(top, scale * path.y[i] - reach);
            bottom = Math.max(bottom, scale * path.y[i] + reach);
        }
    }

    private float extent() {
        return Math.max(right - left, bottom - top);
    }

    /** The straight line that leads to point {@code i}, with round ends; where lines overlap the darker one counts. */
    private void drawLine(PenPath path, int i, float radius, float softness) {
        float x0 = path.x[i - 1];
        float y0 = path.y[i - 1];
        float dx = path.x[i] - x0;
        float dy = path.y[i] - y0;
        float reach = radius + 0.5f * softness;
        float inverseSquare = 1 / Math.max(1e-6f, dx * dx + dy * dy);
        float fade = 1 / softness;
        int firstRow = pixel(Math.min(y0, y0 + dy) - reach);
        int lastRow = pixel(Math.max(y0, y0 + dy) + reach);
        int firstColumn = pixel(Math.min(x0, x0 + dx) - reach);
        int lastColumn = pixel(Math.max(x0, x0 + dx) + reach);
        for (int row = firstRow; row <= lastRow; row++) {
            float py = row + 0.5f - y0;
            for (int column = firstColumn; column <= lastColumn; column++) {
                float px = column + 0.5f - x0;
                float along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverseSquare));
                float ex = px - along * dx;
                float ey = py - along * dy;
                float square = ex * ex + ey * ey;
                if (square < reach * reach) {
                    float dark = Math.min(1, (reach - (float) Math.sqrt(square)) * fade);
                    int at = row * BOX + column;
                    ink[at] = Math.max(ink[at], dark);
                }
            }
        }
    }

    private static int pixel(float position) {
        return Math.min(BOX - 1, Math.max(0, (int) position));
    }

    /** Copies the box to where its centre of mass is nearest to the middle of the image. */
    private void place(byte[] image) {
        long mass = 0;
        long massX = 0;
        long massY = 0;
        for (int at = 0; at < ink.length; at++) {
            int grey = (int) (255 * ink[at] + 0.5f);
            mass += grey;
            massX += (long) grey * (at % BOX);
            massY += (long) grey * (at / BOX);
        }
        int columns = shift(massX, mass);
        int rows = shift(massY, mass);
        Arrays.fill(image, 0, PIXELS, (byte) 0);
        for (int at = 0; at < ink.length; at++) {
            image[(rows + at / BOX) * SIDE + columns + at % BOX] = (byte) (int) (255 * ink[at] + 0.5f);
        }
    }

    private static int shift(long moment, long mass) {
        long shift = MIDDLE - (2 * moment + mass) / (2 * mass);
        return (int) Math.min(SIDE - BOX, Math.max(0, shift));
    }
}
