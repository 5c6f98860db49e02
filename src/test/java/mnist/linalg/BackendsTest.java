package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.MatrixDimensionException;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendsTest {
    @Test
    void theDescriptionNamesKernelAndThreads() {
        try (Backend backend = Backends.open("ejml", 2)) {
            assertEquals("ejml", backend.name());
            assertEquals("ejml, 2 threads", backend.description());
            assertEquals(2, backend.team().threads());
        }
    }

    @Test
    void autoTakesTheVectorKernelWhereItCanRun() {
        try (Backend backend = Backends.open("auto", 1)) {
            assertEquals(Backends.obstacle() == null ? "simd" : "ejml", backend.name());
            assertTrue(backend.description().endsWith("1 thread"), backend.description());
        }
    }

    @Test
    void noThreadsMeansEveryProcessor() {
        try (Backend backend = Backends.open("ejml", 0)) {
            assertEquals(
                    Runtime.getRuntime().availableProcessors(), backend.team().threads());
        }
    }

    @Test
    void unknownChoicesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Backends.open("cuda", 1));
        assertThrows(IllegalArgumentException.class, () -> Backends.open("ejml", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ejml", "auto"})
    void shapesThatDoNotFitAreRefused(String choice) {
        try (Backend backend = Backends.open(choice, 1)) {
            Gemm gemm = backend.gemm();
            FMatrixRMaj a = new FMatrixRMaj(3, 4);
            FMatrixRMaj b = new FMatrixRMaj(4, 5);
            FMatrixRMaj c = new FMatrixRMaj(3, 5);
            refuses(() -> gemm.mult(a, c, b));
            refuses(() -> gemm.mult(a, b, a));
            refuses(() -> gemm.mult(a, new FMatrixRMaj(4, 4), a));
            refuses(() -> gemm.multTransA(a, null, b, c, null));
            refuses(() -> gemm.multAddTransA(1f, a, null, c, c, null));
            refuses(() -> gemm.multTransB(a, b, null, c, BlockOperation.NONE));
        }
    }

    private static void refuses(Runnable product) {
        assertThrows(MatrixDimensionException.class, product::run);
    }
}
