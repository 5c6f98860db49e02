package mnist.nn.reference;

import org.ejml.data.FMatrixRMaj;

/** Matrices of doubles as arrays of rows: plain loops for {@link ReferenceNetwork}. */
public final class DoubleArrays {
    /** The element at a place. */
    @FunctionalInterface
    public interface Element {
        double at(int row, int column);
    }

    private DoubleArrays() {}

    public static double[][] rows(FMatrixRMaj m) {
        double[][] rows = new double[m.numRows][m.numCols];
        for (int i = 0; i < m.getNumElements(); i++) {
            rows[i / m.numCols][i % m.numCols] = m.data[i];
        }
        return rows;
    }

    public static double[][] map(double[][] shape, Element element) {
        double[][] result = new double[shape.length][];
        for (int row = 0; row < shape.length; row++) {
            result[row] = new double[shape[row].length];
            for (int j = 0; j < shape[row].length; j++) {
                result[row][j] = element.at(row, j);
            }
        }
        return result;
    }

    /** a: m x k, b: k x n. */
    static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int row = 0; row < a.length; row++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[k].length; j++) {
                    product[row][j] += a[row][k] * b[k][j];
                }
            }
        }
        return product;
    }

    static double[][] plusRow(double[][] m, double[] row) {
        return map(m, (i, j) -> m[i][j] + row[j]);
    }

    static double[][] transposed(double[][] m) {
        double[][] result = new double[m[0].length][m.length];
        for (int row = 0; row < m.length; row++) {
            for (int j = 0; j < m[row].length; j++) {
                result[j][row] = m[row][j];
            }
        }
        return result;
    }

    static double[] columnSums(double[][] m) {
        double[] sums = new double[m[0].length];
        for (double[] row : m) {
            for (int j = 0; j < row.length; j++) {
                sums[j] += row[j];
            }
        }
        return sums;
    }

    /** The index of the largest element; the first of equals. */
    public static int indexOfLargest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
