package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.cli.frame.ExitCodes;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.store.MetricsFiles;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code mnist eval}: the numbers scripts rely on, and its refusals, with a model that train wrote. */
class EvalOfRunTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    private Path model;

    @BeforeEach
    void aModel() {
        cli.train("--epochs 2 --hidden 20 --out {HOME}/run").assertDone();
        model = RunDirectory.view(cli.path("run")).best();
    }

    private Cli.Result eval(String options) {
        return cli.command("eval " + model + " --data {HOME}/digits --backend ejml " + options);
    }

    @Test
    void theResultIsThatOfTheRunsEnd() {
        Map<String, Object> result =
                Json.read(RunDirectory.view(cli.path("run")).result());
        Map<String, Object> json = eval("--json").assertDone().json();
        for (String field : List.of("accuracy", "loss", "errors", "images")) {
            assertEquals(result.get(field), json.get(field), field);
        }
        assertEquals(Cli.TEST_IMAGES, json.get("images"));
        eval("").assertDone().assertOut(json.get("errors") + " of 60");
    }

    @Test
    void theConfusionMatrixCountsEveryImage() {
        Map<String, Object> json = eval("--json").assertDone().json();
        List<?> confusion = (List<?>) json.get("confusion");
        int[][] counts = confusion.stream()
                .map(row ->
                        ((List<?>) row).stream().mapToInt(count -> (int) count).toArray())
                .toArray(int[][]::new);
        assertEquals(60, Arrays.stream(counts).flatMapToInt(Arrays::stream).sum());
        int right = IntStream.range(0, 10).map(i -> counts[i][i]).sum();
        assertEquals(60 - right, json.get("errors"));
        assertEquals(10, ((List<?>) json.get("classes")).size());
    }

    @Test
    void theTrainingImagesMayBeMeasuredToo() {
        assertEquals(Cli.IMAGES, eval("--part train --json").assertDone().json().get("images"));
        eval("--part trian").assertRefused(ExitCodes.USAGE, "--part", "train");
    }

    @Test
    void aCheckpointIsAModelToo() {
        model = RunDirectory.view(cli.path("run")).last();
        double accuracy =
                (double) eval("--part train --json").assertDone().json().get("accuracy");
        assertTrue(accuracy >= 0 && accuracy <= 1);
        assertEquals(
                2,
                MetricsFiles.read(RunDirectory.view(cli.path("run")).metricsCsv())
                        .size());
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws IOException {
        Path small = Files.createDirectories(cli.path("small"));
        for (String part : List.of("train", "t10k")) {
            IdxWriter.write(small.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(10, 8, 8), new byte[640]);
            IdxWriter.write(small.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(10), new byte[10]);
        }
        cli.command("eval " + model + " --data " + small).assertRefused(ExitCodes.DATA, "found 8 x 8", "28 x 28");
    }

    @Test
    void aDamagedModelIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, Arrays.copyOf(whole, whole.length - 1));
        eval("").assertRefused(ExitCodes.MODEL, model.toString());
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        model = Files.writeString(cli.path("thesis.txt"), "not a model at all");
        eval("").assertRefused(ExitCodes.MODEL, "thesis.txt");
        model = cli.path("nowhere.safetensors");
        eval("").assertRefused(ExitCodes.MODEL, "nowhere.safetensors");
        cli.command("eval").assertRefused(ExitCodes.USAGE, "MODEL");
    }

    @Test
    void aRunWithoutAModelSaysWhatItLacksAndWhatToDo() throws IOException {
        RunDirectory run = RunDirectory.view(cli.path("run"));
        Files.delete(run.best());
        for (String command : List.of("eval", "explain", "gradcheck")) {
            cli.command(command + " " + run.path())
                    .assertRefused(ExitCodes.MODEL, "best.safetensors", "first epoch", "--resume", "last.safetensors");
        }
        cli.command("report " + run.path()).assertDone();
        Files.delete(run.last());
        for (String command : List.of("eval", "report")) {
            cli.command(command + " " + run.path())
                    .assertRefused(ExitCodes.MODEL, "best.safetensors", "before its first checkpoint", "--resume");
        }
        Files.delete(run.config());
        cli.command("eval " + run.path()).assertRefused(ExitCodes.MODEL, "best.safetensors", "the folder of a run");
    }

    @Test
    void missingDataIsRefused() {
        cli.command("eval " + model + " --data {HOME}/nowhere").assertRefused(ExitCodes.DATA, "nowhere");
    }
}
