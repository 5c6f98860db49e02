package mnist.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mnist.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "ejml"})
    void productsAllocateNothingOnceTheyAreCompiled(String backend) throws IOException, InterruptedException {
        String said = JavaProcess.output(JavaProcess.flagsForVectors(), AllocationProbe.class, List.of(backend));
        assertEquals("nothing allocated", said.strip());
    }

    @Test
    void deepProductsAllocateNothingEither() throws IOException, InterruptedException {
        String said = JavaProcess.output(JavaProcess.flagsForVectors(), AllocationProbe.class, List.of("auto", "deep"));
        assertEquals("nothing allocated", said.strip());
    }

    /**
     * The quick compiler refuses methods that are too large for it. Such a kernel may stay where it is for good, at a
     * hundredth of the speed: the thorough compiler waits for what the quick one would have counted.
     */
    @Test
    void theQuickCompilerTakesEveryKernel() throws IOException, InterruptedException {
        List<String> flags = new ArrayList<>(JavaProcess.flagsForVectors());
        flags.add("-XX:+PrintCompilation");
        String said = JavaProcess.output(flags, AllocationProbe.class, List.of("auto"));
        assertTrue(said.contains(" mnist.linalg."), said);
        assertEquals(
                List.of(),
                said.lines()
                        .filter(line -> line.contains(" mnist.linalg.") && line.contains("COMPILE SKIPPED: out of"))
                        .toList());
    }
}
