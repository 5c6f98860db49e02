package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.file.Sha256;
import mnist.store.ModelFile;
import mnist.store.json.Json;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist import FILE --to MODEL}: whole commands; what is read and how, the tests of {@code store.imports} say. */
class ImportCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    /** A run; its tensors alone, as PyTorch writes them; and what {@code export} makes of it. */
    @BeforeAll
    static void aNetworkInEveryForm() throws IOException {
        cli.train("--hidden 12,8 --norm batch --activation tanh --epochs 1 --out {HOME}/run")
                .assertDone();
        SafetensorsFile model = Safetensors.read(cli.path("run/best.safetensors"));
        Safetensors.write(cli.path("net.safetensors"), new SafetensorsFile(Map.of("format", "pt"), model.tensors()));
        cli.command("export {HOME}/run --to {HOME}/net.npz").assertDone();
        cli.command("export {HOME}/run --to {HOME}/net.onnx").assertDone();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.safetensors | --pixels 0..2 --activation tanh --hidden 12,8",
                "net.npz | --pixels 0..2",
                "net.npz | --hidden 12,8 --output softmax",
                "net.onnx | --activation tanh"
            })
    void theModelMeasuresAsTheNetworkDid(String name, String options) throws IOException {
        Path model = cli.path("m.safetensors");
        Files.deleteIfExists(model);
        cli.command("import {HOME}/" + name + " " + options + " --data {HOME}/digits --to {HOME}/m.safetensors")
                .assertDone()
                .assertOut("784-12-8-10, tanh, softmax", "m.safetensors", "eval");
        Map<String, Object> expected =
                cli.command("eval {HOME}/run --json").assertDone().json();
        Map<String, Object> found =
                cli.command("eval {HOME}/m.safetensors --json").assertDone().json();
        assertEquals(expected.get("errors"), found.get("errors"));
        assertEquals((double) expected.get("loss"), (double) found.get("loss"), 1e-6);
        for (String command :
                List.of("predict M --index 0", "explain M --index 0", "gradcheck M --samples 3", "verify M")) {
            cli.command(command.replace("M", "{HOME}/m.safetensors")).assertDone();
        }
    }

    @Test
    void theModelSaysWhereItCameFrom() throws IOException {
        Map<String, Object> said = cli.command(
                        "import {HOME}/net.safetensors --pixels 0..2 --activation tanh --to {HOME}/origin.safetensors --json")
                .assertDone()
                .json();
        assertEquals("batch", said.get("normalization"));
        assertEquals("0..2", said.get("pixels"));
        assertFalse(said.containsKey("data"));
        Map<String, String> metadata =
                Safetensors.read(cli.path("origin.safetensors")).metadata();
        Map<String, Object> origin = Json.parse(metadata.get(ModelFile.IMPORTED));
        assertEquals("net.safetensors", origin.get("file"));
        assertEquals(Sha256.of(cli.path("net.safetensors")), origin.get("sha256"));
        assertEquals("0..2", origin.get("pixels"));
    }

    /** Nobody knows how it was trained. */
    @Test
    void comparedWithARunItHasNoTraining() {
        cli.command("import {HOME}/net.npz --to {HOME}/foreign.safetensors").assertDone();
        List<String> lines = cli.command("compare {HOME}/foreign.safetensors {HOME}/run")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertTrue(lines.get(1).matches("foreign\\.safetensors( +-){8}"), lines.get(1));
        assertTrue(
                lines.stream().noneMatch(line -> line.startsWith("differ in") && line.contains("seed")),
                lines.toString());
        Map<String, Object> said = cli.command("compare {HOME}/foreign.safetensors --json")
                .assertDone()
                .json();
        for (String key : List.of("finished", "optimizer", "learning_rate", "batch", "seed", "epochs", "seconds")) {
            assertTrue(said.containsKey(key) && said.get(key) == null, key + ": " + said);
        }
        assertFalse(((Map<?, ?>) said.get("settings")).containsKey("training"), said.toString());
        lines = cli.command("compare {HOME}/foreign.safetensors {HOME}/run --csv --sort epochs")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertTrue(lines.get(2).startsWith("foreign.safetensors,"), lines.toString());
    }

    /** Without --data nothing is made up about it. */
    @Test
    void unknownDataAreAskedFor() {
        cli.command("import {HOME}/net.npz --to {HOME}/unknown.safetensors")
                .assertDone()
                .assertOut("--data mnist");
        cli.command("eval {HOME}/unknown.safetensors")
                .assertRefused(ExitCodes.DATA, "imported without --data", "--data mnist");
        cli.command("eval {HOME}/unknown.safetensors --data {HOME}/digits").assertDone();
        cli.command("verify {HOME}/unknown.safetensors").assertDone().assertOut("not checked: the model was imported");
        cli.command("import {HOME}/net.npz --to {HOME}/other.safetensors --data {HOME}/nowhere")
                .assertRefused(ExitCodes.DATA, "nowhere");
        assertFalse(Files.exists(cli.path("other.safetensors")));
    }

    /** Whoever takes a file of another program for a model is told what to do. */
    @Test
    void otherCommandsNameTheCure() {
        cli.command("eval {HOME}/net.safetensors")
                .assertRefused(
                        ExitCodes.MODEL,
                        "net.safetensors: expected a model of this program",
                        "mnist import FILE --activation F --pixels P --to MODEL.safetensors");
        cli.command("eval {HOME}/net.npz").assertRefused(ExitCodes.MODEL, "net.npz", "mnist import");
        cli.command("predict {HOME}/net.onnx --index 0").assertRefused(ExitCodes.MODEL, "net.onnx", "mnist import");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "net.npz | --to {HOME}/x.onnx | .safetensors",
                "net.npz | --to {HOME}/net.safetensors | already exists",
                "net.npz | | --to",
                "net.safetensors | --activation tanh --to {HOME}/x.safetensors | --pixels is needed",
                "net.safetensors | --pixels 0..1 --to {HOME}/x.safetensors | --activation is needed",
                "net.safetensors | --pixels grey --to {HOME}/x.safetensors | grey': expected",
                "net.safetensors | --pixels 0,255 --to {HOME}/x.safetensors | did you mean 0..255?",
                "net.npz | --pixels 0..1 --to {HOME}/x.safetensors | by the file itself",
                "net.npz | --activation relu --to {HOME}/x.safetensors | relu does not fit the file, which has tanh",
                "net.npz | --hidden 12 --to {HOME}/x.safetensors | [12] does not fit the file",
                "net.npz | --transposed --to {HOME}/x.safetensors | --transposed",
                "net.onnx | --transposed --to {HOME}/x.safetensors | --transposed"
            })
    void wrongUsageIsRefused(String name, String options, String reason) {
        cli.command("import {HOME}/" + name + " " + (options == null ? "" : options))
                .assertRefused(ExitCodes.USAGE, reason);
        assertFalse(Files.exists(cli.path("x.safetensors")));
    }

    @Test
    void whatIsNoNetworkIsRefused() throws IOException {
        Files.write(cli.path("model.pt"), new byte[] {'P', 'K', 3, 4, 0, 0});
        refused("model.pt", "model.pt: expected a name that ends in one of .safetensors, .npz, .onnx", "save_file");
        refused("nowhere.npz", "nowhere.npz", "no such file");
        refused("run", "run", "a run of this one", "use it as it is: mnist eval");
        refused("run/best.safetensors", "best.safetensors: expected a model of another program", "use it as it is");
        for (String name : List.of("net.npz", "net.onnx", "net.safetensors")) {
            byte[] whole = Files.readAllBytes(cli.path(name));
            for (int kept : new int[] {0, 1, 7, 100, whole.length / 2, whole.length - 1}) {
                Files.write(cli.path("cut-" + name), Arrays.copyOf(whole, kept));
                refused("cut-" + name, "cut-" + name);
            }
        }
    }

    private static void refused(String name, String... parts) {
        cli.command("import {HOME}/" + name + " --to {HOME}/x.safetensors --pixels 0..2 --activation tanh")
                .assertRefused(ExitCodes.MODEL, parts);
        assertFalse(Files.exists(cli.path("x.safetensors")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.safetensors", "net.npz", "net.onnx"})
    void aTextUnderEveryNameIsRefused(String name) throws IOException {
        Files.writeString(cli.path("text-" + name), "no network\n");
        refused("text-" + name, "text-" + name, "text");
        Files.writeString(cli.path("text-" + name), "");
        refused("text-" + name, "text-" + name, "empty");
    }

    @Test
    void dataMustFit() throws IOException {
        assertTrue(Files.exists(cli.data()));
        cli.command("import src/test/resources/imports/keras.npz --pixels 0..1 --activation relu --data {HOME}/digits"
                        + " --to {HOME}/x.safetensors")
                .assertRefused(ExitCodes.MODEL, "784 inputs and 10 outputs", "found 16 and 3");
    }
}
