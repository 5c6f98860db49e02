package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
        cli.train("--hidden 8 --epochs 4 --seed 2 --validation 50 --out {HOME}/run")
                .assertDone()
                .assertOut("the model of epoch 2");
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
                "folder   ok",
                "config   ok       784-8-10, epochs 4",
                "last     ok       epoch 4, step 32; tensors",
                "as written",
                "best     ok       784-8-10, of epoch 2; tensors",
                "metrics  ok       epochs complete: 4; both files agree",
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
                "counters", "last", "last.safetensors", bytes -> replace(bytes, "\\\"step\\\":32", "\\\"step\\\":33"));
        assertProblem(
                "config", "config", "config.json", bytes -> replace(bytes, "\"batchSize\" : 32", "\"batchSize\" : -2"));
        assertProblem(
                "other", "last", "config.json", bytes -> replace(bytes, "\"batchSize\" : 32", "\"batchSize\" : 64"));
        assertProblem("hole", "metrics", "metrics.csv", bytes -> replace(bytes, "\n2,", "\n5,"));
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
        for (String file : FILES.subList(1, FILES.size())) {
            Files.delete(cli.path("unfinished").resolve(file));
        }
        cli.command("verify {HOME}/unfinished").assertDone().assertOut("before its first checkpoint", "no epoch");
        cli.command("verify {HOME}/digits").assertRefused(ExitCodes.MODEL, "no config.json");
        Cli.Result noModel = cli.command("verify {HOME}/run/config.json");
        assertEquals(ExitCodes.MODEL, noModel.exitCode());
        noModel.assertOut("model    PROBLEM", "found a JSON file");
    }

    @Test
    void linksOutOfTheFolderAreToldAsResumingWouldRefuseThem() throws IOException {
        for (String file : List.of("last.safetensors", "metrics.csv", "result.json")) {
            copy("linked");
            Path link = cli.path("linked").resolve(file);
            Files.move(link, cli.path("outside"), StandardCopyOption.REPLACE_EXISTING);
            Files.createSymbolicLink(link, Path.of("../outside"));
            assertOneProblem("linked", "folder", file + ": expected a file in the folder", "a link to ../outside");
            cli.resume("linked", "").assertRefused(ExitCodes.MODEL, "a link to ../outside");
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("nowhere"));
            assertProblem("linked", "folder", file + ": expected a file in the folder", "a link to nowhere");
        }
    }

    @Test
    void aResultThatCannotBeIsNoticed() throws IOException {
        assertResult(
                "accuracy", "0.999", "expected accuracy 0.", " errors of 60, found 0.999", "delete it: train --resume");
        assertResult("best_epoch", "3", "expected best_epoch 2, as last.safetensors has it, found 3");
        assertResult("best_validation_accuracy", "0.5", "expected best_validation_accuracy 0.2, as", "found 0.5");
        assertResult("errors", "61", "expected 0 or more, and no more than images, as errors, found 61");
        assertResult("images", "0", "expected 1 or more as images, found 0");
        assertResult("loss", "-1", "expected 0 or more as loss, found -1");
        assertResult("loss", "\"small\"", "expected 0 or more as loss, found \"small\"");
        assertResult("steps", "33", "expected steps 32, as last.safetensors has it, found 33");
    }

    private static void assertResult(String key, String value, String... parts) throws IOException {
        copy("result");
        edit("result/result.json", "(\"" + key + "\" : )[^,]*", "$1" + value);
        assertOneProblem("result", "result", parts);
    }

    @Test
    void aModelOfAnotherEpochIsNotTheBest() throws IOException {
        copy("other");
        Path best = cli.path("other/best.safetensors");
        Files.copy(cli.path("other/last.safetensors"), best, StandardCopyOption.REPLACE_EXISTING);
        assertOneProblem("other", "best", "expected the model of epoch 2, the best, found a checkpoint");
        cli.train("--hidden 8 --epochs 1 --seed 2 --validation 50 --out {HOME}/short")
                .assertDone();
        Files.copy(cli.path("short/best.safetensors"), best, StandardCopyOption.REPLACE_EXISTING);
        assertOneProblem("other", "best", "expected the model of epoch 2, the best, found that of epoch 1");
        Files.delete(best);
        assertOneProblem("other", "best", "expected the model of epoch 2, found no such file", "take it from a copy");
    }

    @Test
    void metricsThatDisagreeAreNamedWithBothNumbers() throws IOException {
        copy("metrics");
        edit("metrics/metrics.csv", "\n2,16,[^,]*", "\n2,16,0.5");
        assertOneProblem(
                "metrics",
                "metrics",
                "metrics: metrics.csv and metrics.jsonl disagree in learning_rate of epoch 2 (0.5 and 0.1)",
                "train --resume");
        copy("metrics");
        edit("metrics/metrics.csv", "\n2,(.*),0.2,", "\n2,$1,0.1,");
        edit("metrics/metrics.jsonl", "_accuracy\":0.2,", "_accuracy\":0.1,");
        assertOneProblem(
                "metrics", "metrics", "expected validation_accuracy 0.2 of epoch 2, as last.safetensors has it");
        copy("metrics");
        edit("metrics/metrics.csv", "\n4,(.*),0.14,", "\n4,$1,0.9,");
        edit("metrics/metrics.jsonl", "(\"epoch\":4.*_accuracy\":)0.14,", "$10.9,");
        assertOneProblem("metrics", "metrics", "expected epoch 2 as the best", "found a better epoch 4");
    }

    /** Each is said to be mended by resuming, and is. */
    @Test
    void theCuresOfMetricsCure() throws IOException {
        for (String damage : List.of("\n2,[^,]*,", "^epoch.*\n", "(?s).*", "\n3,.*")) {
            assertMends("metrics.csv", damage);
        }
        assertMends("metrics.jsonl", "(?s).*");
        for (String file : List.of("metrics.csv", "metrics.jsonl")) {
            copy("mended");
            Files.delete(cli.path("mended").resolve(file));
            assertMends();
        }
        copy("mended");
        edit("mended/metrics.csv", "\n3,.*", "");
        edit("mended/metrics.jsonl", "\\{\"epoch\":3.*\n", "");
        assertOneProblem("mended", "metrics", "epoch 3 is lost in both files; take one of them from a copy");
        cli.resume("mended", "").assertDone().assertErr("both metrics files lack epoch 3", "from a copy");
        Files.copy(
                cli.path("run").resolve("metrics.csv"),
                cli.path("mended").resolve("metrics.csv"),
                StandardCopyOption.REPLACE_EXISTING);
        assertMends();
    }

    private static void assertMends(String file, String damage) throws IOException {
        copy("mended");
        edit("mended/" + file, damage, "");
        assertMends();
    }

    private static void assertMends() {
        assertOneProblem("mended", "metrics", "; train --resume " + cli.path("mended") + " mends it");
        cli.resume("mended", "").assertDone();
        cli.command("verify {HOME}/mended").assertDone().assertOut("all is well");
    }

    @Test
    void aLostCheckpointIsNoRunThatNeverBegan() throws IOException {
        copy("lost");
        Files.delete(cli.path("lost/last.safetensors"));
        assertOneProblem("lost", "last", "last.safetensors: expected a checkpoint of epoch 4, found no such file");
        Files.delete(cli.path("lost/result.json"));
        Files.delete(cli.path("lost/best.safetensors"));
        assertProblem("lost", "last", "last.safetensors: expected a checkpoint of epoch 4, found no such file");
    }

    @Test
    void aRunThatLostItsSettingsIsToldFromAFolderOfAnotherKind() throws IOException {
        copy("unsettled");
        Files.delete(cli.path("unsettled/config.json"));
        cli.command("verify {HOME}/unsettled")
                .assertRefused(ExitCodes.MODEL, "found no config.json in the folder; take it from a copy");
    }

    private static void edit(String file, String pattern, String with) throws IOException {
        Path path = cli.path(file);
        String before = Files.readString(path);
        Files.writeString(path, before.replaceFirst(pattern, with));
        assertNotEquals(before, Files.readString(path));
    }

    private static void assertOneProblem(String run, String check, String... parts) {
        assertProblem(run, check, parts).assertOut("NOT sound: 1 problem");
    }

    private static Cli.Result assertProblem(String run, String check, String... parts) {
        Cli.Result result = cli.command("verify {HOME}/" + run);
        assertEquals(ExitCodes.MODEL, result.exitCode(), result.out());
        result.assertOut(String.format("%-8s PROBLEM", check));
        result.assertOut(parts);
        return result;
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
