package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import mnist.linalg.Backends;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Same seed, same weights, whatever the number of threads. */
class SameSeedTest {
    private static final int EPOCHS = 2;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(ToyConfigs toy) {
        compare(toy, Backends.EJML);
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBitsWithVectors(ToyConfigs toy) {
        assumeTrue(Backends.obstacle() == null, Backends::obstacle);
        compare(toy, Backends.SIMD);
    }

    private void compare(ToyConfigs toy, String kernel) {
        Traces one = train(toy, kernel, 1, 1);
        assertEquals(EPOCHS, one.metrics().size());
        for (int threads : List.of(2, 4)) {
            assertEquals(one, train(toy, kernel, threads, 1), threads + " threads");
        }
        assertNotEquals(one.last(), train(toy, kernel, 1, 2).last(), "another seed");
    }

    private Traces train(ToyConfigs toy, String kernel, int threads, long seed) {
        Path run = folder.resolve(threads + "-" + seed);
        new ToyRun(toy.spec(), toy.config(EPOCHS, seed), kernel, threads).train(run);
        return Traces.of(run);
    }
}
