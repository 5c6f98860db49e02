package mnist.linalg;

import org.ejml.MatrixDimensionException;
import org.ejml.data.FMatrixRMaj;

/** The checks at the door of every product. Rows and columns count, never the length of the array behind them. */
public final class Shapes {
    private Shapes() {}

    /** output (m x n) = a (m x k) b (k x n). */
    public static void requireMult(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        require(a.numCols == b.numRows, "inner dimensions differ", a, b, output);
        require(output.numRows == a.numRows && output.numCols == b.numCols, "wrong output shape", a, b, output);
        requireApart(a, b, output);
    }

    /** output (m x n) = a^T b with a (k x m) and b (k x n). */
    public static void requireMultTransA(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        require(a.numRows == b.numRows, "inner dimensions of a^T b differ", a, b, output);
        require(output.numRows == a.numCols && output.numCols == b.numCols, "wrong output shape", a, b, output);
        requireApart(a, b, output);
    }

    /** output (m x n) = a b^T with a (m x k) and b (n x k). */
    public static void requireMultTransB(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        require(a.numCols == b.numCols, "inner dimensions of a b^T differ", a, b, output);
        require(output.numRows == a.numRows && output.numCols == b.numRows, "wrong output shape", a, b, output);
        requireApart(a, b, output);
    }

    private static void requireApart(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        require(output.data != a.data && output.data != b.data, "output shares its array with a factor", a, b, output);
    }

    private static void require(boolean fits, String reason, FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj output) {
        if (!fits) {
            throw new MatrixDimensionException(
                    reason + ": a is " + shape(a) + ", b is " + shape(b) + ", output is " + shape(output));
        }
    }

    private static String shape(FMatrixRMaj matrix) {
        return matrix.numRows + " x " + matrix.numCols;
    }
}
