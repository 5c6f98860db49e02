package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.Traces;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code mnist train} says and writes. */
class TrainCommandTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    // ---- what it says ----

    @Test
    void theHeaderSaysWhatWillHappen() {
        cli.train("--hidden 16,16 --activation sigmoid --epochs 3 --lr 0.5 --batch 10 --validation 50 --dry-run")
                .assertDone()
                .assertOut(
                        "digits train",
                        "250 images of",
                        "50 held out for validation",
                        "784-16-16-10, sigmoid",
                        "parameters 13,002",
                        "cross-entropy of softmax outputs",
                        "3 epochs, batch 10, sgd, lr 0.5, seed 1",
                        "ejml, 1 thread");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        cli.train("--out {HOME}/run --dry-run").assertDone();
        assertFalse(Files.exists(cli.path("run")));
        try (var files = Files.list(cli.home())) {
            assertEquals(List.of(cli.data()), files.toList());
        }
    }

    @Test
    void everyEpochHasALineAndTheEndSaysWhatToDoNext() {
        Cli.Result result = cli.train("--epochs 2 --out {HOME}/run").assertDone();
        result.assertOut("epoch  train loss", "images/s", "test  ", "of 60 wrong", "all epochs done");
        result.assertOut("next       mnist eval " + cli.path("run").resolve("best.safetensors"));
        assertEquals(
                2,
                result.out().lines().filter(line -> line.matches(" +[12] .*")).count());
        assertEquals("", result.err());
    }

    @Test
    void numbersAreWrittenAlikeEverywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Cli.Result result =
                    cli.train("--epochs 1 --hidden 16,16 --out {HOME}/run").assertDone();
            result.assertOut("parameters 13,002");
            assertFalse(result.out().matches("(?s).*\\d,\\d{4}.*"), result.out());
            assertTrue(result.out().matches("(?s).* 1 +\\d\\.\\d{4} .*"), result.out());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void quietPrintsOnlyTheResult() {
        Cli.Result result = cli.train("--epochs 1 --quiet --out {HOME}/run").assertDone();
        assertFalse(result.out().contains("parameters"), result.out());
        assertFalse(result.out().contains("train loss"), result.out());
        result.assertOut("model ");
    }

    @Test
    void jsonIsOneObjectForTheStartForEachEpochAndForTheEnd() {
        List<Map<String, Object>> objects = cli.train("--epochs 2 --hidden 16,16 --json --out {HOME}/run")
                .assertDone()
                .objects();
        assertEquals(
                List.of("start", "epoch", "epoch", "end"),
                objects.stream().map(o -> o.get("event")).toList());
        assertEquals(13_002, objects.get(0).get("parameters"));
        assertEquals(
                List.of(
                        "event",
                        "epoch",
                        "step",
                        "learning_rate",
                        "train_loss",
                        "train_accuracy",
                        "validation_loss",
                        "validation_accuracy",
                        "seconds",
                        "images_per_second"),
                List.copyOf(objects.get(1).keySet()).subList(0, 10));
        assertEquals(true, objects.get(1).get("best"));
        Map<String, Object> end = objects.get(3);
        assertEquals(Cli.TEST_IMAGES, end.get("images"));
        assertEquals(1 - (int) end.get("errors") / 60.0, (double) end.get("accuracy"), 1e-12);
        assertEquals(end, Json.read(RunDirectory.view(cli.path("run")).result()));
    }

    // ---- what it writes ----

    @Test
    void aRunHoldsSettingsMetricsAndModels() throws IOException {
        cli.train("--epochs 2 --hidden 20 --out {HOME}/run").assertDone();
        RunDirectory run = RunDirectory.view(cli.path("run"));
        List<String> metrics = Files.readAllLines(run.metricsCsv());
        assertEquals(
                "epoch,step,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy,seconds,"
                        + "images_per_second",
                metrics.get(0));
        assertEquals(3, metrics.size());
        RunSettings settings = RunSettings.fromMap(run.readConfig());
        assertEquals("784-20-10", settings.network().widths());
        assertEquals(settings, ModelFile.load(run.best()).settings());
        assertTrue(settings.data().generated());
    }

    @Test
    void validationMayBeANumberAShareTheTestSetOrNothing() {
        assertValidation("", 30, "train");
        assertValidation("--validation 7", 7, "train");
        assertValidation("--validation 0.1", 30, "train");
        assertValidation("--validation 0.25 --limit 100", 25, "train");
        assertValidation("--validation 0", 0, "none");
        assertValidation("--validation test", Cli.TEST_IMAGES, "test");
    }

    private void assertValidation(String options, int images, String from) {
        String name = "run" + options.replaceAll("\\W+", "-");
        cli.train("--epochs 1 --hidden none " + options + " --out {HOME}/" + name)
                .assertDone();
        RunDirectory run = RunDirectory.view(cli.path(name));
        RunSettings settings = RunSettings.fromMap(run.readConfig());
        assertEquals(images, settings.data().validationImages(), options);
        assertEquals(from, settings.data().validation(), options);
        assertEquals(from, ModelFile.load(run.last()).settings().data().validation(), options);
        assertEquals(from.equals("test"), Json.read(run.result()).get("test_set_was_watched"));
    }

    @Test
    void validatingOnTheTestSetIsAnnounced() {
        cli.train("--validation test --dry-run").assertDone().assertOut("validated on the TEST set");
        cli.train("--validation 0 --dry-run").assertDone().assertOut("300 images", "no validation");
    }

    @Test
    void withoutValidationBestIsLast() {
        cli.train("--epochs 2 --validation 0 --out {HOME}/run").assertDone();
        RunDirectory run = RunDirectory.view(cli.path("run"));
        assertEquals(ModelFile.tensorsSha256(run.last()), ModelFile.tensorsSha256(run.best()));
    }

    @Test
    void aFullBatchIsOneStepAnEpoch() {
        List<Map<String, Object>> objects = cli.train("--batch full --epochs 3 --validation 50 --json --out {HOME}/run")
                .assertDone()
                .objects();
        assertEquals(3, objects.get(3).get("step"));
        RunSettings settings =
                RunSettings.fromMap(RunDirectory.view(cli.path("run")).readConfig());
        assertEquals(250, settings.training().batchSize());
    }

    @Test
    void theLimitLeavesOutTheRest() {
        cli.train("--limit 100 --validation 20 --dry-run").assertDone().assertOut("80 images", "20 held out");
        cli.train("--limit 1000000 --validation 0 --dry-run").assertDone().assertOut("300 images");
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() {
        for (String run : List.of("a --seed 4", "b --seed 4", "c --seed 5")) {
            cli.train("--epochs 1 --hidden 8 --dropout 0.2 --out {HOME}/" + run).assertDone();
        }
        assertEquals(Traces.of(cli.path("a")), Traces.of(cli.path("b")));
        assertNotEquals(
                Traces.of(cli.path("a")).last(), Traces.of(cli.path("c")).last());
    }

    @Test
    void optionsMayComeFromAFileOfArguments() throws IOException {
        Files.writeString(cli.path("options.txt"), "--hidden 16,16\n--epochs 7\n");
        cli.train("--dry-run @{HOME}/options.txt").assertDone().assertOut("parameters 13,002", "7 epochs");
    }
}
