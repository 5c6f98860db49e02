package mnist.nn;

import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/** Batches for gradient checks. */
public final class Inputs {
    private Inputs() {}

    /** Standard normal numbers, always the same: rows x columns. */
    public static FMatrixRMaj gaussian(int rows, int columns) {
        FMatrixRMaj x = new FMatrixRMaj(rows, columns);
        Draws draws = Draws.of(5, Purpose.TOY, 0, 0);
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] = (float) draws.gaussian(i);
        }
        return x;
    }
}
