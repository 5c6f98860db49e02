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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.data.generate.SomeDigits;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.Traces;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist train --resume}. */
class TrainResumeTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    @Test
    void aRunIsMadeLonger() {
        cli.train("--epochs 2 --hidden 12 --out {HOME}/run").assertDone();
        cli.resume("run", "--epochs 4").assertDone().assertErr("going on after epoch 2");
        cli.train("--epochs 4 --hidden 12 --out {HOME}/whole").assertDone();
        assertEquals(Traces.of(cli.path("whole")), Traces.of(cli.path("run")));
        assertEquals(
                Json.read(cli.path("whole").resolve("result.json")).get("tensors_sha256"),
                Json.read(cli.path("run").resolve("result.json")).get("tensors_sha256"));
    }

    /** The order of streamed images is another: a run must not change it on the way, however large the heap is now. */
    @Test
    void aRunThatAnotherTrainsIsToBeTriedLater() {
        cli.train("--epochs 1 --hidden 12 --out {HOME}/run").assertDone();
        try (RunDirectory run = RunDirectory.resume(cli.path("run"))) {
            cli.resume(run.name(), "--epochs 2").assertRefused(ExitCodes.IN_USE, "in use by another trainer");
        }
        cli.resume("run", "--epochs 2").assertDone();
    }

    @Test
    void imagesAreStreamedAgainWhereTheyWere() throws IOException {
        cli.train("--epochs 1 --hidden 12 --out {HOME}/run").assertDone();
        cli.train("--epochs 2 --hidden 12 --out {HOME}/whole").assertDone();
        Path config = RunDirectory.view(cli.path("run")).config();
        String written = Files.readString(config);
        assertTrue(written.contains("\"residence\" : \"memory\""), written);
        Files.writeString(config, written.replace("\"residence\" : \"memory\"", "\"residence\" : \"streamed\""));
        cli.resume("run", "--epochs 2").assertDone().assertOut("streamed from disk");
        assertNotEquals(sha256("whole"), sha256("run"));

        cli.train("--epochs 1 --hidden 12 --out {HOME}/older").assertDone();
        Path older = RunDirectory.view(cli.path("older")).config();
        String cut = Files.readString(older).replaceFirst(",\\s*\"residence\" : \"memory\"", "");
        assertFalse(cut.contains("residence"));
        Files.writeString(older, cut);
        cli.resume("older", "--epochs 2").assertDone();
        assertEquals(sha256("whole"), sha256("older"), "written before residence was noted");
    }

    private Object sha256(String run) {
        return Json.read(RunDirectory.view(cli.path(run)).result()).get("tensors_sha256");
    }

    /** It bounds what a kill costs, so that a kill must not end it; it is in no model, as it decides no weight. */
    @Test
    void checkpointsWithinAnEpochAreKept() throws IOException {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/plain").assertDone();
        assertFalse(Files.readString(config("plain")).contains("checkpointEvery"));
        cli.train("--epochs 1 --hidden 8 --checkpoint-every 3 --out {HOME}/run").assertDone();
        assertEquals(Traces.of(cli.path("plain")), Traces.of(cli.path("run")));
        cli.resume("run", "--epochs 2").assertDone();
        assertTrue(Files.readString(config("run")).contains("\"checkpointEvery\" : 3"));
        cli.command("verify {HOME}/run").assertDone();
        cli.resume("run", "--epochs 3 --checkpoint-every 5").assertDone();
        assertTrue(Files.readString(config("run")).contains("\"checkpointEvery\" : 5"));
        Files.writeString(config("run"), Files.readString(config("run")).replace(" : 5", " : \"x\""));
        cli.resume("run", "--epochs 4")
                .assertRefused(ExitCodes.MODEL, "a whole number as checkpointEvery, found \"x\"");
        Files.writeString(config("run"), Files.readString(config("run")).replace(" : \"x\"", " : 5"));
        cli.resume("run", "--epochs 4 --checkpoint-every 0").assertDone();
        assertFalse(Files.readString(config("run")).contains("checkpointEvery"));
    }

    private Path config(String run) {
        return RunDirectory.view(cli.path(run)).config();
    }

    @Test
    void whatToDoNextCanBePastedWhateverTheFolderIsCalled() {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/it's")
                .assertDone()
                .assertOut("eval '" + cli.path("it'\\''s") + "/best.safetensors'");
    }

    @Test
    void aFinishedRunSaysHowToMakeItLonger() {
        cli.train("--epochs 2 --out {HOME}/run").assertDone();
        Traces before = Traces.of(cli.path("run"));
        cli.resume("run", "").assertDone().assertErr("nothing to do, it is complete with 2 epochs", "--epochs N");
        cli.resume("run", "--epochs 1").assertRefused(ExitCodes.USAGE, "--epochs 1", "planned for 2");
        assertEquals(before, Traces.of(cli.path("run")));
    }

    /** It is held against the run before it is shown, as {@code verify} does it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"accuracy\" : [^,]* | \"accuracy\" : 0.9999 | expected accuracy 0.",
                "\"best_epoch\" : 1 | \"best_epoch\" : 2 | expected best_epoch 1, as last.safetensors has it, found 2",
                "\"learningRate\" : 0.1 | \"learningRate\" : 0.3 | \"0.3\" as training.learningRate",
                "\"settings\" : \\{ | \"settings\" : {\"new\" : 1, | settings: found the unknown setting \"new\""
            })
    void aFalsifiedResultIsNotShown(String written, String falsified, String reason) throws IOException {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        Path result = RunDirectory.view(cli.path("run")).result();
        String before = Files.readString(result);
        Files.writeString(result, before.replaceFirst(written, falsified));
        Cli.Result refused = cli.resume("run", "--quiet");
        refused.assertRefused(ExitCodes.MODEL, "result.json", reason);
        Files.delete(result);
        cli.resume("run", "").assertDone();
        assertEquals(before, Files.readString(result));
    }

    @Test
    void resultsOfOlderVersionsHaveNoSettings() throws IOException {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        Path result = RunDirectory.view(cli.path("run")).result();
        Map<String, Object> older = Json.read(result);
        assertEquals(Json.read(config("run")), older.remove("settings"));
        Json.write(result, older);
        cli.resume("run", "").assertDone();
        cli.command("verify {HOME}/run").assertDone();
    }

    /** Killed after the last checkpoint, before the test set was read. */
    @Test
    void aRunWithoutResultGetsItsResult() throws IOException {
        cli.train("--epochs 2 --out {HOME}/run").assertDone();
        Path result = RunDirectory.view(cli.path("run")).result();
        byte[] before = Files.readAllBytes(result);
        Files.delete(result);
        cli.resume("run", "").assertDone();
        assertEquals(Json.read(result), Json.parse(new String(before, StandardCharsets.UTF_8)));
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointBeginsAgain() throws IOException {
        cli.train("--epochs 2 --out {HOME}/run").assertDone();
        Traces whole = Traces.of(cli.path("run"));
        RunDirectory run = RunDirectory.view(cli.path("run"));
        for (Path file : new Path[] {run.result(), run.last(), run.best(), run.metricsCsv(), run.metricsJsonl()}) {
            Files.delete(file);
        }
        cli.resume("run", "").assertDone().assertErr("beginning again");
        assertEquals(whole, Traces.of(cli.path("run")));
    }

    /** Killed while its settings were being written, a run leaves only a temporary file. */
    @Test
    void aFolderOfARunThatNeverBeganIsUsed() throws IOException {
        Path run = Files.createDirectories(cli.path("run"));
        Files.writeString(run.resolve(".config.json.4711-1.tmp"), "{");
        Files.writeString(run.resolve(".lock"), "4711\n");
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        assertFalse(Files.exists(run.resolve(".config.json.4711-1.tmp")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lr 0.2",
                "--batch 7",
                "--hidden 5",
                "--seed 3",
                "--optimizer adam",
                "--validation 3",
                "--limit 10",
                "--out {HOME}/other",
                "--dropout 0.1",
                "--dry-run"
            })
    void whatTheRunHasDecidedIsRefused(String option) {
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        Cli.Result result = cli.resume("run", option);
        result.assertRefused(ExitCodes.USAGE, "leave out " + option.split(" ")[0] + ";", "--init-from", "--from");
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        cli.resume("nowhere", "")
                .assertRefused(ExitCodes.MODEL, "nowhere: expected the folder of a run, found no such folder");
        cli.resume("digits", "").assertRefused(ExitCodes.MODEL, "no config.json");
        Path broken = Files.createDirectories(cli.path("broken"));
        Files.writeString(broken.resolve("config.json"), "{\"format\": 99}");
        cli.resume("broken", "").assertRefused(ExitCodes.MODEL, "expected format 1, found 99");
        Files.writeString(broken.resolve("config.json"), "{nonsense");
        cli.resume("broken", "").assertRefused(ExitCodes.MODEL, "config.json", "JSON");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        Path last = RunDirectory.view(cli.path("run")).last();
        byte[] whole = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(whole, whole.length - 100));
        Cli.Result result = cli.resume("run", "--epochs 3");
        assertEquals(ExitCodes.MODEL, result.exitCode());
        result.assertErr(last.toString());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void otherDataAreRefused() {
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        SomeDigits.write(cli.path("others"), 301, 60);
        cli.resume("run", "--epochs 2 --data {HOME}/others")
                .assertRefused(ExitCodes.DATA, "the data differ", "found fingerprint", "--data");
    }

    @Test
    void dataMayHaveMoved() throws IOException {
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        Files.move(cli.data(), cli.path("moved"));
        cli.resume("run", "--epochs 2").assertRefused(ExitCodes.DATA, cli.data().toString());
        cli.resume("run", "--epochs 2 --data {HOME}/moved").assertDone();
    }

    @Test
    void aRunGoesOnWithTheKernelItBeganWith() {
        cli.train("--hidden 8 --epochs 1 --out {HOME}/run").assertDone();
        Cli.Result result =
                cli.command("train --threads 1 --resume {HOME}/run --epochs 2").assertDone();
        result.assertOut("kernel     ejml, 1 thread");
        assertFalse(result.err().contains("kernel"), result.err());
    }

    @Test
    void aRunHasACheckpointBeforeItsFirstStep() throws IOException {
        cli.train("--hidden 8 --epochs 1 --out {HOME}/run").assertDone();
        cli.train("--hidden 8 --epochs 1 --lr 1e30 --out {HOME}/diverged").assertErr("nothing is learnt yet");
        Path last = cli.path("diverged/last.safetensors");
        assertEquals(0, ModelFile.loadCheckpoint(last).counters.step);
        Files.copy(last, cli.path("run/last.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        cli.resume("diverged", "").assertErr("no step is done yet");
        Cli.Result other = cli.resume("run", "");
        assertEquals(ExitCodes.MODEL, other.exitCode());
        other.assertErr("training.learningRate");
    }

    /** Its best epoch is 2. */
    private Path runOfFourEpochs(String options) {
        cli.train("--hidden 8 --seed 2 --validation 50 --out {HOME}/run --epochs " + options)
                .assertDone();
        return cli.path("run");
    }

    @Test
    void aFinishedRunHasItsMetricsMended() throws IOException {
        Path csv = runOfFourEpochs("4").resolve("metrics.csv");
        String before = Files.readString(csv);
        Files.writeString(csv, before.replaceFirst("\n3,.*", ""));
        cli.resume("run", "--epochs 4").assertDone().assertErr("metrics.csv lacked epoch 3: made again");
        assertEquals(before, Files.readString(csv));
        Files.writeString(csv, before.replaceFirst("\n3,24,[^,]*", "\n3,24,0.5"));
        cli.resume("run", "").assertDone().assertErr("disagree in learning_rate of epoch 3 (0.5 and 0.1)");
        assertEquals(before, Files.readString(csv));
        Cli.Result sound = cli.resume("run", "").assertDone();
        assertFalse(sound.err().contains("warning"), sound.err());
    }

    @Test
    void aFinishedRunWithoutItsBestModelIsNotDone() throws IOException {
        Path best = runOfFourEpochs("4").resolve("best.safetensors");
        byte[] bytes = Files.readAllBytes(best);
        bytes[bytes.length - 9] ^= 4;
        Files.write(best, bytes);
        assertBestIsRefused("", "tensors_crc32c", "or delete it: when the run is made longer, the best of its further");
        Files.delete(best);
        assertBestIsRefused("", "expected the model of epoch 2, found no such file", "the best of its further epochs");
        cli.resume("run", "--epochs 6").assertDone().assertErr("warning: ", "best.safetensors of epoch 2 is lost");
        assertTrue(((Number) Json.read(cli.path("run/result.json")).get("best_epoch")).intValue() > 4);
        cli.command("verify {HOME}/run").assertDone();
    }

    @Test
    void aRunIsNotTrainedOnWhenItsBestModelIsDamaged() throws IOException {
        Path best = runOfFourEpochs("3").resolve("best.safetensors");
        byte[] whole = Files.readAllBytes(best);
        Files.write(best, Arrays.copyOf(whole, whole.length - 1));
        assertBestIsRefused("--epochs 4", "best.safetensors", "or delete it: train --resume", "epochs still to come");
        Files.copy(cli.path("run/last.safetensors"), best, StandardCopyOption.REPLACE_EXISTING);
        assertBestIsRefused("--epochs 4", "the model of epoch 2, the best, found a checkpoint");
    }

    private void assertBestIsRefused(String options, String... parts) {
        String last = ModelFile.tensorsSha256(cli.path("run/last.safetensors"));
        Cli.Result result = cli.resume("run", options + " --quiet");
        assertEquals(ExitCodes.MODEL, result.exitCode(), result.err());
        result.assertErr(parts);
        assertEquals(1, result.err().lines().count(), result.err());
        assertEquals(last, ModelFile.tensorsSha256(cli.path("run/last.safetensors")));
        assertTrue(Files.exists(cli.path("run/result.json")));
    }

    /** Where the best epoch is the last, the checkpoint holds the same model. */
    @Test
    void aLostBestModelIsMadeAgainFromTheCheckpoint() throws IOException {
        Path best = runOfFourEpochs("2").resolve("best.safetensors");
        byte[] before = Files.readAllBytes(best);
        Files.delete(best);
        cli.resume("run", "").assertDone().assertErr("best.safetensors was lost: it is made again from");
        assertEquals(-1, Files.mismatch(best, Files.write(cli.path("before"), before)));
    }

    /** Killed between the best model and the checkpoint of its epoch. */
    @Test
    void aBestModelThatIsNewerThanTheCheckpointIsNoFault() throws IOException {
        Traces whole = Traces.of(runOfFourEpochs("2"));
        cli.train("--hidden 8 --seed 2 --validation 50 --out {HOME}/killed --epochs 1")
                .assertDone();
        for (String file : List.of("best.safetensors", "metrics.csv", "metrics.jsonl")) {
            Files.copy(
                    cli.path("run").resolve(file),
                    cli.path("killed").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(cli.path("killed/result.json"));
        cli.command("verify {HOME}/killed").assertDone();
        cli.resume("killed", "--epochs 2").assertDone();
        assertEquals(whole, Traces.of(cli.path("killed")));
    }

    @Test
    void aLostCheckpointIsNotBegunAgain() throws IOException {
        Path run = runOfFourEpochs("4");
        Path last = run.resolve("last.safetensors");
        Files.delete(last);
        byte[] best = Files.readAllBytes(run.resolve("best.safetensors"));
        for (String file : List.of("result.json", "best.safetensors", "metrics.csv")) {
            Cli.Result result = cli.resume("run", "--epochs 5");
            assertEquals(ExitCodes.MODEL, result.exitCode(), result.err());
            result.assertErr(
                    "last.safetensors: expected a checkpoint of epoch 4, found no such file; take it from a copy");
            Files.delete(run.resolve(file));
        }
        Files.delete(run.resolve("metrics.jsonl"));
        Files.write(run.resolve("best.safetensors"), best);
        cli.resume("run", "").assertErr("last.safetensors: expected a checkpoint, found no such file");
        assertEquals(-1, Files.mismatch(run.resolve("best.safetensors"), Files.write(cli.path("before"), best)));
        assertFalse(Files.exists(last));
    }

    @Test
    void metricsNeverKeepARunFromGoingOn() throws IOException {
        cli.train("--hidden 8 --epochs 4 --out {HOME}/whole").assertDone();
        cli.train("--hidden 8 --epochs 3 --out {HOME}/run").assertDone();
        Path csv = cli.path("run/metrics.csv");
        Path jsonl = cli.path("run/metrics.jsonl");
        Files.writeString(csv, "");
        List<String> lines = Files.readAllLines(jsonl);
        Files.write(jsonl, List.of(lines.get(0), lines.get(2)));
        cli.resume("run", "--epochs 4").assertDone().assertErr("warning: ", "both metrics files lack epoch 2:");
        assertEquals(
                List.of("1", "3", "4"),
                Files.readAllLines(csv).stream()
                        .skip(1)
                        .map(line -> line.split(",")[0])
                        .toList());
        Files.delete(csv);
        Files.delete(jsonl);
        cli.resume("run", "--epochs 5").assertDone().assertErr("both metrics files lack epoch 1 to 4:");
    }
}
