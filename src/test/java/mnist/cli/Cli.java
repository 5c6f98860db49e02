package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.data.fetch.DataEnvironment;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import picocli.CommandLine;

/**
 * Runs the program in this JVM, in a temporary home of its own, as a user would. Registered as an extension in a static
 * field, it has one home for all tests of the class, in a field of an instance one for each.
 */
final class Cli implements BeforeAllCallback, BeforeEachCallback {
    /** How many digits {@link #withDigits()} writes. */
    static final int IMAGES = 300;

    static final int TEST_IMAGES = 60;

    /** Nothing is at this address, so no test reaches for the network. */
    private static final String NOWHERE = "http://127.0.0.1:9/";

    private final String mirror;
    private final int images;
    private final int testImages;
    private Path home;

    private Cli(Path home, String mirror, int images, int testImages) {
        this.home = home;
        this.mirror = mirror;
        this.images = images;
        this.testImages = testImages;
    }

    /** In an empty home, as an extension. */
    Cli() {
        this(null, NOWHERE, 0, 0);
    }

    /** @param home the project's folder, as far as the program can tell */
    Cli(Path home) {
        this(home, NOWHERE);
    }

    /** @param mirror where data sets are fetched from */
    Cli(Path home, String mirror) {
        this(home, mirror, 0, 0);
    }

    /** As an extension, with a few generated digits in the folder "digits" of the home. */
    static Cli withDigits() {
        return withDigits(IMAGES, TEST_IMAGES);
    }

    static Cli withDigits(int images, int testImages) {
        return new Cli(null, NOWHERE, images, testImages);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        home = Files.createTempDirectory("home");
        context.getStore(ExtensionContext.Namespace.create(Cli.class, this)).put(home, (AutoCloseable) this::delete);
        if (images > 0) {
            SomeDigits.write(data(), images, testImages);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (home == null) {
            beforeAll(context);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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

        /** Every line of standard output as a JSON object. */
        List<Map<String, Object>> objects() {
            return out.lines().map(Json::parse).toList();
        }

        private static void assertHas(String text, String... parts) {
            for (String part : parts) {
                assertTrue(text.contains(part), () -> text + "\nlacks: " + part);
            }
        }
    }

    Path home() {
        return home;
    }

    /** The folder of the generated digits. */
    Path data() {
        return path("digits");
    }

    /** A file or folder in the home, for example that of a run. */
    Path path(String name) {
        return home.resolve(name);
    }

    /** "train" on the digits, with these options; by the simple kernel in one thread, unless they say otherwise. */
    Result train(String options) {
        String kernel = options.contains("--backend") ? "" : "--backend ejml ";
        String threads = options.contains("--threads") ? "" : "--threads 1 ";
        return command("train --data {HOME}/digits " + kernel + threads + options);
    }

    /** Goes on with a run. */
    Result resume(String run, String options) {
        return command("train --backend ejml --threads 1 --resume {HOME}/" + run + " " + options);
    }

    /** Runs a command whose words are separated by blanks; {HOME} in a word is the home. */
    Result command(String words) {
        return run(Arrays.stream(words.strip().split("\\s+"))
                .map(word -> word.replace("{HOME}", home.toString()))
                .toArray(String[]::new));
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
}
