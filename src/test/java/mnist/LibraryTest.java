package mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import mnist.cli.Main;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Signals;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code library.md}, which uses this one as a library. */
class LibraryTest {
    private static final Path EXAMPLE = Path.of("src", "example", "java", "example", "Digits.java");

    @TempDir
    Path folder;

    @Test
    void theExampleTrainsAndPredicts() throws Exception {
        String libraries = System.getProperty("java.class.path");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-Xlint:all,-processing", "-cp", libraries, "-d", folder.toString());
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(EXAMPLE))
                    .call();
            assertTrue(compiled, messages::toString);
            assertEquals("", messages.toString());
        }
        Path digits = SomeDigits.write(folder.resolve("digits"), 600, 60);
        String output = JavaProcess.output(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-cp",
                folder + File.pathSeparator + libraries,
                "example.Digits",
                digits.toString(),
                folder.resolve("digits.safetensors").toString()));
        assertTrue(
                output.matches("(epoch [1-5]: loss [0-9.]+\\R){5}test: 0\\.[0-9]{4}\\R"
                        + "its first image shows a 7 with probability [01]\\.[0-9]{3}\\R"),
                output);
        double accuracy = Double.parseDouble(output.replaceAll("(?s).*test: (\\S+).*", "$1"));
        assertTrue(accuracy > 0.5, output);
        theProgramTakesItsModel(accuracy, digits);
    }

    private void theProgramTakesItsModel(double accuracy, Path digits) {
        StringWriter out = new StringWriter();
        String model = folder.resolve("digits.safetensors").toString();
        int code = Main.runInside(
                Signals.STOPS,
                new PrintWriter(out, true),
                new PrintWriter(System.err, true),
                "eval",
                model,
                "--data",
                digits.toString(),
                "--json");
        assertEquals(ExitCodes.DONE, code);
        assertEquals(accuracy, ((Number) Json.parse(out.toString()).get("accuracy")).doubleValue(), 5e-5);
    }

    @Test
    void itsPageShowsIt() throws Exception {
        String indented = Files.readAllLines(EXAMPLE).stream()
                .map(line -> line.isEmpty() ? "" : "    " + line)
                .collect(Collectors.joining("\n"));
        String page = Files.readString(Path.of("src", "site", "markdown", "library.md"));
        assertTrue(page.contains("\n\n" + indented + "\n\n"), "library.md shows another text than " + EXAMPLE);
    }
}
