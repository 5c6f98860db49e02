package mnist.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import mnist.data.Batch;
import mnist.data.BatchStream;
import mnist.data.DataSplits;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.data.TeachableCheck;
import mnist.data.TrainTest;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The real files, where they are: in the folder named by MNIST_DATA (system property or environment variable) or in
 * ../shared/mnist.
 */
class RealMnistTest {
    private static TrainTest mnist;

    @BeforeAll
    static void open() {
        Path folder = Path.of(
                Optional.ofNullable(System.getenv(DataEnvironment.MNIST_DATA)).orElse("../shared/mnist"));
        assumeTrue(DataFolder.holdsData(folder), () -> "no MNIST in " + folder.toAbsolutePath());
        mnist = new ReadFolder(folder, "MNIST", null, Storage.MEMORY).both();
    }

    @Test
    void isRecognised() {
        assertEquals(Optional.of("MNIST train"), Catalog.contentOf(mnist.train().fingerprint()));
        assertEquals(Optional.of("MNIST test"), Catalog.contentOf(mnist.test().fingerprint()));
        assertEquals(60_000, mnist.train().size());
        assertEquals(10_000, mnist.test().size());
        assertEquals(784, mnist.test().pixels());
        assertEquals(7, mnist.test().label(0));
    }

    @Test
    void shuffledEpochHoldsEveryImageAndItsColumns() {
        BitSet seen = new BitSet();
        long columns = 0;
        try (BatchStream batches = mnist.train().shuffled(64, 1)) {
            for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                columns += batch.nonZero.count();
                for (int row = 0; row < batch.rows(); row++) {
                    seen.set(batch.indices[row]);
                }
            }
            assertEquals(60_000, seen.cardinality());
            assertEquals(494, (double) columns / batches.stepsPerEpoch(), 2);
        }
    }

    /** Nor any tenth of it. */
    @Test
    void noFalseAlarm() {
        assertEquals(List.of(), TeachableCheck.of(mnist.train(), mnist.test()));
        for (long seed = 1; seed <= 20; seed++) {
            Dataset tenth = DataSplits.holdOut(mnist.train(), 6000, seed).validation();
            assertEquals(List.of(), TeachableCheck.of(tenth, mnist.test()), "seed " + seed);
        }
    }
}
