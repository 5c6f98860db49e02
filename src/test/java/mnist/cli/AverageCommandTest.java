package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.nn.Parameter;
import mnist.store.ModelFile;
import mnist.store.json.Json;
import mnist.store.safetensors.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code mnist average MODEL... --out FILE}. */
class AverageCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void runs() {
        cli.train("--hidden 12 --norm batch --epochs 2 --out {HOME}/a").assertDone();
        cli.train("--hidden 12 --norm batch --epochs 3 --out {HOME}/b").assertDone();
        cli.train("--hidden 12 --epochs 1 --out {HOME}/plain").assertDone();
    }

    @Test
    void everyNumberIsTheMean() {
        cli.command("average {HOME}/a {HOME}/b {HOME}/b --out {HOME}/mean.safetensors")
                .assertDone()
                .assertOut("mean.safetensors, the average of 3");
        List<Parameter> a = numbers("a/best.safetensors");
        List<Parameter> b = numbers("b/best.safetensors");
        List<Parameter> mean = numbers("mean.safetensors");
        for (int p = 0; p < mean.size(); p++) {
            assertEquals(a.get(p).name(), mean.get(p).name());
            float[] found = mean.get(p).value().data;
            for (int i = 0; i < found.length; i++) {
                double expected = (a.get(p).value().data[i] + 2.0 * b.get(p).value().data[i]) / 3;
                assertEquals(
                        (float) expected,
                        found[i],
                        Math.ulp((float) expected),
                        mean.get(p).name());
            }
        }
        cli.command("eval {HOME}/mean.safetensors --worst 0").assertDone();
    }

    @Test
    void theAverageOfAModelWithItselfIsThatModel() {
        Cli.Result result = cli.command("average {HOME}/a {HOME}/a --out {HOME}/same.safetensors --json");
        String expected = ModelFile.tensorsSha256(cli.path("a/best.safetensors"));
        assertEquals(expected, result.assertDone().json().get("tensors_sha256"));
    }

    @Test
    void importedOnesKeepTheirOrigin() throws IOException {
        cli.command("export {HOME}/plain --to {HOME}/net.npz").assertDone();
        cli.command("import {HOME}/net.npz --to {HOME}/imported.safetensors").assertDone();
        cli.command("average {HOME}/imported.safetensors {HOME}/imported.safetensors --out {HOME}/twice.safetensors")
                .assertDone();
        Map<String, String> metadata =
                Safetensors.read(cli.path("twice.safetensors")).metadata();
        Object origin = Json.parse(
                Safetensors.read(cli.path("imported.safetensors")).metadata().get(ModelFile.IMPORTED));
        assertEquals(
                List.of(origin, origin),
                Json.parse(metadata.get(ModelFile.IMPORTED)).get("averaged"));
        cli.command("average {HOME}/a {HOME}/b --out {HOME}/own.safetensors").assertDone();
        assertFalse(Safetensors.read(cli.path("own.safetensors")).metadata().containsKey(ModelFile.IMPORTED));
    }

    @Test
    void otherShapesAreRefused() {
        cli.command("average {HOME}/a {HOME}/plain --out {HOME}/none.safetensors")
                .assertRefused(ExitCodes.MODEL, "plain/best", "norm none", "norm batch", "a/best");
        cli.command("average {HOME}/a {HOME}/nowhere --out {HOME}/none.safetensors")
                .assertRefused(ExitCodes.MODEL, "nowhere", "no such file");
        cli.command("average {HOME}/a --out {HOME}/none.safetensors")
                .assertRefused(ExitCodes.USAGE, "name two or more");
        assertFalse(Files.exists(cli.path("none.safetensors")));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(cli.path("mine"), "mine");
        cli.command("average {HOME}/a {HOME}/b --out {HOME}/mine").assertRefused(ExitCodes.USAGE, "already exists");
        assertEquals("mine", Files.readString(cli.path("mine")));
    }

    private static List<Parameter> numbers(String file) {
        return ModelFile.load(cli.path(file)).network().parameters();
    }
}
