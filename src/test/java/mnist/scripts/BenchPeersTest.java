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

    /** Has PyTorch only; one thread takes 22 seconds, two take 11; fails for the work FAIL_WORK. */
    private static final String FAKE_PYTHON = """
            case "$2" in
                'import torch') exit 0 ;;
                *'import torch;'*) echo PyTorch 9.9; exit 0 ;;
                'import '*) exit 1 ;;
            esac
            [ "$3" != "${FAIL_WORK-}" ] || { echo "no memory left" >&2; exit 1; }
            echo 99
            echo $((22 / $5))
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
        shell = new Shell(folder)
                .with("MNIST_DATA", data.toString())
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
                """, result.out());
        assertTrue(result.err().contains("built"), result.err());
        assertTrue(result.err().contains("has no sklearn: left out"), result.err());
    }

    @Test
    void aPeerThatFailsStopsItWithItsOwnWords() {
        Shell.Result result = shell.with("FAIL_WORK", "W1").run(script.toString(), "-r", "1", "-w", "W1");
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("no memory left\nbench-peers: failed: "), result.err());
        assertEquals("", result.out());
    }

    @ParameterizedTest
    @CsvSource({
        "2, -r,        0,       -r 0: expected a number of alternations",
        "2, -w,        'W1,W9', -w W9: expected some of W0",
        "2, -p,        torch,   -p torch: expected pytorch",
        "2, -w,        W1 more, unexpected 'more'; see",
        "2, -w,        ',',     expected some of W0",
        "2, -r,        '',      -r needs a value; see",
        "2, -x,        1,       unknown option -x; see",
        "3, -p,        sklearn, has no sklearn; install it or name another Python in PYTHON",
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
