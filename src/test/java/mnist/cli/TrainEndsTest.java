package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.store.MetricsFiles;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.Traces;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code mnist train} ends other than by having done all epochs. */
class TrainEndsTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    // ---- divergence ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--lr 1e6",
                "--lr 3e38",
                "--lr 1e6 --optimizer momentum",
                "--lr 1e30 --hidden none",
                "--lr 1e6 --output identity --loss mse",
                "--lr 1e25 --optimizer adam"
            })
    void divergenceIsSaidBeforeItDoesHarm(String options) {
        Cli.Result result = cli.train("--epochs 50 --out {HOME}/run " + options);
        assertEquals(ExitCodes.DIVERGED, result.exitCode(), result.err());
        assertTrue(
                result.err()
                        .matches(
                                "(?s)mnist: training diverged in epoch \\d+, step \\d+: .*try a smaller rate.*--lr .*"),
                result.err());
        assertEquals(2, result.err().lines().count());
        RunDirectory run = RunDirectory.view(cli.path("run"));
        assertFalse(Files.exists(run.result()));
        if (Files.exists(run.last())) {
            assertFinite(ModelFile.loadCheckpoint(run.last()).network);
        }
    }

    @Test
    void theLastGoodCheckpointStays() {
        cli.train("--epochs 2 --out {HOME}/run").assertDone();
        Path last = RunDirectory.view(cli.path("run")).last();
        String before = ModelFile.tensorsSha256(last);
        Cli.Result result = cli.train(
                "--epochs 5 --lr 4 --schedule exponential --lr-decay 1 --activation identity"
                        + " --hidden 64,64,64 --init normal --output identity --loss mse --checkpoint-every 1 --out {HOME}/bad");
        assertEquals(ExitCodes.DIVERGED, result.exitCode(), result.err());
        assertEquals(before, ModelFile.tensorsSha256(last));
        result.assertErr("--lr 0.1");
        Path bad = RunDirectory.view(cli.path("bad")).last();
        assertTrue(Files.exists(bad));
        result.assertErr("the last good checkpoint is " + bad);
        assertFinite(ModelFile.loadCheckpoint(bad).network);
    }

    private static void assertFinite(Network network) {
        for (Parameter parameter : network.parameters()) {
            for (float value : parameter.value().data) {
                assertTrue(Float.isFinite(value), parameter.name());
            }
        }
    }

    // ---- wishes ----

    @Test
    void theTargetEndsTheRun() {
        Cli.Result result = cli.train("--epochs 50 --target-accuracy 0.1 --lr 0.05 --out {HOME}/run")
                .assertDone();
        result.assertOut("target accuracy reached");
        RunDirectory run = RunDirectory.view(cli.path("run"));
        int epochs = MetricsFiles.read(run.metricsCsv()).size();
        assertTrue(epochs < 50);
        assertTrue((double) Json.read(run.result()).get("best_validation_accuracy") >= 0.1);
        assertEquals(epochs, Json.read(run.result()).get("epochs"));
        assertEquals(
                0.1,
                RunSettings.fromMap(run.readConfig()).training().stopping().targetAccuracy(),
                "it decided the run's length");

        cli.resume("run", "--epochs 60").assertDone().assertErr("has reached its target accuracy");
        assertEquals(epochs, MetricsFiles.read(run.metricsCsv()).size());
        cli.resume("run", "--epochs 51 --target-accuracy 0").assertDone().assertOut("all epochs done");
        assertEquals(51, MetricsFiles.read(run.metricsCsv()).size());
        assertEquals(
                0, RunSettings.fromMap(run.readConfig()).training().stopping().targetAccuracy());
    }

    @Test
    void anEndedRunGoesOnWithMorePatienceOnly() throws IOException {
        cli.train("--epochs 9 --patience 1 --lr 1e-9 --out {HOME}/run")
                .assertDone()
                .assertOut("validation no longer improves");
        RunDirectory run = RunDirectory.view(cli.path("run"));
        String result = Files.readString(run.result());
        String config = Files.readString(run.config());
        int epochs = MetricsFiles.read(run.metricsCsv()).size();
        assertTrue(epochs < 9);

        cli.resume("run", "--epochs 20")
                .assertDone()
                .assertErr("stopped as validation no longer improved", "--patience N");
        assertEquals(result, Files.readString(run.result()), "nothing was trained");
        assertEquals(config, Files.readString(run.config()));
        cli.resume("run", "--patience 0").assertDone().assertErr("going on after epoch " + epochs);
        assertEquals(9, MetricsFiles.read(run.metricsCsv()).size());

        result = Files.readString(run.result());
        cli.resume("run", "--target-accuracy 0.0001").assertDone().assertErr("is complete with 9 epochs");
        assertEquals(result, Files.readString(run.result()));
        Files.writeString(run.result(), "{}");
        cli.resume("run", "").assertDone().assertOut("all epochs done");
        assertEquals(result, Files.readString(run.result()), "measured anew where it was lost");
    }

    @Test
    void aMissedAccuracyIsExitCode6() {
        Cli.Result result = cli.train("--epochs 1 --lr 1e-9 --require-accuracy 0.99 --out {HOME}/run");
        assertEquals(ExitCodes.ACCURACY_MISSED, result.exitCode());
        result.assertErr("below the required 0.99");
        assertTrue(Files.exists(RunDirectory.view(cli.path("run")).result()), "the run is complete all the same");
        cli.train("--epochs 1 --require-accuracy 0 --out {HOME}/other").assertDone();
        assertEquals(
                ExitCodes.ACCURACY_MISSED,
                cli.resume("run", "--require-accuracy 0.99").exitCode(),
                "asked again, it is still missed");
    }

    @Test
    void patienceEndsTheRun() {
        cli.train("--epochs 400 --lr 1e-9 --patience 2 --out {HOME}/run")
                .assertDone()
                .assertOut("validation no longer improves");
    }

    @Test
    void timeIsUp() {
        Cli.Result result = cli.train("--lr 0.1 --epochs 1000000 --max-time 0.2 --out {HOME}/run")
                .assertDone();
        cli.train("--epochs 2 --max-time 0.000001 --out {HOME}/one")
                .assertDone()
                .assertErr("out of time after 1 step;");
        result.assertErr("out of time after ", "mnist train --resume " + cli.path("run"));
        RunDirectory run = RunDirectory.view(cli.path("run"));
        assertFalse(Files.exists(run.result()));
        int epochs = ModelFile.loadCheckpoint(run.last()).counters.epoch + 1;
        cli.resume("run", "--epochs " + epochs).assertDone();
        cli.train("--lr 0.1 --epochs " + epochs + " --out {HOME}/whole").assertDone();
        assertEquals(Traces.of(cli.path("whole")), Traces.of(cli.path("run")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--schedule cosine", "--schedule one-cycle --optimizer adam --lr 0.01"})
    void aPlanIsHeldAfterAnEpoch(String options) throws IOException {
        cli.train("--epochs 4 --out {HOME}/whole " + options).assertDone();
        cli.train("--epochs 4 --until 1 --out {HOME}/run " + options)
                .assertDone()
                .assertErr("after epoch 1 of 4", "mnist train --resume " + cli.path("run"));
        RunDirectory run = RunDirectory.view(cli.path("run"));
        assertFalse(Files.exists(run.result()));
        assertEquals(Files.readString(RunDirectory.view(cli.path("whole")).config()), Files.readString(run.config()));
        assertEquals(1, MetricsFiles.read(run.metricsCsv()).size());
        cli.resume("run", "--until 3").assertDone().assertErr("going on after epoch 1", "after epoch 3 of 4");
        Traces held = Traces.of(run.path());
        cli.resume("run", "--until 2").assertDone().assertErr("after epoch 3 of 4");
        assertEquals(held, Traces.of(run.path()), "nothing is left to do");
        cli.resume("run", "").assertDone().assertOut("all epochs done");
        assertEquals(Traces.of(cli.path("whole")), Traces.of(run.path()));
        cli.resume("run", "--until 2").assertDone().assertErr("nothing to do, it is complete");
    }

    @Test
    void theLastEpochIsTheEnd() {
        cli.train("--epochs 2 --until 2 --out {HOME}/run").assertDone().assertOut("all epochs done");
        assertTrue(Files.exists(RunDirectory.view(cli.path("run")).result()));
    }

    @Test
    void anEpochThatThePlanLacksIsRefused() {
        cli.train("--epochs 2 --until 3 --out {HOME}/run").assertRefused(ExitCodes.USAGE, "--until 3", "from 1 to 2");
        cli.train("--epochs 2 --until 0 --out {HOME}/run").assertRefused(ExitCodes.USAGE, "--until 0", "from 1 to 2");
        assertFalse(Files.exists(cli.path("run")));
        cli.train("--epochs 2 --until 1 --out {HOME}/run").assertDone();
        cli.resume("run", "--until 3").assertRefused(ExitCodes.USAGE, "--until 3", "from 1 to 2");
    }

    @Test
    void programsAreToldThatAPlanIsHeld() {
        for (Cli.Result result : List.of(
                cli.train("--epochs 3 --until 1 --json --out {HOME}/run"), cli.resume("run", "--until 1 --json"))) {
            List<Map<String, Object>> objects = result.assertDone().objects();
            Map<String, Object> last = objects.get(objects.size() - 1);
            assertEquals("stopped until 1", last.get("event") + " " + last.get("reason") + " " + last.get("epochs"));
        }
    }

    @Test
    void programsAreToldThatTimeIsUp() {
        List<Map<String, Object>> objects = cli.train("--epochs 1000000 --max-time 0.1 --json --out {HOME}/run")
                .assertDone()
                .objects();
        Map<String, Object> last = objects.get(objects.size() - 1);
        assertEquals("stopped", last.get("event"));
        assertEquals("out of time", last.get("reason"));
    }
}
