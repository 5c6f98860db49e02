package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import mnist.cli.frame.ExitCodes;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerifyCommandTest {
    private static final List<String> FILES = List.of(
            "config.json", "metrics.csv", "metrics.jsonl", "best.safetensors", "last.safetensors", "result.json");

    @RegisterExtension
    static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void aRun() {
        cli.train("--hidden 8 --epochs 3 --validation 50 --out {HOME}/run").assertDone();
    }

    /** Its files are as they should be; it has no result. */
    @Test
    void aRunThatDivergedIsSaidToHave() {
        cli.train("--lr 1e30 --hidden 8 --out {HOME}/diverged");
        Cli.Result result = cli.command("verify {HOME}/diverged").assertDone();
        result.assertOut("none: training diverged in epoch 1", "the files are sound, but training diverged");
        assertFalse(result.out().contains("all is well"), result.out());
        cli.command("verify {HOME}/diverged/last.safetensors").assertDone().assertOut("all is well");
    }

    @Test
    void aSoundRunIsSound() {
        Cli.Result result = cli.command("verify {HOME}/run").assertDone();
        result.assertOut(
                "config   ok       784-8-10, epochs 3",
                "last     ok       epoch 3, step 24; tensors",
                "as written",
                "metrics  ok       epochs complete: 3; both files agree",
                "result   ok",
                "data     ok       generated digits train",
                "all is well");
        assertEquals("", result.err());
        cli.command("verify {HOME}/run/last.safetensors {HOME}/run --data {HOME}/digits")
                .assertDone();
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        assertProblem("bit", "best", "best.safetensors", bytes -> bytes[bytes.length - 9] ^= 4);
        assertProblem(
                "counters", "last", "last.safetensors", bytes -> replace(bytes, "\\\"step\\\":24", "\\\"step\\\":25"));
        assertProblem(
                "config", "config", "config.json", bytes -> replace(bytes, "\"batchSize\" : 32", "\"batchSize\" : -2"));
        assertProblem(
                "other", "last", "config.json", bytes -> replace(bytes, "\"batchSize\" : 32", "\"batchSize\" : 64"));
        assertProblem("hole", "metrics", "metrics.csv", bytes -> replace(bytes, "\n2,", "\n4,"));
        assertProblem("disagree", "metrics", "metrics.jsonl", bytes -> replace(bytes, "\"step\":8", "\"step\":9"));
        assertProblem("result", "result", "result.json", bytes -> replace(bytes, "_sha256\" : \"", "_sha256\" : \"x"));
    }

    @Test
    void otherDataAreNoticed() throws IOException {
        SomeDigits.write(cli.path("others"), 20, 10);
        Cli.Result result = cli.command("verify {HOME}/run --data {HOME}/others");
        assertEquals(ExitCodes.DATA, result.exitCode(), result.err());
        result.assertOut("data     PROBLEM", "NOT sound: 1 problem");
        result = cli.command("verify {HOME}/run --data {HOME}/nowhere");
        assertEquals(ExitCodes.DATA, result.exitCode(), result.err());
        copy("moved");
        Path config = cli.path("moved/config.json");
        Files.writeString(config, Files.readString(config).replace("/digits\"", "/gone\""));
        cli.command("verify {HOME}/moved").assertDone().assertOut("data     ok       not checked", "--data");
    }

    @Test
    void runsOfOlderVersionsAndUnfinishedOnesAreSoundButLess() throws IOException {
        copy("unfinished");
        for (String file : List.of("best.safetensors", "last.safetensors", "result.json")) {
            Files.delete(cli.path("unfinished").resolve(file));
        }
        cli.command("verify {HOME}/unfinished").assertDone().assertOut("before its first checkpoint", "no epoch");
        cli.command("verify {HOME}/digits").assertRefused(ExitCodes.MODEL, "no config.json");
        Cli.Result noModel = cli.command("verify {HOME}/run/config.json");
        assertEquals(ExitCodes.MODEL, noModel.exitCode());
        noModel.assertOut("model    PROBLEM", "found a JSON file");
    }

    private interface Change {
        void to(byte[] bytes);
    }

    private static void assertProblem(String copy, String check, String file, Change change) throws IOException {
        copy(copy);
        Path path = cli.path(copy).resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        byte[] changed = bytes.clone();
        change.to(changed);
        assertTrue(Files.mismatch(path, Files.write(cli.path("changed"), changed)) >= 0, copy);
        Files.write(path, changed);
        Cli.Result result = cli.command("verify {HOME}/" + copy);
        assertEquals(ExitCodes.MODEL, result.exitCode(), result.out());
        result.assertOut(String.format("%-8s PROBLEM", check), "NOT sound");
        assertEquals("", result.err());
    }

    /** Of the same length: where the new text is longer, it covers what follows. */
    private static void replace(byte[] bytes, String old, String with) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(old);
        assertTrue(at >= 0, old);
        byte[] text = with.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, bytes, at, text.length);
    }

    private static void copy(String name) throws IOException {
        Files.createDirectories(cli.path(name));
        for (String file : FILES) {
            Files.copy(
                    cli.path("run").resolve(file), cli.path(name).resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
