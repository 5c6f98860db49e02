package mnist.linalg;

/**
 * Sums and changes of columns [from, to) of matrices that are stored row by row, {@code width} numbers each; vectors along
 * the columns have an element for each of all columns. Sums are added up from the first row to the last, so every
 * implementation gives the same bits.
 */
public interface ColumnMath {
    /** sums += the columns of m. */
    default void addSums(float[] m, int rows, int width, int from, int to, float[] sums) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                sums[j] += m[start + j];
            }
        }
    }

    /** sums += the squares of m - mean. */
    default void addSquares(float[] m, int rows, int width, int from, int to, float[] mean, float[] sums) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                float difference = m[start + j] - mean[j];
                sums[j] += difference * difference;
            }
        }
    }

    /** sums += the products of a and b, element by element. */
    default void addProducts(float[] a, float[] b, int rows, int width, int from, int to, float[] sums) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                sums[j] += a[start + j] * b[start + j];
            }
        }
    }

    /** m = (m - mean) scale. */
    default void standardize(float[] m, int rows, int width, int from, int to, float[] mean, float[] scale) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                m[start + j] = (m[start + j] - mean[j]) * scale[j];
            }
        }
    }

    /** output = m scale + shift. */
    default void scale(float[] m, float[] output, int rows, int width, int from, int to, float[] scale, float[] shift) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                output[start + j] = scale[j] * m[start + j] + shift[j];
            }
        }
    }

    /** d = scale (d - (sums + m products) / rows): the gradient behind batch normalization, where m is normalised. */
    default void centre(
            float[] d,
            float[] m,
            int rows,
            int width,
            int from,
            int to,
            float[] sums,
            float[] products,
            float[] scale) {
        for (int start = 0; start < rows * width; start += width) {
            for (int j = from; j < to; j++) {
                float centred = d[start + j] - (sums[j] + m[start + j] * products[j]) / rows;
                d[start + j] = scale[j] * centred;
            }
        }
    }
}
