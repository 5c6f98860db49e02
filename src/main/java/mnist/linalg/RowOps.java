package mnist.linalg;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** Plain loops over rows that the compiler vectorises by itself. */
public final class RowOps {
    private RowOps() {}

    /** y[yStart + i] += alpha x[xStart + i] for i in [0, length), rounded once. */
    public static void axpy(float alpha, float[] x, int xStart, float[] y, int yStart, int length) {
        for (int i = 0; i < length; i++) {
            y[yStart + i] = Math.fma(alpha, x[xStart + i], y[yStart + i]);
        }
    }

    /** Adds {@code bias[column]} to the block of z: rows [fromRow, toRow), columns [fromColumn, toColumn). */
    public static void addBias(FMatrixRMaj z, float[] bias, int fromRow, int toRow, int fromColumn, int toColumn) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * z.numCols;
            for (int column = fromColumn; column < toColumn; column++) {
                z.data[start + column] += bias[column];
            }
        }
    }

    /** As {@link #addBias}, then max(0, z). */
    public static void addBiasRelu(FMatrixRMaj z, float[] bias, int fromRow, int toRow, int fromColumn, int toColumn) {
        for (int row = fromRow; row < toRow; row++) {
            int start = row * z.numCols;
            for (int column = fromColumn; column < toColumn; column++) {
                z.data[start + column] = Math.max(0f, z.data[start + column] + bias[column]);
            }
        }
    }

    /** sums[column] = sum over all rows of matrix, in rising order, for columns [fromColumn, toColumn). */
    public static void columnSums(FMatrixRMaj matrix, float[] sums, int fromColumn, int toColumn) {
        Arrays.fill(sums, fromColumn, toColumn, 0f);
        for (int row = 0; row < matrix.numRows; row++) {
            int start = row * matrix.numCols;
            for (int column = fromColumn; column < toColumn; column++) {
                sums[column] += matrix.data[start + column];
            }
        }
    }
}
