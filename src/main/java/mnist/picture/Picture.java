package mnist.picture;

import java.util.Arrays;

/**
 * A grey picture.
 *
 * @param pixels rows x columns unsigned bytes, 0 is black
 */
public record Picture(int rows, int columns, byte[] pixels) {
    private static final int WHITE = 255;

    /** Median brightness of the border from which on the ground is light. */
    private static final int LIGHT_GROUND = 128;

    /** Pixels for one of a smaller picture, in each direction, from which on more of them change nothing to see. */
    private static final int FINER = 16;

    /** Median of the outermost pixels, 0 to 255: whether the background is dark, as in MNIST, or light. */
    public int borderBrightness() {
        int[] histogram = new int[256];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            boolean edge = row == 0 || row == rows - 1;
            for (int column = 0; column < columns; column += edge ? 1 : Math.max(1, columns - 1)) {
                histogram[at(row, column)]++;
                count++;
            }
        }
        int median = 0;
        for (int below = histogram[0]; 2 * below < count; below += histogram[median]) {
            median++;
        }
        return median;
    }

    /** Brightness, 0 to 255. */
    int at(int row, int column) {
        return pixels[row * columns + column] & 0xff;
    }

    /** Whether the background is light, as of paper, and not dark, as in MNIST. */
    public boolean hasLightGround() {
        return borderBrightness() >= LIGHT_GROUND;
    }

    /** With dark for light. */
    Picture inverted() {
        byte[] turned = new byte[pixels.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) ~pixels[i];
        }
        return new Picture(rows, columns, turned);
    }

    /** Whether all pixels are alike. */
    boolean isEven() {
        for (byte pixel : pixels) {
            if (pixel != pixels[0]) {
                return false;
            }
        }
        return true;
    }

    /** 0 for black to 1 for white. */
    Plane amounts() {
        Plane plane = new Plane(rows, columns);
        for (int i = 0; i < pixels.length; i++) {
            plane.values()[i] = (pixels[i] & 0xff) / (float) WHITE;
        }
        return plane;
    }

    /**
     * All of it in another size, as large as can be with its aspect, in the middle of its own ground; as it is if it has
     * that size.
     */
    Picture fittedInto(int newRows, int newColumns) {
        if (rows == newRows && columns == newColumns) {
            return this;
        }
        double scale = Math.min((double) newRows / rows, (double) newColumns / columns);
        int height = Math.max(1, (int) Math.round(rows * scale));
        int width = Math.max(1, (int) Math.round(columns * scale));
        // Reducing leaves out a rest at the edges that is a small part of one pixel of the result.
        Plane fitted = reducedTo(FINER * Math.max(height, width)).amounts().resized(height, width);
        byte[] placed = new byte[newRows * newColumns];
        Arrays.fill(placed, (byte) borderBrightness());
        int top = (newRows - height) / 2;
        int left = (newColumns - width) / 2;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                placed[(top + row) * newColumns + left + column] = (byte) Math.round(WHITE * fitted.at(row, column));
            }
        }
        return new Picture(newRows, newColumns, placed);
    }

    /** A smaller one, each of whose pixels is the mean of a square; as it is when no side is longer than that. */
    Picture reducedTo(int longestSide) {
        int square = (Math.max(rows, columns) + longestSide - 1) / longestSide;
        if (square <= 1) {
            return this;
        }
        int fewerRows = Math.max(1, rows / square);
        int fewerColumns = Math.max(1, columns / square);
        byte[] means = new byte[fewerRows * fewerColumns];
        for (int row = 0; row < fewerRows; row++) {
            for (int column = 0; column < fewerColumns; column++) {
                means[row * fewerColumns + column] = (byte) mean(row * square, column * square, square);
            }
        }
        return new Picture(fewerRows, fewerColumns, means);
    }

    private int mean(int top, int left, int square) {
        int bottom = Math.min(rows, top + square);
        int right = Math.min(columns, left + square);
        int sum = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                sum += at(row, column);
            }
        }
        int count = (bottom - top) * (right - left);
        return (sum + count / 2) / count;
    }
}
