package mnist.picture;

/** How wide a digit would be if it did not lean. */
final class Upright {
    /** Fainter pixels are the edges of strokes. */
    private static final float EDGE = 0.3f;

    private Upright() {}

    /** In pixels: the rows are shifted until columns and rows of the ink are uncorrelated. */
    static double width(Plane digit) {
        double slant = slant(digit);
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < digit.rows(); row++) {
            for (int column = 0; column < digit.columns(); column++) {
                if (digit.at(row, column) > EDGE) {
                    left = Math.min(left, column - slant * row);
                    right = Math.max(right, column - slant * row);
                }
            }
        }
        return Math.max(1, right - left + 1);
    }

    /** Columns a row: covariance of rows and columns, weighted with the ink, over the variance of the rows. */
    private static double slant(Plane digit) {
        double mass = 0;
        double rows = 0;
        double columns = 0;
        double squares = 0;
        double products = 0;
        for (int row = 0; row < digit.rows(); row++) {
            for (int column = 0; column < digit.columns(); column++) {
                double ink = digit.at(row, column);
                mass += ink;
                rows += ink * row;
                columns += ink * column;
                squares += ink * row * row;
                products += ink * row * column;
            }
        }
        double variance = squares - rows * rows / mass;
        return variance > 0 ? (products - rows * columns / mass) / variance : 0;
    }
}
