package mnist.data.source;

/**
 * Brings images to another size. Every new pixel is a mean of the old ones, weighted by a triangle as wide as the larger of
 * the two pixels: linear interpolation where images grow, an even blur where they shrink.
 */
final class Resampling {
    private final int rows;
    private final int columns;
    private final int newRows;
    private final int newColumns;

    /** New side x old side. */
    private final float[][] rowWeights;

    private final float[][] columnWeights;

    Resampling(int rows, int columns, int newRows, int newColumns) {
        this.rows = rows;
        this.columns = columns;
        this.newRows = newRows;
        this.newColumns = newColumns;
        rowWeights = weights(rows, newRows);
        columnWeights = weights(columns, newColumns);
    }

    private static float[][] weights(int from, int to) {
        float[][] weights = new float[to][from];
        double scale = (double) from / to;
        double reach = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale - 0.5;
            double sum = 0;
            double[] triangle = new double[from];
            for (int k = 0; k < from; k++) {
                triangle[k] = Math.max(0, 1 - Math.abs(k - centre) / reach);
                sum += triangle[k];
            }
            for (int k = 0; k < from; k++) {
                weights[i][k] = (float) (triangle[k] / sum);
            }
        }
        return weights;
    }

    /** @return newRows x newColumns */
    byte[] of(byte[] image) {
        float[] wide = new float[rows * newColumns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < newColumns; column++) {
                float sum = 0;
                for (int k = 0; k < columns; k++) {
                    sum += columnWeights[column][k] * (image[row * columns + k] & 0xff);
                }
                wide[row * newColumns + column] = sum;
            }
        }
        byte[] resized = new byte[newRows * newColumns];
        for (int row = 0; row < newRows; row++) {
            for (int column = 0; column < newColumns; column++) {
                float sum = 0;
                for (int k = 0; k < rows; k++) {
                    sum += rowWeights[row][k] * wide[k * newColumns + column];
                }
                resized[row * newColumns + column] = (byte) Math.round(sum);
            }
        }
        return resized;
    }
}
