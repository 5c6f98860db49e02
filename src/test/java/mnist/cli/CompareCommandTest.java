package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist compare}. */
class CompareCommandTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    @BeforeEach
    void twoRuns() {
        cli.train("--epochs 2 --hidden 20 --lr 0.05 --out {HOME}/slow").assertDone();
        cli.train("--epochs 1 --hidden none --validation 0 --optimizer adam --lr 0.01 --batch 10 --out {HOME}/fast")
                .assertDone();
    }

    @Test
    void theTableHasALinePerRunInTheOrderGiven() {
        Cli.Result result = cli.command("compare {HOME}/slow {HOME}/fast").assertDone();
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.get(0)
                .matches("run +network +optimizer +lr +batch +epochs +best valid +test +test loss +seconds"));
        assertTrue(
                lines.get(1).matches("slow +784-20-10 +sgd +0\\.05 +\\d+ +2 +\\S+% +\\S+% +\\S+ +\\S+"), lines.get(1));
        assertTrue(lines.get(2).matches("fast +784-10 +adam +0\\.01 +10 +1 +- +\\S+% +\\S+ +\\S+"), lines.get(2));
        assertEquals("all: GENERATED digits, not MNIST", lines.get(lines.size() - 1));
        cli.command("compare {HOME}/slow").assertDone().assertOut("slow: GENERATED digits, not MNIST");
        assertEquals("", result.err());
    }

    @Test
    void otherSettingsAreShownWhereTheyDiffer() {
        cli.train("--epochs 1 --hidden 9 --l2 1e-4 --augment ciresan,shift=1 --out {HOME}/bent")
                .assertDone();
        cli.train("--epochs 1 --hidden 9 --receptive-field 7 --seed 12 --out {HOME}/seeing")
                .assertDone();
        List<String> lines = cli.command("compare {HOME}/bent {HOME}/seeing")
                .assertDone()
                .out()
                .lines()
                .toList();
        int table = lines.indexOf("all: network 784-9-10, optimizer sgd, lr 0.1, batch 32, epochs 1") + 1;
        assertTrue(lines.get(table).matches("differ in +receptive-field +seed +l2 +augment"), lines.get(table));
        assertTrue(lines.get(table + 1).matches("bent +0 +1 +1e-4 +ciresan,shift=1"), lines.get(table + 1));
        assertTrue(lines.get(table + 2).matches("seeing +7 +12 +0 +none"), lines.get(table + 2));
    }

    /** An unfinished run, the same run done again, and one with other settings do not count. */
    @Test
    void runsThatDifferInTheSeedAloneArePooled() throws IOException {
        for (int seed = 1; seed <= 4; seed++) {
            cli.train("--epochs 1 --hidden none --seed " + seed + " --out {HOME}/s" + seed)
                    .assertDone();
        }
        cli.train("--epochs 1 --hidden none --seed 2 --out {HOME}/again").assertDone();
        Files.delete(cli.path("s4/result.json"));
        result("s1", 0.90, 0.5);
        result("s2", 0.92, 0.3);
        result("again", 0.92, 0.3);
        result("s3", 0.97, 0.4);
        String compare = "compare {HOME}/s1 {HOME}/slow {HOME}/s2 {HOME}/again {HOME}/s3 {HOME}/s4";
        List<Map<String, Object>> runs =
                cli.command(compare + " --json").assertDone().objects();
        for (int i : List.of(0, 2, 3, 4, 5)) {
            Map<String, Object> run = runs.get(i);
            assertEquals(1, run.get("group"));
            assertEquals(3, run.get("group_seeds"));
            assertEquals(0.93, (double) run.get("mean_test_accuracy"), 1e-12);
            // (0.03^2 + 0.01^2 + 0.04^2) / 2 = 0.0013
            assertEquals(Math.sqrt(0.0013), (double) run.get("deviation_test_accuracy"), 1e-12);
            assertEquals(0.4, (double) run.get("mean_test_loss"), 1e-12);
            assertEquals(0.1, (double) run.get("deviation_test_loss"), 1e-12);
        }
        assertEquals(2, runs.get(1).get("group"));
        assertNull(runs.get(1).get("deviation_test_accuracy"));
        cli.command(compare).assertDone().assertOut("\nover seeds ", "\ns1 and 4 more      3  93.00%  3.61 ");
        cli.command(compare + " --csv").assertDone().assertOut(",group,group_seeds,mean_best_validation_accuracy,");
        assertFalse(cli.command("compare {HOME}/slow {HOME}/fast").out().contains("over seeds"));
    }

    @Test
    void manyDifferencesAreSeveralTablesNoWiderThanATerminal() {
        cli.train("--epochs 2 --hidden 9 --l1 1e-5 --l2 1e-4 --weight-decay 1e-3 --max-norm 3 --dropout 0.1 --noise 0.1"
                        + " --input-noise 0.1 --label-smoothing 0.1 --ema 0.9 --schedule cosine --out {HOME}/busy")
                .assertDone();
        cli.train("--epochs 2 --hidden 9 --out {HOME}/calm").assertDone();
        List<String> lines = cli.command("compare {HOME}/busy {HOME}/calm")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals(
                2, lines.stream().filter(line -> line.startsWith("differ in")).count());
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
        String all = String.join(" ", lines);
        for (String name : List.of("schedule", "l1", "l2", "weight-decay", "max-norm", "dropout", "noise", "ema")) {
            assertTrue(all.contains(" " + name + " "), name + " in " + all);
        }
    }

    @Test
    void whatRunsShareIsSaidOnceWhereTheTableIsTooWide() {
        for (String name : new String[] {"one", "two"}) {
            cli.train("--epochs 1 --hidden 16,16 --lr 0." + name.length() + (name.equals("one") ? "" : "5") + " --out"
                            + " {HOME}/a-name-that-says-it-all-" + name)
                    .assertDone();
        }
        List<String> lines = cli.command(
                        "compare {HOME}/a-name-that-says-it-all-one {HOME}/a-name-that-says-it-all-two")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertTrue(lines.get(0).matches("run +lr +best valid +test +test loss +seconds"), lines.get(0));
        assertTrue(lines.get(2).matches("a-name-that-says-it-all-two +0\\.35 +\\S+% +\\S+% +\\S+ +\\S+"), lines.get(2));
        assertTrue(
                lines.get(3).matches("all: network 784-16-16-10, optimizer sgd, batch \\d+, epochs 1"), lines.get(3));
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void jsonHasTheNumbersOfTheRunsFiles() {
        List<Map<String, Object>> runs = cli.command("compare --json {HOME}/fast {HOME}/slow")
                .assertDone()
                .objects();
        assertEquals(
                List.of("fast", "slow"),
                runs.stream().map(run -> run.get("name")).toList());
        Map<String, Object> result = Json.read(cli.path("slow").resolve("result.json"));
        assertEquals(result.get("accuracy"), runs.get(1).get("test_accuracy"));
        assertEquals(result.get("loss"), runs.get(1).get("test_loss"));
        assertEquals(result.get("best_validation_accuracy"), runs.get(1).get("best_validation_accuracy"));
        assertEquals(0.05, runs.get(1).get("learning_rate"));
        assertEquals(true, runs.get(1).get("finished"));
        assertTrue((double) runs.get(1).get("seconds") > 0);
    }

    @Test
    void csvIsRectangularWhateverTheNames() throws IOException {
        Files.move(cli.path("slow"), cli.path("a,\"b\""));
        List<String> lines = cli.command("compare --csv {HOME}/a,\"b\" {HOME}/fast")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("name,run,finished,network,"));
        assertTrue(lines.get(1).startsWith("\"a,\"\"b\"\"\",\""), lines.get(1));
        int columns = lines.get(0).split(",", -1).length;
        assertEquals(columns, lines.get(2).split(",", -1).length);
    }

    @Test
    void unfinishedRunsAreMarked() throws IOException {
        cli.train("--epochs 1000000 --max-time 0.1 --out {HOME}/stopped").assertDone();
        Cli.Result result = cli.command("compare {HOME}/stopped").assertDone();
        assertTrue(result.out().matches("(?s).*stopped .* \\d+/1000000 .* unfinished +- .*"), result.out());
        assertEquals(false, cli.command("compare --json {HOME}/stopped").json().get("finished"));
        RunDirectory run = RunDirectory.view(cli.path("stopped"));
        Files.delete(run.metricsCsv());
        cli.command("compare {HOME}/stopped").assertDone().assertOut("0/1000000");
    }

    @Test
    void brokenRunsAreLeftOutWithAWarning() throws IOException {
        Files.writeString(cli.path("slow").resolve("config.json"), "{");
        Files.writeString(cli.path("fast").resolve("result.json"), "{\"accuracy\": \"high\"}");
        cli.train("--epochs 1 --out {HOME}/sound").assertDone();
        Cli.Result result = cli.command("compare {HOME}/slow {HOME}/fast {HOME}/sound {HOME}/nowhere {HOME}/digits");
        assertEquals(ExitCodes.MODEL, result.exitCode());
        assertEquals(4, result.err().lines().count(), result.err());
        assertEquals(
                3,
                result.err()
                        .lines()
                        .filter(line -> line.startsWith("warning: left out "))
                        .count(),
                result.err());
        result.assertErr(
                "config.json",
                "expected a number as accuracy, found high",
                "nowhere: expected the folder of a run, found no such folder",
                "skipped    1 path without a run or model: " + cli.path("digits"));
        result.assertOut("sound");
        assertFalse(result.out().contains("slow"));
        result = cli.command("compare {HOME}/nowhere");
        assertEquals(ExitCodes.MODEL, result.exitCode());
        assertEquals("", result.out());
    }

    @Test
    void whatIsNoRunIsSkippedInOneLine() throws IOException {
        for (String name : List.of("a.log", "b.log", "c.log")) {
            Files.writeString(cli.path(name), "");
        }
        String others = " {HOME}/digits {HOME}/a.log {HOME}/b.log {HOME}/c.log";
        Cli.Result result = cli.command("compare {HOME}/slow" + others).assertDone();
        assertEquals(1, result.err().lines().count(), result.err());
        result.assertErr("skipped    4 paths without a run or model: ", "a.log", "b.log, ...");
        assertEquals(ExitCodes.MODEL, cli.command("compare" + others).exitCode());
    }

    @Test
    void runsOfTheSameNameGetAsMuchOfTheirPathsAsTellsThemApart() throws IOException {
        for (String name : List.of("ann", "bob")) {
            Files.createDirectories(cli.path(name));
            Files.move(
                    cli.path(name.equals("ann") ? "slow" : "fast"),
                    cli.path(name).resolve("first"));
        }
        cli.train("--epochs 1 --hidden 9 --out {HOME}/bob/second").assertDone();
        List<Map<String, Object>> runs = cli.command(
                        "compare --json {HOME}/ann/first {HOME}/bob/first {HOME}/bob/second")
                .assertDone()
                .objects();
        assertEquals(
                List.of("ann/first", "bob/first", "second"),
                runs.stream().map(run -> run.get("name")).toList());
    }

    @Test
    void modelsAreComparedByWhatTheirFilesAndRunsSay() throws IOException {
        Files.copy(cli.path("slow/best.safetensors"), cli.path("copy.safetensors"));
        List<Map<String, Object>> runs = cli.command("compare --json {HOME}/slow {HOME}/slow/best.safetensors"
                        + " {HOME}/slow/last.safetensors {HOME}/copy.safetensors")
                .assertDone()
                .objects();
        Map<String, Object> run = runs.get(0);
        assertEquals(
                List.of("slow", "best.safetensors", "last.safetensors", "copy.safetensors"),
                runs.stream().map(row -> row.get("name")).toList());
        for (Map<String, Object> row : runs) {
            assertEquals("784-20-10", row.get("network"));
            assertEquals(0.05, row.get("learning_rate"));
        }
        assertEquals(run.get("test_accuracy"), runs.get(1).get("test_accuracy"));
        assertNull(runs.get(2).get("test_accuracy"), "measured was the best model");
        assertNull(runs.get(3).get("test_accuracy"), "its run is elsewhere");
        assertEquals(runs.get(1).get("epochs"), runs.get(3).get("epochs"));
        cli.command("compare {HOME}/copy.safetensors").assertDone().assertOut("copy.safetensors");
    }

    @Test
    void theBestIsFirstWhereThatIsAskedFor() throws IOException {
        result("slow", 0.5, 2);
        result("fast", 0.75, 3);
        cli.train("--epochs 1000000 --max-time 0.1 --out {HOME}/stopped").assertDone();
        assertEquals(List.of("fast", "slow", "stopped"), order("test"));
        assertEquals(List.of("slow", "fast", "stopped"), order("loss"));
        assertEquals(List.of("fast", "slow", "stopped"), order("name"));
        assertEquals("fast", order("validation").get(2), "it has none");
        assertTrue(order("epochs").indexOf("fast") < order("epochs").indexOf("slow"));
    }

    private List<String> order(String by) {
        return cli
                .command("compare --json --sort " + by + " {HOME}/stopped {HOME}/slow {HOME}/fast")
                .assertDone()
                .objects()
                .stream()
                .map(run -> String.valueOf(run.get("name")))
                .toList();
    }

    private void result(String run, double accuracy, double loss) throws IOException {
        Files.writeString(
                cli.path(run).resolve("result.json"), "{\"accuracy\": " + accuracy + ", \"loss\": " + loss + "}");
    }

    @Test
    void allSettingsAreToldToPrograms() {
        Map<String, Object> config = Json.read(cli.path("slow").resolve("config.json"));
        Map<?, ?> settings =
                (Map<?, ?>) cli.command("compare --json {HOME}/slow").json().get("settings");
        assertEquals(config.get("network"), settings.get("network"));
        assertEquals(config.get("training"), settings.get("training"));
        assertEquals(config.get("data"), settings.get("data"));
        List<String> lines = cli.command("compare --csv {HOME}/fast {HOME}/slow")
                .assertDone()
                .out()
                .lines()
                .toList();
        int column = List.of(lines.get(0).split(",", -1)).indexOf("settings.training.optimizer.name");
        assertEquals("adam", lines.get(1).split(",", -1)[column]);
        assertEquals("sgd", lines.get(2).split(",", -1)[column]);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 79, 80, 120, 200})
    void theTableFitsTheTerminal(int columns) throws IOException {
        Files.move(cli.path("slow"), cli.path("a-run-with-a-name-that-is-very-long-indeed"));
        cli.train("--epochs 1 --hidden 100,100,100 --l2 1e-4 --dropout 0.1 --momentum 0.8 --optimizer momentum"
                        + " --label-smoothing 0.1 --norm batch --clip-norm 5 --out {HOME}/busy")
                .assertDone();
        List<String> lines = OnTerminal.of(
                        columns,
                        () -> cli.command(
                                "compare {HOME}/a-run-with-a-name-that-is-very-long-indeed {HOME}/fast {HOME}/busy"))
                .assertDone()
                .out()
                .lines()
                .toList();
        List<String> wide =
                lines.stream().filter(line -> !line.contains(" is a-run-with")).toList();
        assertTrue(wide.stream().allMatch(line -> line.length() <= columns), String.join("\n", lines));
        assertEquals(
                columns < 200, lines.contains("1 is a-run-with-a-name-that-is-very-long-indeed"), lines.toString());
        assertTrue(lines.get(0).contains("  test"), lines.get(0));
    }

    @Test
    void badUsageIsRefused() {
        cli.command("compare").assertRefused(ExitCodes.USAGE, "RUN");
        cli.command("compare --csv --json {HOME}/slow").assertRefused(ExitCodes.USAGE, "--csv", "--json");
    }
}
