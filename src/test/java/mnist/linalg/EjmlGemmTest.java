package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EjmlGemmTest {
    private static final float TOLERANCE = 1e-4f;

    @ParameterizedTest
    @CsvSource({"1,1,1", "4,6,8", "13,7,10", "10,784,30", "65,33,17", "128,100,10", "70,40,1"})
    void agreesWithTheReferenceInEveryForm(int m, int k, int n) {
        try (WorkerTeam team = new SpinTeam(2)) {
            Gemm gemm = new EjmlGemm(team);
            FMatrixRMaj a = Products.random(m, k, 1);
            FMatrixRMaj b = Products.random(k, n, 2);
            float[] expected = Products.elements(Products.fma(a, b));
            FMatrixRMaj c = Products.random(m, n, 3);

            gemm.mult(a, b, c);
            assertArrayEquals(expected, Products.elements(c), TOLERANCE);

            gemm.multTransA(Products.transpose(a), null, b, c, null);
            assertArrayEquals(expected, Products.elements(c), TOLERANCE);

            gemm.multTransB(a, Products.transpose(b), null, c, BlockOperation.NONE);
            assertArrayEquals(expected, Products.elements(c), TOLERANCE);

            FMatrixRMaj sum = Products.add(c, -0.5f, Products.fma(a, b), null);
            gemm.multAddTransA(-0.5f, Products.transpose(a), null, b, c, null);
            assertArrayEquals(Products.elements(sum), Products.elements(c), TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theHintAndTheNumberOfThreadsChangeNoBit(int threads) {
        FMatrixRMaj a = Products.random(67, 90, 1);
        NonZeros nonZero = Products.thinOut(a, 0.4, 5);
        FMatrixRMaj b = Products.random(90, 40, 2);
        FMatrixRMaj d = Products.random(67, 40, 3);
        try (WorkerTeam one = new SpinTeam(1);
                WorkerTeam team = new SpinTeam(threads)) {
            assertArrayEquals(
                    allForms(new EjmlGemm(one), a, null, b, d), allForms(new EjmlGemm(team), a, nonZero, b, d));
        }
    }

    private static float[] allForms(Gemm gemm, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj b, FMatrixRMaj d) {
        FMatrixRMaj forward = Products.random(67, 40, 4);
        gemm.mult(a, nonZero, b, null, forward, BlockOperation.NONE);
        FMatrixRMaj gradient = Products.random(90, 40, 5);
        gemm.multTransA(a, nonZero, d, gradient, null);
        FMatrixRMaj updated = b.copy();
        gemm.multAddTransA(-0.1f, a, nonZero, d, updated, null);
        FMatrixRMaj back = Products.random(67, 90, 6);
        gemm.multTransB(d, b, null, back, BlockOperation.NONE);
        float[] joined = new float[67 * 40 + 90 * 40 * 2 + 67 * 90];
        int position = 0;
        for (FMatrixRMaj matrix : new FMatrixRMaj[] {forward, gradient, updated, back}) {
            System.arraycopy(matrix.data, 0, joined, position, matrix.getNumElements());
            position += matrix.getNumElements();
        }
        return joined;
    }
}
