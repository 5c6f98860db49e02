package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The comparison with the peers, before stand-ins for mnist and python whose seconds are known. */
class BenchPeersTest {
    /** Epochs of 9, 1, 3, 2 and 4 seconds, a tenth more for the test images: without the first, 2.6 in the middle. */
    private static final String FAKE_MNIST = """
            [ "$1" = train ] || exit 0
            for s in 9 1 3 2 4; do
                printf '{"event":"epoch","epoch":1,"seconds":%s,"images_per_second":7,"evaluation_seconds":0.1%s}\\n' $s ',"x":1'
            done
            """;

    /**
     * Has PyTorch, and JAX where HAS_JAX is set. PyTorch takes 22 seconds with one thread and 11 with two, JAX 10 and 20.
     * Fails for the work FAIL_WORK, and where OpenBLAS is told its kernel.
     */
    private static final String FAKE_PYTHON = """
            case "$2" in
                'import torch') exit 0 ;;
                'import jax') [ -n "${HAS_JAX-}" ]; exit ;;
                *'import torch;'*) echo PyTorch 9.9; exit 0 ;;
                *'import jax;'*) echo JAX 8.8; exit 0 ;;
                'import '*) exit 1 ;;
            esac
            [ "$3" != "${FAIL_WORK-}" ] || { echo "no memory left" >&2; exit 1; }
            [ -z "${OPENBLAS_CORETYPE-}${OPENBLAS_L2_SIZE-}" ] || { echo "slow kernel" >&2; exit 1; }
            echo 99
            case "$1" in
                */pytorch_epochs.py) echo $((22 / $5)) ;;
                */jax_epochs.py) echo $((10 * $5)) ;;
            esac
            """;

    private static final String FAKE_JAVA = """
            echo 'openjdk version "99.0.1"' >&2
            echo 'OpenJDK Runtime Environment (build 99.0.1+2)' >&2
            echo 'OpenJDK 64-Bit Server VM (build 99.0.1+2, mixed mode, sharing)' >&2
            """;

    @TempDir
    Path folder;

    private Path script;
    private Path data;
    private Shell shell;

    @BeforeEach
    void aProjectAndPeers() throws IOException {
        Path project = folder.resolve("project");
        script = project.resolve("scripts/bench-peers.sh");
        data = Files.createDirectories(folder.resolve("digits"));
        Files.createFile(data.resolve("train-images-idx3-ubyte"));
        Files.createDirectories(script.getParent());
        Files.copy(Shell.script("bench-peers.sh"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(project.resolve("Makefile"), "build:\n\t@echo built\n");
        Shell.executable(project.resolve("scripts/mnist"), FAKE_MNIST);
        Shell.executable(folder.resolve("jdk/bin/java"), FAKE_JAVA);
        shell = new Shell(folder)
                .with("MNIST_DATA", data.toString())
                .with("JAVA_HOME", folder.resolve("jdk").toString())
                .with(
                        "PYTHON",
                        Shell.executable(folder.resolve("python"), FAKE_PYTHON).toString());
    }

    @Test
    void mediansAndRatiosOfTheBetterThreadCountWithoutTheFirstEpoch() {
        Shell.Result result = shell.run(script.toString(), "-r", "2", "-w", "W0");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("""
                | seconds | mnist | PyTorch 9.9 |
                |---|---|---|
                | W0 784-30-10 sigmoid, mse, batch 10: per epoch | 2.600 | 11.000 (4.23 x) |
                """, table(result));
        assertTrue(result.err().contains("built"), result.err());
        assertTrue(result.err().contains("has no sklearn: left out"), result.err());
        assertTrue(result.err().contains("has no jax: left out"), result.err());
    }

    /** The column of a peer that cannot do a work stays empty there. */
    @Test
    void eachPeerHasItsColumnAndItsOwnBetterThreadCount() {
        Shell.Result result = shell.with("HAS_JAX", "yes").run(script.toString(), "-r", "1", "-w", "W2,W4,W5");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("""
                | seconds | mnist | PyTorch 9.9 | JAX 8.8 |
                |---|---|---|---|
                | W2 784-512-512-10, batch 128: per epoch | 2.600 | 11.000 (4.23 x) | 10.000 (3.85 x) |
                | W4 784-512-512-10 with Adam, batch 128: per epoch | 2.600 | 11.000 (4.23 x) | 10.000 (3.85 x) |
                | W5 ciresan-small without augmentation: per epoch | 2.600 | | 10.000 (3.85 x) |
                """, table(result));
    }

    @Test
    void theProcessorAndTheJvmStandAboveTheTable() {
        Shell.Result result = shell.run(script.toString(), "-r", "1", "-w", "W0");
        String first = result.out().lines().findFirst().orElse("");
        assertTrue(first.matches(".+, [0-9]+ cores; OpenJDK 64-Bit Server VM 99\\.0\\.1\\+2"), first);
    }

    @Test
    void peersChooseTheKernelOfOpenBlasThemselves() {
        Shell.Result result = shell.with("OPENBLAS_CORETYPE", "Haswell")
                .with("OPENBLAS_L2_SIZE", "512")
                .run(script.toString(), "-r", "1", "-w", "W0");
        assertEquals(0, result.exitCode(), result.err());
    }

    private static String table(Shell.Result result) {
        return result.out().substring(result.out().indexOf("\n\n") + 2);
    }

    @Test
    void aPeerThatFailsStopsItWithItsOwnWords() {
        Shell.Result result = shell.with("FAIL_WORK", "W1").run(script.toString(), "-r", "1", "-w", "W1");
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("no memory left\nbench-peers: failed: "), result.err());
        assertTrue(result.out().endsWith("---|\n"), "no row: " + result.out());
    }

    /** A measurement takes long: whoever stops it should keep what it has. */
    @Test
    void rowsMeasuredBeforeAFailureStand() {
        Shell.Result result = shell.with("FAIL_WORK", "W1").run(script.toString(), "-r", "1", "-w", "W0,W1");
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("| W0 784-30-10"), result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "2, -r,        0,       -r 0: expected a number of alternations",
        "2, -w,        'W1,W9', -w W9: expected some of W0",
        "2, -p,        torch,   '-p torch: expected some of pytorch,sklearn,jax'",
        "2, -w,        W1 more, unexpected 'more'; see",
        "2, -w,        ',',     expected some of W0",
        "2, -r,        '',      -r needs a value; see",
        "2, -x,        1,       unknown option -x; see",
        "3, -p,        sklearn, has no sklearn; install it or name another Python in PYTHON",
        "3, -p,        jax,     has no jax; install it or name another Python in PYTHON",
        "3, -d,        /nowhere, no train-images-idx3-ubyte(.gz) there; name the folder"
    })
    void impossibleWishesAreRefusedBeforeMeasuring(int exitCode, String option, String values, String message) {
        String[] words = (script + " " + option + " " + values).split(" ");
        Shell.Result result = shell.run(words);
        assertEquals(exitCode, result.exitCode());
        assertTrue(result.err().contains(message), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @CsvSource({"-h", "--help"})
    void helpTellsAboutTheVariableToo(String option) {
        Shell.Result result = shell.run(script.toString(), option);
        assertEquals(0, result.exitCode());
        assertTrue(result.out().contains("Usage: scripts/bench-peers.sh [-r ROUNDS]"), result.out());
        assertTrue(result.out().contains("PYTHON names the Python"), result.out());
    }
}
