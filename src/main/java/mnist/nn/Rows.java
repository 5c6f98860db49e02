package mnist.nn;

import mnist.linalg.VectorMath;
import org.ejml.data.FMatrixRMaj;

/** Sums, choices and softmax over the rows of a matrix, always in the same order. */
public final class Rows {
    /** Rows that a thread takes at a time in passes over a batch. */
    static final int GRAIN = 8;

    /** Columns, of passes that need the whole batch of each. */
    static final int COLUMN_GRAIN = 64;

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
        return indexOfLargest(m.data, row * m.numCols, m.numCols);
    }

    /** Likewise of {@code count} numbers from {@code start} on, counted from there. */
    public static int indexOfLargest(float[] values, int start, int count) {
        int best = 0;
        for (int j = 1; j < count; j++) {
            if (values[start + j] > values[start + best]) {
                best = j;
            }
        }
        return best;
    }

    /**
     * Turns logits into probabilities: e^z over the sum of all e^z, with the row's maximum subtracted first.
     *
     * @param a B x classes, changed in place
     * @param rowLogs takes ln of the sum of e^(z - max) of each row
     */
    static void softmax(VectorMath math, FMatrixRMaj a, float[] rowLogs) {
        int classes = a.numCols;
        for (int row = 0; row < a.numRows; row++) {
            int start = row * classes;
            float max = a.data[start + indexOfLargest(a, row)];
            for (int j = start; j < start + classes; j++) {
                a.data[j] -= max;
            }
        }
        math.exp(a.data, 0, a.getNumElements());
        for (int row = 0; row < a.numRows; row++) {
            int start = row * classes;
            float sum = 0;
            for (int j = start; j < start + classes; j++) {
                sum += a.data[j];
            }
            rowLogs[row] = sum;
            for (int j = start; j < start + classes; j++) {
                a.data[j] /= sum;
            }
        }
        math.log(rowLogs, 0, a.numRows);
    }

    /** Likewise, of logits divided by a temperature: the higher, the more alike the probabilities. */
    static void softmax(VectorMath math, FMatrixRMaj logits, float temperature, FMatrixRMaj output, float[] rowLogs) {
        output.reshape(logits.numRows, logits.numCols);
        int count = logits.getNumElements();
        for (int i = 0; i < count; i++) {
            output.data[i] = logits.data[i] / temperature;
        }
        softmax(math, output, rowLogs);
    }
}
