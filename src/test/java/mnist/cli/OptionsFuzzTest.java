package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mnist.FuzzedFile;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Files of options, as JSON for {@code --config} and as words for {@code @FILE}. */
class OptionsFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        Path file = FuzzedFile.of(content);
        assertHelpsOrRefuses("train", "--list-recipes", "--config", file.toString());
        assertHelpsOrRefuses("train", "--list-recipes", "@" + file);
    }

    private static void assertHelpsOrRefuses(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int code = commandLine.execute(arguments);
        if (code == 0) {
            assertEquals("", err.toString());
            return;
        }
        assertTrue(code == 2 || code == 4, code + " " + err);
        List<String> lines = err.toString().lines().toList();
        assertTrue(lines.size() <= 2, err.toString());
        FuzzedFile.assertIsOneLine(lines.get(0));
    }

    static List<byte[]> seeds() {
        return List.of(
                bytes("{\"epochs\": 2, \"hidden\": [128, 64], \"lr\": 0.1, \"quiet\": true, \"optimizer\": \"adam\"}"),
                bytes("{\"recipe\": \"quick\", \"augment\": \"ciresan\", \"schedule\": \"cosine\"}"),
                bytes("--epochs 2\n--hidden 128,64 # two\n\"--lr\" '0.1'"),
                bytes("--epochs=-1 --lr NaN --batch 99999999999999999999"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
