package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector kernel against a scalar reference, to the last bit, for every vector width and 1, 2 and 4 threads. */
class SimdGemmTest {
    private static final List<Integer> SIZES = List.of(1, 3, 4, 6, 8, 13, 15, 16, 17, 31, 33, 63, 64, 65);

    static Stream<Arguments> kernels() {
        return Stream.of(128, 256, 512).flatMap(bits -> Stream.of(1, 2, 4).map(threads -> Arguments.of(bits, threads)));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyFormIsExactOverAwkwardShapes(int bits, int threads) {
        try (WorkerTeam team = new SpinTeam(threads)) {
            Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
            for (int m : SIZES) {
                for (int n : SIZES) {
                    checkAllForms(gemm, m, 1 + (m * 7 + n * 5) % 40, n);
                }
            }
            checkAllForms(gemm, 64, 784, 130);
            checkAllForms(gemm, 10, 784, 30);
            checkAllForms(gemm, 130, 784, 30);
            checkAllForms(gemm, 64, 784, 64);
            checkAllForms(gemm, 100, 300, 10);
            checkAllForms(gemm, 300, 200, 150);
            checkAllForms(gemm, 64, 290, 310);
            checkAllForms(gemm, 5, 0, 7);
        }
    }

    /** In the background its failure would go unseen. */
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void warmsUpWithoutFailing(int bits) {
        try (WorkerTeam alone = new SpinTeam(1)) {
            SimdVariants.ofWidth(bits).warmUp(alone);
        }
    }

    private static void checkAllForms(Gemm gemm, int m, int k, int n) {
        String shape = m + " x " + k + " x " + n;
        FMatrixRMaj a = Products.random(m, k, 1);
        NonZeros nonZero = Products.thinOut(a, 0.3, m + k + n);
        FMatrixRMaj b = Products.random(k, n, 2);
        float[] expected = Products.elements(Products.fma(a, b));
        FMatrixRMaj c = Products.random(m, n, 3);

        gemm.mult(a, b, c);
        assertArrayEquals(expected, Products.elements(c), shape);
        c = Products.random(m, n, 4);
        gemm.mult(a, nonZero, b, null, c, BlockOperation.NONE);
        assertArrayEquals(expected, Products.elements(c), () -> "with hint, " + shape);
        gemm.multTransB(a, Products.transpose(b), null, c, BlockOperation.NONE);
        assertArrayEquals(expected, Products.elements(c), () -> "transposed b, " + shape);
        gemm.multTransA(Products.transpose(a), null, b, c, null);
        assertArrayEquals(expected, Products.elements(c), () -> "transposed a, " + shape);
        checkGradient(gemm, a, nonZero, Products.random(m, n, 5));
    }

    private static void checkGradient(Gemm gemm, FMatrixRMaj a, NonZeros nonZero, FMatrixRMaj d) {
        FMatrixRMaj gradient = Products.fma(Products.transpose(a), d);
        FMatrixRMaj c = tight(Products.random(gradient.numRows, gradient.numCols, 6));
        gemm.multTransA(a, nonZero, d, c, null);
        assertArrayEquals(Products.elements(gradient), Products.elements(c), "gradient with hint");
        FMatrixRMaj updated = Products.add(c, -0.3f, gradient, null);
        FMatrixRMaj copy = c.copy();
        gemm.multAddTransA(-0.3f, a, nonZero, d, c, null);
        assertArrayEquals(Products.elements(updated), Products.elements(c), "update with hint");
        gemm.multAddTransA(-0.3f, a, null, d, copy, null);
        assertArrayEquals(Products.elements(updated), Products.elements(copy), "update");
    }

    /** A sparse left factor that is too large to be kept packed: tiles are packed while they are multiplied. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aSparseFactorThatIsNotKeptPackedIsExact(int bits, int threads) {
        int m = 2100;
        int k = 500;
        FMatrixRMaj a = Products.random(m, k, 1);
        NonZeros nonZero = Products.thinOut(a, 0.8, 2);
        assertNull(nonZero.panels(a, false));
        try (WorkerTeam team = new SpinTeam(threads)) {
            Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
            for (int n : new int[] {10, 150}) {
                FMatrixRMaj b = Products.random(k, n, 3);
                FMatrixRMaj c = Products.random(m, n, 4);
                gemm.mult(a, nonZero, b, null, c, BlockOperation.NONE);
                assertArrayEquals(Products.elements(Products.fma(a, b)), Products.elements(c), "columns: " + n);
                checkGradient(gemm, a, nonZero, Products.random(m, n, 5));
            }
        }
    }

    /** Where rows end within a vector, and arrays with the last row: one thread adds whole vectors, as far as there is room. */
    @ParameterizedTest
    @MethodSource("kernels")
    void anUpdateIsExactInArraysWithoutRoomToSpare(int bits, int threads) {
        try (WorkerTeam team = new SpinTeam(threads)) {
            Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
            for (int n : new int[] {1, 5, 16, 17, 24, 30, 33, 48, 50, 64, 100, 129}) {
                FMatrixRMaj a = tight(Products.random(10, 60, n));
                Products.thinOut(a, 0.3, n);
                a.set(3, 59, 1f);
                checkGradient(gemm, a, NonZeros.of(a), tight(Products.random(10, n, 5)));
                checkGradient(gemm, a, null, tight(Products.random(10, n, 6)));
                FMatrixRMaj b = tight(Products.random(60, n, 7));
                FMatrixRMaj c = tight(Products.random(10, n, 8));
                gemm.mult(a, NonZeros.of(a), b, null, c, BlockOperation.NONE);
                assertArrayEquals(Products.elements(Products.fma(a, b)), Products.elements(c));
            }
        }
    }

    /** The lists of inner indices are then full to the last place, and the innermost loop reads one ahead. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aHintThatLeavesNothingOutChangesNoBit(int bits, int threads) {
        try (WorkerTeam team = new SpinTeam(threads)) {
            Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
            for (int n : new int[] {1, 30, 65, 300}) {
                FMatrixRMaj a = Products.random(8, 60, n);
                NonZeros everywhere = NonZeros.of(a);
                assertEquals(60, everywhere.count());
                FMatrixRMaj b = Products.random(60, n, 7);
                FMatrixRMaj c = new FMatrixRMaj(8, n);
                gemm.mult(a, everywhere, b, null, c, BlockOperation.NONE);
                assertArrayEquals(Products.elements(Products.fma(a, b)), Products.elements(c));
                checkGradient(gemm, a, everywhere, Products.random(8, n, 5));
            }
        }
    }

    private static FMatrixRMaj tight(FMatrixRMaj matrix) {
        return new FMatrixRMaj(matrix.numRows, matrix.numCols, true, Products.elements(matrix));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void runsOfWeightsChangeNoBitOfWhatIsWanted(int bits, int threads) {
        try (WorkerTeam team = new SpinTeam(threads)) {
            Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
            checkRuns(gemm, 7, 20, 9);
            checkRuns(gemm, 66, 784, 130);
            checkRuns(gemm, 13, 700, 257);
            // Here multTransB turns the rows, and with a deeper factor does not.
            checkRuns(gemm, 64, 900, 300);
            checkRuns(gemm, 128, 500, 1100);
        }
    }

    private static void checkRuns(Gemm gemm, int m, int k, int n) {
        int[][] ofColumn = Products.runs(k, n, m + n);
        WeightRuns runs = new WeightRuns(k, ofColumn);
        FMatrixRMaj a = Products.random(m, k, 1);
        NonZeros nonZero = Products.thinOut(a, 0.3, m + k + n);
        FMatrixRMaj b = Products.fillOutside(ofColumn, Products.random(k, n, 2), 0);
        FMatrixRMaj d = Products.random(m, n, 3);
        for (NonZeros hint : new NonZeros[] {null, nonZero}) {
            FMatrixRMaj c = Products.random(m, n, 4);
            gemm.mult(a, hint, b, runs, c, BlockOperation.NONE);
            assertArrayEquals(Products.elements(Products.fma(a, b)), Products.elements(c));

            FMatrixRMaj gradient = Products.fma(Products.transpose(a), d);
            FMatrixRMaj found = Products.fillOutside(ofColumn, Products.random(k, n, 5), 0);
            gemm.multTransA(a, hint, d, found, runs);
            assertWithin(ofColumn, gradient, found);

            FMatrixRMaj weights = Products.fillOutside(ofColumn, Products.random(k, n, 6), 0);
            FMatrixRMaj updated = Products.add(weights, -0.3f, gradient, hint);
            gemm.multAddTransA(-0.3f, a, hint, d, weights, runs);
            assertWithin(ofColumn, updated, weights);
        }
        FMatrixRMaj back = Products.random(m, k, 7);
        gemm.multTransB(d, b, runs, back, BlockOperation.NONE);
        assertArrayEquals(Products.elements(Products.fma(d, Products.transpose(b))), Products.elements(back));
    }

    private static void assertWithin(int[][] runs, FMatrixRMaj expected, FMatrixRMaj found) {
        assertArrayEquals(Products.elements(Products.fillOutside(runs, expected, 0)), Products.elements(found));
    }

    @Test
    void theEpilogueSeesEveryElementOnceAndFinished() {
        checkEpilogue(300, 290, 310);
        // Few rows by a large matrix: multTransB turns the rows.
        checkEpilogue(64, 290, 310);
        // Few columns.
        checkEpilogue(63, 290, 30);
    }

    private static void checkEpilogue(int m, int k, int n) {
        FMatrixRMaj a = Products.random(m, k, 1);
        FMatrixRMaj b = Products.random(k, n, 2);
        FMatrixRMaj expected = Products.fma(a, b);
        try (WorkerTeam team = new SpinTeam(2)) {
            for (int bits : new int[] {128, 256, 512}) {
                Gemm gemm = SimdVariants.ofWidth(bits).gemm(team);
                FMatrixRMaj c = Products.random(m, n, 3);
                BlockOperation addOne = (fromRow, toRow, fromColumn, toColumn) -> {
                    for (int i = fromRow; i < toRow; i++) {
                        for (int j = fromColumn; j < toColumn; j++) {
                            c.unsafe_set(i, j, c.unsafe_get(i, j) == expected.unsafe_get(i, j) ? i + j : Float.NaN);
                        }
                    }
                };
                gemm.mult(a, null, b, null, c, addOne);
                checkIndices(c);
                gemm.mult(a, NonZeros.of(a), b, null, c, addOne);
                checkIndices(c);
                gemm.multTransB(a, Products.transpose(b), null, c, addOne);
                checkIndices(c);
            }
        }
    }

    private static void checkIndices(FMatrixRMaj c) {
        float[] indices = new float[c.getNumElements()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i / c.numCols + i % c.numCols;
        }
        assertArrayEquals(indices, Products.elements(c));
    }
}
