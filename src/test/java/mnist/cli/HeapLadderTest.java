package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.Soak;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With little memory a command does its work, or says in one line that it has too little, and leaves nothing half done. */
@Tag("soak")
class HeapLadderTest {
    /**
     * In MB. With less, Java's own classes take so much that a failure may be too large to clean up after: a temporary file
     * then stays until the next start removes it.
     */
    private static final List<Integer> HEAPS =
            Soak.isLong() ? IntStream.rangeClosed(6, 64).boxed().toList() : List.of(6, 8, 32);

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(300, 60);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data digits --hidden 64 --epochs 1 --validation 60 --out made",
                "eval run --data digits",
                "report run --out made",
                "explain run --data digits --index 0 --html made",
                "data generate --out made --train 3000 --test 100"
            })
    void memoryIsEnoughOrTheCommandSaysSo(String command) throws IOException {
        Path home = cli.home();
        if (!Files.exists(home.resolve("run"))) {
            cli.train("--hidden 16 --epochs 1 --validation 60 --out {HOME}/run").assertDone();
        }
        int code = -1;
        for (int heap : HEAPS) {
            delete(home.resolve("made"));
            try (Program program = Program.start(home, List.of("-Xmx" + heap + "m"), List.of(command.split(" ")))) {
                code = program.waitForEnd();
                String err = program.err();
                assertTrue(List.of(0, 1, 3, 4).contains(code), err);
                assertFalse(err.contains("\tat "), err);
                assertTrue(code == 0 || err.contains("memory"), err);
            }
            try (Stream<Path> files = Files.walk(home)) {
                assertEquals(
                        List.of(),
                        files.filter(file -> file.toString().matches(".*[.](tmp|part)"))
                                .toList());
            }
        }
        assertEquals(0, code, "with the most memory");
    }

    private static void delete(Path made) throws IOException {
        if (Files.exists(made)) {
            try (Stream<Path> files = Files.walk(made)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
