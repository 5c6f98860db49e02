package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.Soak;
import mnist.store.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operating system fails one call of the real program after the other: opening to write, writing, forcing, moving,
 * deleting, closing. A library of a few lines of C, preloaded, does it.
 */
@Tag("soak")
class SystemCallFaultTest {
    private static final String TRAIN =
            "train --data digits --hidden 6 --epochs 2 --validation 40 --batch 50 --backend ejml --threads 1 --out out/run";
    private static final String RESUME = "train --resume out/run --threads 1";

    /** Of the calls every so many. */
    private static final int STRIDE = Soak.times(23, 1);

    @RegisterExtension
    final Cli cli = Cli.withDigits(200, 40);

    private Path library;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        library = cli.path("faults.so");
        Path source = Path.of("src/test/resources/faults/faults.c").toAbsolutePath();
        try {
            Process compiler = new ProcessBuilder(
                            "gcc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
                    .inheritIO()
                    .start();
            assertEquals(0, compiler.waitFor(), "gcc");
        } catch (IOException e) {
            assumeTrue(false, "there is no gcc");
        }
    }

    /** EIO, ENOSPC. */
    @ParameterizedTest
    @ValueSource(ints = {5, 28})
    void aFailingCallIsToldAndTheRunGoesOn(int error) throws IOException {
        cli.run(words(TRAIN.replace("out/run", cli.path("whole").toString())
                        .replace("digits", cli.data().toString())))
                .assertDone();
        Traces expected = Traces.of(cli.path("whole"));
        boolean failed = true;
        for (int call = 1; failed; call += STRIDE) {
            Path folder = cli.path("fault-" + call);
            Files.createDirectories(folder);
            Path run = folder.resolve("run");
            String options = TRAIN.replace("out/run", run.toString());
            int code = train(call, error, folder, options);
            failed = Files.exists(mark(call));
            if (code == 0) {
                assertEquals(expected, Traces.of(run), "call " + call + " was told as a success");
            }
            String again =
                    Files.exists(run.resolve("config.json")) ? RESUME.replace("out/run", run.toString()) : options;
            cli.run(words(again.replace("digits", cli.data().toString()))).assertDone();
            assertEquals(expected, Traces.of(run), "call " + call);
        }
    }

    /** It is there if there were so many calls. */
    private Path mark(int call) {
        return cli.path("mark-" + call);
    }

    private int train(int call, int error, Path folder, String options) throws IOException {
        Path mark = mark(call);
        Map<String, String> environment = Map.of(
                "LD_PRELOAD", library.toString(),
                "FAULT_FOLDER", folder.toString(),
                "FAULT_CALL", String.valueOf(call),
                "FAULT_ERROR", String.valueOf(error),
                "FAULT_MARK", mark.toString());
        try (Program program = Program.start(cli.home(), environment, List.of(), List.of(words(options)))) {
            int code = program.waitForEnd();
            String what = "call " + call + ", a " + (Files.exists(mark) ? Files.readString(mark) : "call too many")
                    + ": " + program.err();
            assertFalse(program.err().contains("    at "), what);
            // Where what was to be deleted or closed is of no use any more, nothing is lost.
            assertTrue(code == 4 || code == 0, what);
            return code;
        }
    }

    private static String[] words(String command) {
        return command.split(" ");
    }
}
