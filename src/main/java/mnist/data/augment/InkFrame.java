package mnist.data.augment;

import java.util.Arrays;
import mnist.data.Pixels;

/**
 * An image as floats within a border of background, one pixel before and two after, so that sampling between its pixels
 * needs no bounds, and the rectangle beyond which there is no ink. Not thread-safe.
 */
final class InkFrame {
    private final int rows;
    private final int columns;

    /** Floats from a pixel to the one below it. */
    final int width;

    /** (rows + 3) x width, and room for what {@link #tail} writes beyond the last row. */
    final float[] pixels;

    /** The bitwise or of all rows, see {@link Pixels}. */
    private final long[] used;

    // In pixels of the frame: places strictly between these may have ink, others lie on background.
    int left;
    int right;
    int above;
    int below;

    InkFrame(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        width = columns + 3;
        pixels = new float[(rows + 3) * width + Pixels.GROUP];
        used = new long[Pixels.groups(columns)];
    }

    /** Takes an image, row by row from {@code offset}. */
    void read(byte[] source, int offset) {
        Arrays.fill(pixels, 0);
        Arrays.fill(used, 0);
        above = rows + 1;
        below = 0;
        for (int row = 0; row < rows; row++) {
            if (readRow(source, offset + row * columns, (row + 1) * width + 1)) {
                above = Math.min(above, row);
                below = row + 2;
            }
        }
        findSides();
    }

    /** Whether the row has ink. */
    private boolean readRow(byte[] source, int from, int to) {
        long ink = 0;
        int whole = columns / Pixels.GROUP;
        for (int group = 0; group < whole; group++) {
            long bytes = Pixels.group(source, from + group * Pixels.GROUP);
            if (bytes != 0) {
                Pixels.convertGroup(bytes, pixels, to + group * Pixels.GROUP);
                used[group] |= bytes;
                ink |= bytes;
            }
        }
        if (whole < used.length) {
            long bytes = tail(source, from + whole * Pixels.GROUP);
            // Writes background over the border and the next row's first pixels, which are yet to be read.
            Pixels.convertGroup(bytes, pixels, to + whole * Pixels.GROUP);
            used[whole] |= bytes;
            ink |= bytes;
        }
        return ink != 0;
    }

    /** The pixels that fill no group. */
    private long tail(byte[] source, int from) {
        long bytes = 0;
        for (int i = columns % Pixels.GROUP - 1; i >= 0; i--) {
            bytes = bytes << Byte.SIZE | (source[from + i] & 0xff);
        }
        return bytes;
    }

    private void findSides() {
        left = columns + 1;
        right = 0;
        for (int group = 0; group < used.length; group++) {
            if (used[group] != 0) {
                int first = group * Pixels.GROUP;
                left = Math.min(left, first + Long.numberOfTrailingZeros(used[group]) / Byte.SIZE);
                right = first + Pixels.GROUP - Long.numberOfLeadingZeros(used[group]) / Byte.SIZE + 1;
            }
        }
    }
}
