package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import mnist.JavaProcess;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In JVMs of their own, as this one was started with the flag. */
class VectorModuleTest {
    @BeforeEach
    void vectorKernelsRunOnThisMachine() {
        Assumptions.assumeTrue(Backends.obstacle() == null, Backends.obstacle());
    }

    @Test
    void theVectorApiIsLoadedWithoutTheFlagAndWithoutAWarning() throws Exception {
        assertEquals("simd 6.0\n", run("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED"));
    }

    @Test
    void theFlagWorksToo() throws Exception {
        String output = run("--add-modules", "jdk.incubator.vector");
        assertTrue(output.endsWith("simd 6.0\n"), output);
    }

    @Test
    void whereBothAreMissingThePortableKernelServes() throws Exception {
        assertEquals("ejml 6.0\n", run());
    }

    /** The output, with that for errors, of {@link Product}. */
    private static String run(String... flags) throws IOException, InterruptedException {
        ProcessBuilder builder = JavaProcess.of(List.of(flags), Product.class, List.of());
        return JavaProcess.output(builder.redirectErrorStream(true)).replace("\r\n", "\n");
    }

    /** Multiplies two numbers with the kernel that is chosen. */
    static final class Product {
        private Product() {}

        public static void main(String[] args) {
            try (Backend backend = Backends.open(Backends.AUTO, 1)) {
                FMatrixRMaj output = new FMatrixRMaj(1, 1);
                backend.gemm().mult(new FMatrixRMaj(1, 1, true, 2), new FMatrixRMaj(1, 1, true, 3), output);
                System.out.println(backend.name() + " " + output.get(0, 0));
            }
        }
    }
}
