package mnist.picture;

/**
 * A grey picture.
 *
 * @param pixels rows x columns unsigned bytes, 0 is black
 */
public record Picture(int rows, int columns, byte[] pixels) {
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
