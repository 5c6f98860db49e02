package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mnist export MODEL --to FILE}. */
class ExportCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void aRun() {
        cli.train("--hidden 8,8 --norm batch --residual --epochs 1 --out {HOME}/run")
                .assertDone();
    }

    @ParameterizedTest
    @CsvSource({"a.onnx, ONNX runtimes", "a.npz, for NumPy", "A.PY, Python with NumPy"})
    void theEndingSaysWhatIsWritten(String name, String meaning) {
        cli.command("export {HOME}/run --to {HOME}/" + name)
                .assertDone()
                .assertOut("run/best.safetensors", name, meaning);
        assertTrue(Files.exists(cli.path(name)));
    }

    @Test
    void jsonSaysTheFormAndTheSize() throws IOException {
        Map<String, Object> said = cli.command("export {HOME}/run/last.safetensors --to {HOME}/json.onnx --json")
                .assertDone()
                .json();
        assertEquals("onnx", said.get("form"));
        assertEquals((int) Files.size(cli.path("json.onnx")), said.get("bytes"));
        assertEquals(cli.path("json.onnx").toString(), said.get("exported"));
    }

    @Test
    void otherEndingsAreRefused() {
        cli.command("export {HOME}/run --to {HOME}/model.pt")
                .assertRefused(ExitCodes.USAGE, "--to", "model.pt", ".onnx, .npz, .py");
        cli.command("export {HOME}/run").assertRefused(ExitCodes.USAGE, "--to");
        assertFalse(Files.exists(cli.path("model.pt")));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(cli.path("mine.npz"), "mine");
        cli.command("export {HOME}/run --to {HOME}/mine.npz")
                .assertRefused(ExitCodes.USAGE, "mine.npz: already exists", "name a new file");
        assertEquals("mine", Files.readString(cli.path("mine.npz")));
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Files.writeString(cli.path("text.safetensors"), "no model");
        cli.command("export {HOME}/text.safetensors --to {HOME}/none.onnx")
                .assertRefused(ExitCodes.MODEL, "text.safetensors");
        cli.command("export {HOME}/nowhere --to {HOME}/none.onnx")
                .assertRefused(ExitCodes.MODEL, "nowhere", "no such file");
        cli.command("export {HOME}/run --to {HOME}/nowhere/none.onnx")
                .assertRefused(ExitCodes.MODEL, "none.onnx: cannot be written");
        assertFalse(Files.exists(cli.path("none.onnx")));
    }
}
