package mnist.nn;

import org.ejml.data.FMatrixRMaj;

/** Sums and choices over the rows of a matrix, always in the same order. */
final class Rows {
    /** Rows that a thread takes at a time in passes over a batch. */
    static final int GRAIN = 8;

    /** Columns, of passes that need the whole batch of each. */
    static final int COLUMN_GRAIN = 32;

    private Rows() {}

    /** output (1 x n) += alpha * the column sums of m (B x n). */
    static void addColumnSums(float alpha, FMatrixRMaj m, FMatrixRMaj output) {
        int width = m.numCols;
        float[] sums = output.data;
        for (int row = 0; row < m.numRows; row++) {
            int start = row * width;
            for (int j = 0; j < width; j++) {
                sums[j] += alpha * m.data[start + j];
            }
        }
    }

    /** The index of the largest element of a row; the first of equals. */
    static int indexOfLargest(FMatrixRMaj m, int row) {
        int start = row * m.numCols;
        int best = 0;
        for (int j = 1; j < m.numCols; j++) {
            if (m.data[start + j] > m.data[start + best]) {
                best = j;
            }
        }
        return best;
    }
}
