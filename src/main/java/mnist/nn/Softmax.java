package mnist.nn;

import mnist.linalg.VectorMath;
import org.ejml.data.FMatrixRMaj;

/** e^z over the sum of all e^z, row by row, with the row's maximum subtracted first. */
final class Softmax {
    private Softmax() {}

    /**
     * Turns logits into probabilities.
     *
     * @param a B x classes, changed in place
     * @param rowLogs takes ln of the sum of e^(z - max) of each row
     */
    static void apply(VectorMath math, FMatrixRMaj a, float[] rowLogs) {
        int classes = a.numCols;
        for (int row = 0; row < a.numRows; row++) {
            int start = row * classes;
            float max = a.data[start + Rows.indexOfLargest(a, row)];
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
    static void apply(VectorMath math, FMatrixRMaj logits, float temperature, FMatrixRMaj output, float[] rowLogs) {
        output.reshape(logits.numRows, logits.numCols);
        int count = logits.getNumElements();
        for (int i = 0; i < count; i++) {
            output.data[i] = logits.data[i] / temperature;
        }
        apply(math, output, rowLogs);
    }
}
