package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import mnist.cli.frame.ExitCodes;
import mnist.data.ProgressCallback;
import mnist.data.fetch.DataEnvironment;
import mnist.data.generate.GeneratedData;
import mnist.store.json.Json;
import picocli.CommandLine;

/** Runs the program in this JVM, in a home of its own, as a user would. */
final class Cli {
    /** Nothing is at this address, so no test reaches for the network. */
    private static final String NOWHERE = "http://127.0.0.1:9/";

    private final Path home;
    private final String mirror;

    /** @param home the project's folder, as far as the program can tell */
    Cli(Path home) {
        this(home, NOWHERE);
    }

    /** @param mirror where data sets are fetched from */
    Cli(Path home, String mirror) {
        this.home = home;
        this.mirror = mirror;
    }

    /** What came of a command. */
    record Result(int exitCode, String out, String err) {
        Result assertDone() {
            assertEquals(0, exitCode, err);
            return this;
        }

        /** Refused in one line on standard error that has these parts, with nothing on standard output. */
        void assertRefused(int code, String... parts) {
            assertEquals(code, exitCode, err);
            assertEquals("", out);
            List<String> lines = err.lines().toList();
            assertTrue(lines.size() <= (code == ExitCodes.USAGE ? 2 : 1), err);
            assertFalse(err.contains("\tat "), err);
            assertHas(err, parts);
        }

        void assertOut(String... parts) {
            assertHas(out, parts);
        }

        void assertErr(String... parts) {
            assertHas(err, parts);
        }

        /** Standard output as one JSON object. */
        Map<String, Object> json() {
            assertEquals(1, out.lines().count(), out);
            return Json.parse(out);
        }

        private static void assertHas(String text, String... parts) {
            for (String part : parts) {
                assertTrue(text.contains(part), () -> text + "\nlacks: " + part);
            }
        }
    }

    Result run(String... arguments) {
        Map<String, String> surroundings =
                Map.of("mnist.home", home.toString(), DataEnvironment.MNIST_DATA, "", DataEnvironment.MIRROR, mirror);
        Properties before = (Properties) System.getProperties().clone();
        surroundings.forEach(System::setProperty);
        try {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            CommandLine commandLine = Main.commandLine();
            commandLine.setOut(new PrintWriter(out, true));
            commandLine.setErr(new PrintWriter(err, true));
            int code = commandLine.execute(arguments);
            return new Result(code, out.toString(), err.toString());
        } finally {
            System.setProperties(before);
        }
    }

    /** A small set of generated digits in a folder. */
    static Path digits(Path folder, int train, int test) {
        GeneratedData.write(folder, train, test, 1, 1, ProgressCallback.NONE);
        return folder;
    }
}
