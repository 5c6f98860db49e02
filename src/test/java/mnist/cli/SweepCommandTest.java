package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Stops;
import mnist.cli.sweep.SweepCommand;
import mnist.file.FolderLock;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code mnist sweep}: its runs are those of {@code train}, however and however often they are asked for. */
class SweepCommandTest {
    /** Two points with two seeds each. */
    private static final String FOUR =
            " --data {HOME}/digits --backend ejml --hidden 4 --epochs 2 --validation 40 --lr 0.1,0.3"
                    + " --seeds 2 --out {HOME}/";

    @RegisterExtension
    final Cli cli = Cli.withDigits(200, 40);

    private List<Object> hashes(String sweep) {
        List<Object> hashes = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            hashes.add(result(sweep, run).get("tensors_sha256"));
        }
        return hashes;
    }

    private Map<String, Object> result(String sweep, int run) {
        return Json.read(cli.path(sweep + "/runs/000" + run + "/result.json"));
    }

    @Test
    void itsRunsAreThoseOfTrain() {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        List<Object> expected = new ArrayList<>();
        for (String options : List.of("0.1 --seed 1", "0.1 --seed 2", "0.3 --seed 1", "0.3 --seed 2")) {
            String out = "single-" + expected.size();
            cli.train("--hidden 4 --epochs 2 --validation 40 --lr " + options + " --out {HOME}/" + out)
                    .assertDone();
            expected.add(Json.read(cli.path(out + "/result.json")).get("tensors_sha256"));
        }
        assertEquals(expected, hashes("sweep"));
    }

    @Test
    void jobsAndTasksMakeNoDifference() {
        cli.command("sweep" + FOUR + "one").assertDone();
        cli.command("sweep" + FOUR + "three -j 3").assertDone();
        assertEquals(hashes("one"), hashes("three"));
        cli.command("sweep plan" + FOUR + "tasks").assertDone();
        for (int run : new int[] {2, 0, 3, 1}) {
            cli.command("sweep work {HOME}/tasks --threads 1 --index " + run).assertDone();
        }
        assertEquals(hashes("one"), hashes("tasks"));
        assertEquals(
                cli.command("sweep show {HOME}/one").assertDone().out().replace("one", "tasks"),
                cli.command("sweep show {HOME}/tasks").assertDone().out());
    }

    @Test
    void whatIsFinishedIsNotTrainedAgain() throws IOException {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        Path file = cli.path("sweep/runs/0001/last.safetensors");
        Object before = Files.getAttribute(file, "unix:ino");
        Cli.Result again = cli.command("sweep" + FOUR + "sweep").assertDone();
        assertFalse(again.err().contains("seed"), again.err());
        assertEquals(before, Files.getAttribute(file, "unix:ino"));
        cli.command("sweep work {HOME}/sweep --index 1").assertDone();
        assertEquals(before, Files.getAttribute(file, "unix:ino"));
    }

    /** Asked to stop as soon as the first run is told, it goes on later, and ends like an undisturbed one. */
    @Test
    void aStoppedSweepGoesOn() {
        cli.command("sweep" + FOUR + "whole").assertDone();
        Stops.Flag stop = new Stops.Flag();
        StringWriter out = new StringWriter();
        PrintWriter err = new PrintWriter(new StringWriter(), true) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.startsWith("[1/4]")) {
                    stop.stop();
                }
            }
        };
        String words = ("sweep" + FOUR + "parts").replace("{HOME}", cli.home().toString());
        int code = Main.runInside(stop, new PrintWriter(out, true), err, words.split(" "));
        assertEquals(ExitCodes.INTERRUPTED, code);
        assertTrue(out.toString().contains("not begun"), out.toString());
        assertFalse(Files.exists(cli.path("parts/runs/0003/result.json")));
        cli.command("sweep run {HOME}/parts").assertDone();
        assertEquals(hashes("whole"), hashes("parts"));
    }

    /** Another trainer, which ends as soon as the work waits for it, leaves a checkpoint to go on from. */
    @Test
    void workWaitsForAnotherTrainer() {
        cli.command("sweep" + FOUR + "whole").assertDone();
        cli.command("sweep plan" + FOUR + "shared").assertDone();
        cli.train("--hidden 4 --epochs 2 --validation 40 --lr 0.1 --until 1 --out {HOME}/shared/runs/0000")
                .assertDone();
        FolderLock other = FolderLock.acquire(cli.path("shared/runs/0000"));
        StringWriter said = new StringWriter();
        PrintWriter err = new PrintWriter(said, true) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.startsWith("waiting for another process")) {
                    other.close();
                }
            }
        };
        int code = Main.runInside(
                new Stops.Flag(),
                new PrintWriter(new StringWriter(), true),
                err,
                "sweep",
                "work",
                cli.path("shared").toString(),
                "--index=0");
        assertEquals(ExitCodes.DONE, code, said.toString());
        assertTrue(said.toString().startsWith("waiting for another process at work in"), said.toString());
        assertEquals(
                result("whole", 0).get("tensors_sha256"), result("shared", 0).get("tensors_sha256"));
    }

    @Test
    void aDryRunChecksAndTrainsNothing() throws IOException {
        cli.command("sweep plan" + FOUR + "dry").assertDone();
        Cli.Result dry = cli.command("sweep run {HOME}/dry --dry-run").assertDone();
        assertEquals("", dry.out());
        assertFalse(Files.exists(cli.path("dry/runs/0000")));
        Path definition = cli.path("dry/sweep.json");
        Files.writeString(
                definition, Files.readString(definition).replaceFirst("\"base\"\\s*:\\s*\\{", "$0\"momentum\": 0.5, "));
        Cli.Result wrong = cli.command("sweep run {HOME}/dry --dry-run");
        wrong.assertRefused(ExitCodes.USAGE, "no point of the sweep can be trained", "--momentum");
    }

    @Test
    void pointsAreRankedOverTheirSeeds() {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        List<Map<String, Object>> points =
                cli.command("sweep show {HOME}/sweep --json").assertDone().objects();
        assertEquals(
                List.of(1, 2), points.stream().map(point -> point.get("rank")).toList());
        assertTrue(mean(points.get(0)) >= mean(points.get(1)));
        for (Map<String, Object> point : points) {
            int first = 2 * (Integer) point.get("point");
            double one = (Double) result("sweep", first).get("best_validation_accuracy");
            double two = (Double) result("sweep", first + 1).get("best_validation_accuracy");
            assertEquals((one + two) / 2, mean(point), 1e-12);
            assertEquals(Math.abs(one - two) / Math.sqrt(2), (Double) point.get("deviation"), 1e-12);
        }
    }

    private static double mean(Map<String, Object> point) {
        return (Double) point.get("mean");
    }

    @Test
    void theBestOptionsTrainTheSameAgain() {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        cli.command("sweep show {HOME}/sweep --best {HOME}/best.json").assertDone();
        cli.command("train --config {HOME}/best.json --seed 2 --out {HOME}/again")
                .assertDone();
        Object best =
                cli.command("sweep show {HOME}/sweep --json").objects().get(0).get("point");
        assertEquals(
                result("sweep", 2 * (Integer) best + 1).get("tensors_sha256"),
                Json.read(cli.path("again/result.json")).get("tensors_sha256"));
    }

    @Test
    void aPointWithoutAResultIsARowAndTheOthersFinish() {
        Cli.Result result =
                cli.command("sweep --data {HOME}/digits --backend ejml --hidden 4 --epochs 1 --validation 40"
                        + " --lr 0.1,-1,1e30,0.2 --out {HOME}/sweep -j 2");
        assertEquals(ExitCodes.USAGE, result.exitCode(), result.err());
        List<Map<String, Object>> points =
                cli.command("sweep show {HOME}/sweep --json").assertDone().objects();
        assertEquals(
                List.of("finished", "finished", "refused", "diverged"),
                points.stream()
                        .map(point -> ((Map<?, ?>) ((List<?>) point.get("runs")).get(0)).get("state"))
                        .toList());
        result.assertOut("without a result:", "lr -1: --lr must be above 0", "lr 1.0E30: diverged in epoch 1");
        // Neither would end otherwise if it were tried again.
        assertFalse(cli.command("sweep run {HOME}/sweep").err().contains("lr -1"));
    }

    @Test
    void aMistakeInTheBaseIsToldOnceBeforeAnythingIsTrained() {
        cli.command("sweep --data {HOME}/digits --hidden 0 --lr 0.1,0.2 --out {HOME}/sweep")
                .assertErr("no point of the sweep can be trained: --hidden");
        assertFalse(Files.exists(cli.path("sweep")), "a corrected sweep can take the folder");
        assertEquals(
                ExitCodes.DATA,
                cli.command("sweep --data {HOME}/nowhere --lr 0.1,0.2 --out {HOME}/other")
                        .exitCode());
    }

    @Test
    void whatCannotBeRankedIsNotTrained() {
        String options =
                "sweep --data {HOME}/digits --hidden 4 --epochs 1 --validation 0 --lr 0.1,0.2 --out {HOME}/sweep";
        Cli.Result result = cli.command(options);
        assertEquals(ExitCodes.USAGE, result.exitCode());
        result.assertErr("--metric validation_accuracy", "--validation", "train_loss");
        assertFalse(Files.exists(cli.path("sweep")));
        cli.command(options + " --metric train_loss").assertDone().assertOut("train_loss");
    }

    @Test
    void warningsOfTrainingAreToldOnce() {
        Cli.Result result = cli.command(
                        "sweep --data {HOME}/digits --hidden 4 --epochs 1 --validation 40 --limit 100000"
                                + " --lr 0.1,0.2 --out {HOME}/sweep")
                .assertDone();
        assertEquals(
                1,
                result.err()
                        .lines()
                        .filter(line -> line.startsWith("--limit 100000: "))
                        .count(),
                result.err());
    }

    @Test
    void aPathIsNoRange() {
        cli.command("sweep plan --data ../digits --lr 0.1,0.2 --out {HOME}/sweep")
                .assertDone();
    }

    @Test
    void severalSeedsArePooled() {
        for (String seeds : List.of("--seed 3,5", "--seeds 3,5")) {
            assertEquals(
                    List.of(3, 5, 3, 5),
                    cli.command("sweep plan --lr 0.1,0.2 --json --out {HOME}/sweep " + seeds).objects().stream()
                            .map(run -> run.get("seed"))
                            .toList());
        }
    }

    @Test
    void optionsWithCommasAndFlagsAreSwept() {
        cli.command(
                        "sweep plan --hidden 8,4 --hidden 4 --residual true,false --augment shift=1,rotation=5 --out {HOME}/sweep")
                .assertDone();
        assertEquals(
                List.of("8,4 true", "8,4 false", "4 true", "4 false"),
                cli
                        .command("sweep plan --hidden 8,4 --hidden 4 --residual true,false --augment shift=1,rotation=5"
                                + " --json --out {HOME}/sweep")
                        .objects()
                        .stream()
                        .map(run -> (Map<?, ?>) run.get("settings"))
                        .map(settings -> settings.get("hidden") + " " + settings.get("residual"))
                        .toList());
    }

    @Test
    void aFlagThatIsFalseIsNotSet() {
        cli.command(
                        "sweep --data {HOME}/digits --backend ejml --hidden 4,4 --residual true,false --epochs 1 --out {HOME}/sweep")
                .assertDone();
        for (int run = 0; run < 2; run++) {
            Map<?, ?> network = (Map<?, ?>)
                    Json.read(cli.path("sweep/runs/000" + run + "/config.json")).get("network");
            assertEquals(run == 0, network.get("residual"), network + "");
        }
    }

    @Test
    void badDefinitionsAreRefused() throws IOException {
        Files.writeString(cli.path("bad.json"), "{\"space\": {\"lr\": 0.1}}");
        Files.writeString(cli.path("rate.json"), "{\"space\": {\"rate\": [0.1]}}");
        Files.writeString(cli.path("out.json"), "{\"base\": {\"out\": \"x\"}, \"space\": {\"lr\": [0.1]}}");
        Files.writeString(cli.path("twice.json"), "{\"base\": {\"learning-rate\": 1}, \"space\": {\"lr\": [0.1]}}");
        int usage = ExitCodes.USAGE;
        cli.command("sweep {HOME}/bad.json").assertRefused(usage, "bad.json", "\"lr\": expected a list");
        cli.command("sweep {HOME}/rate.json").assertRefused(usage, "rate.json", "\"rate\": expected an option of");
        cli.command("sweep {HOME}/out.json").assertRefused(usage, "\"out\": the sweep decides this itself");
        cli.command("sweep {HOME}/twice.json").assertRefused(usage, "are the same option");
        cli.command("sweep {HOME}/none.json").assertRefused(ExitCodes.MODEL, "none.json");
        cli.command("sweep").assertRefused(usage, "what shall be swept?");
        cli.command("sweep --learnig-rate 0.1,0.2")
                .assertRefused(usage, "--learnig-rate", "did you mean --learning-rate?");
        cli.command("sweep --lr").assertRefused(usage, "--lr lacks its value", "--lr 0.01,0.1");
        cli.command("sweep --lr 0.1..0.2 --lr 0.3 --points 2").assertRefused(usage, "--lr", "found both");
        cli.command("sweep --lr 0.1..0.2").assertRefused(usage, "--lr: a range has no end", "draw some by --points 20");
        cli.command("sweep --lr 0.1,0.2 -j 0").assertRefused(usage, "--jobs 0", "1 or more");
        cli.command("sweep --resume x --lr 0.1,0.2").assertRefused(usage, "--resume", "decides this itself");
        cli.command("sweep --lr 0.1,0.2 --seeds 0").assertRefused(usage, "--seeds: expected 1 to 1000, found 0");
    }

    /** Whoever wrote no definition is not told of its keys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--lr 0.1 --halving 1,2 --epochs 1 | --epochs: --halving says how long runs are: leave it out",
                "--lr 0.001..0.3:log | --lr: a range has no end of values for a grid: list some, or draw some by --points 20",
                "--lr 0.3..0.1 --points 2 | --lr: expected a low end below the high end, found 0.3 and 0.1",
                "--lr 0.1,0.1 | --lr: expected each value once, found 0.1,0.1",
                "--lr 0.1,0.2 --points 5 | --points: expected at most the 2 combinations that there are, found 5; without --points",
                "--lr 0.1,0.2 --seeds 2,2 | --seeds: expected each once, found 2,2",
                "--lr 0.1,0.2 --seed 1,2 --seeds 3 | --seeds: --seed has several values already: leave one out",
                "--seed 1..5 --points 2 --seeds 3 | --seeds: --seed has several values already: leave one out",
                "--seed 0.5 --lr 0.1 | --seed: expected a whole number, found 0.5",
                "--lr 0.1 --threads 1,2 | --threads: the weights do not depend on it: give it one value"
            })
    void whatWasTypedIsNamed(String options, String part) {
        Cli.Result result = cli.command("sweep plan --out {HOME}/sweep " + options);
        result.assertRefused(ExitCodes.USAGE, part);
        assertFalse(result.err().contains("\""), result.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'space': {'lr': [1, 2]}, 'seds': 2} | 'seds': expected one of base, space, method, points; did you mean seeds?",
                "{'lr': [1, 2]} | 'lr': an option of 'mnist train' belongs into 'base', with several values into 'space'",
                "{'space': {'lr': [1, 2]},} | expected a JSON object",
                "{'space': [1]} | 'space': expected an object, as {'lr': [0.01, 0.1]}, found [1]",
                "{'space': {'lr': [1, 2]}, 'halving': [1, 2]} | 'halving': expected an object, as {'epochs': [2, 6, 18]}, found [1, 2]",
                "{'space': {'lr': [1, 2]}, 'halving': {'epoch': [1, 2]}} | 'epoch': expected one of epochs, keep; did you mean epochs?"
            })
    void whatIsWrittenWrongIsNamed(String json, String part) throws IOException {
        Files.writeString(cli.path("wrong.json"), json.replace('\'', '"'));
        Cli.Result result = cli.command("sweep plan {HOME}/wrong.json --out {HOME}/sweep");
        result.assertRefused(ExitCodes.USAGE, "wrong.json: ");
        for (String one : part.replace("'mnist train'", "of train").split("; ", -1)) {
            assertTrue(
                    result.err().replace("'mnist train'", "of train").contains(one.replace('\'', '"')), result.err());
        }
    }

    @Test
    void aFolderOrAFileInTheWrongPlaceIsTold() throws IOException {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        int usage = ExitCodes.USAGE;
        String goOn = "'mnist sweep run " + cli.path("sweep") + "' goes on with it";
        cli.command("sweep {HOME}/sweep").assertRefused(usage, "is the folder of a sweep", goOn);
        cli.command("sweep {HOME}/sweep --epochs 2").assertRefused(usage, goOn);
        cli.command("sweep {HOME}/digits").assertRefused(usage, "found a folder");
        Files.writeString(cli.path("lr.json"), "{\"space\": {\"lr\": [0.1, 0.2]}}");
        for (String words : List.of("{HOME}/lr.json --epochs 2", "--epochs 2 {HOME}/lr.json")) {
            cli.command("sweep " + words)
                    .assertRefused(
                            usage, "lr.json': options of 'mnist train' cannot stand beside the file", "\"base\"");
        }
        for (String command : List.of("compare", "eval", "report")) {
            Cli.Result result = cli.command(command + " {HOME}/sweep");
            result.assertErr("found the folder of a sweep", "mnist sweep show " + cli.path("sweep"));
        }
    }

    @Test
    void whatIsMissingIsNamedByItsSeed() throws IOException {
        cli.command("sweep plan" + FOUR + "sweep").assertDone();
        cli.command("sweep work {HOME}/sweep --index 0").assertDone();
        cli.command("sweep work {HOME}/sweep --index 3").assertDone();
        Files.delete(cli.path("sweep/runs/0003/result.json"));
        Files.writeString(cli.path("sweep/runs/0003/diverged.json"), "{\"epoch\": 2}");
        cli.command("sweep show {HOME}/sweep")
                .assertOut("lr 0.1: seed 2: not begun", "lr 0.3: seed 1: not begun; seed 2: diverged in epoch 2");
    }

    @Test
    void allPointsAreCheckedBeforeOneIsTrained() {
        String start = "sweep --data {HOME}/digits --backend ejml --hidden 4 --epochs 1 --validation 40 --out {HOME}/";
        Cli.Result result = cli.command(start + "sweep --lr 0.1,-1");
        int told = result.err().indexOf("lr -1 cannot be trained: --lr must be above 0");
        assertTrue(told >= 0 && told < result.err().indexOf("[1/2]"), result.err());
        cli.command(start.replace("sweep ", "sweep plan ") + "plan --lr 0.1,-1")
                .assertDone()
                .assertErr("lr -1 cannot be trained");
        cli.command(start + "none --lr 0.1,0.2 --momentum 0.5 --optimizer adam")
                .assertRefused(ExitCodes.USAGE, "no point of the sweep can be trained");
    }

    @Test
    void aValueWithCommasOfItsOwnIsPointedOut() {
        String hint = "--hidden 32,64 is one value, its commas are its own; swept would be --hidden 32 --hidden 64";
        cli.command("sweep plan --lr 0.1,0.2 --hidden 32,64 --out {HOME}/a")
                .assertDone()
                .assertErr(hint);
        for (String options : List.of("--hidden 32,64 --hidden 64", "--seed 1,2", "--augment shift=1,rotation=5")) {
            Cli.Result result = cli.command("sweep plan --lr 0.1 " + options + " --out {HOME}/b" + options.hashCode());
            assertEquals("", result.assertDone().err());
        }
    }

    /** An array or a sequence that ends too early would leave runs out without a word. */
    @Test
    void thePlanTellsHowManyRunsThereAre() {
        cli.command("sweep plan --lr 0.1..0.2 --points 20 --seeds 3 --out {HOME}/sweep")
                .assertDone()
                .assertOut("60 runs of 20 points: 0 to 59 (seq 0 59, sbatch --array=0-59)");
    }

    @Test
    void theRankingIsATableForPrograms() {
        cli.command("sweep" + FOUR + "sweep").assertDone().assertOut("all        data ", " hidden 4,");
        List<Map<String, Object>> points =
                cli.command("sweep show {HOME}/sweep --json").objects();
        List<String> lines = cli.command("sweep show {HOME}/sweep --csv")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals("rank,point,lr,metric,mean,deviation,finished,of,test_accuracy,reason", lines.get(0));
        Map<String, Object> best = points.get(0);
        double test = runs(best).stream()
                .mapToDouble(run -> (Double) run.get("test_accuracy"))
                .average()
                .orElseThrow();
        assertEquals(
                Stream.of(
                                1,
                                best.get("point"),
                                ((Map<?, ?>) best.get("settings")).get("lr"),
                                "validation_accuracy",
                                best.get("mean"),
                                best.get("deviation"),
                                2,
                                2,
                                test,
                                "")
                        .map(Object::toString)
                        .collect(Collectors.joining(",")),
                lines.get(1));
        assertEquals(3, lines.size());
        cli.command("sweep show {HOME}/sweep --csv --json").assertRefused(ExitCodes.USAGE, "exclude each other");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        cli.command("sweep plan --lr 0.1,0.2 --out {HOME}/sweep").assertDone();
        cli.command("sweep plan --lr 0.1,0.3 --out {HOME}/sweep").assertRefused(ExitCodes.MODEL, "another sweep");
        cli.command("sweep plan --lr 0.1,0.2 --out {HOME}/digits").assertRefused(ExitCodes.MODEL, "new or empty");
        cli.command("sweep run {HOME}/digits").assertRefused(ExitCodes.MODEL, "no sweep.json in it");
        cli.command("sweep show {HOME}/nowhere").assertRefused(ExitCodes.MODEL, "no such folder");
        cli.command("sweep work {HOME}/sweep --index 2").assertRefused(ExitCodes.USAGE, "--index 2", "0 to 1");
        cli.command("sweep show {HOME}/sweep --best {HOME}/b.json")
                .assertRefused(ExitCodes.USAGE, "--best", "no point");
        Files.writeString(cli.path("sweep/sweep.json"), "{\"space\": {\"lr\": []}}");
        cli.command("sweep run {HOME}/sweep").assertRefused(ExitCodes.MODEL, "sweep.json", "take the file from a copy");
    }

    // ---- halving ----

    /** Three points with two seeds each, of which one goes on to the end. */
    private static final String HALVED =
            " --data {HOME}/digits --backend ejml --hidden 4 --validation 40 --schedule cosine --lr 0.03,0.3,1"
                    + " --seeds 2 --halving 1,2,4 --keep 0.5 --out {HOME}/";

    /** All that the files of a sweep say of its runs, but where they are. */
    private List<Map<String, Object>> points(String sweep) {
        return cli.command("sweep show {HOME}/" + sweep + " --json")
                .assertDone()
                .out()
                .replace("/" + sweep + "/", "/")
                .lines()
                .map(Json::parse)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> runs(Map<String, Object> point) {
        return (List<Map<String, Object>>) point.get("runs");
    }

    @Test
    void theBestPointsGoOnAndEndAsIfTrainedAlone() {
        Cli.Result swept = cli.command("sweep" + HALVED + "sweep").assertDone();
        swept.assertErr("rung 1 of 3: 6 runs up to epoch 1", "rung 2 of 3: 4 runs up", "rung 3 of 3: 2 runs up");
        swept.assertOut("1 point stopped after epoch 1: not among the best 2 of 3", "after epoch 2");
        List<Map<String, Object>> points = points("sweep");
        assertEquals(
                List.of("finished 4", "dropped 2", "dropped 1"),
                points.stream()
                        .map(point -> runs(point).get(1).get("state") + " "
                                + runs(point).get(1).get("epochs"))
                        .toList());
        assertEquals(1, points.get(0).get("rank"));
        int winner = (Integer) points.get(0).get("point");
        cli.train("--hidden 4 --validation 40 --schedule cosine --epochs 4 --seed 2 --out {HOME}/alone --lr "
                        + List.of("0.03", "0.3", "1").get(winner))
                .assertDone();
        assertEquals(
                Json.read(cli.path("alone/result.json")).get("tensors_sha256"),
                result("sweep", 2 * winner + 1).get("tensors_sha256"));
        assertFalse(cli.command("sweep" + HALVED + "sweep").assertDone().err().contains("seed"), "all is trained");
        cli.command("sweep show {HOME}/sweep --best {HOME}/best.json").assertDone();
        assertEquals(4, Json.read(cli.path("best.json")).get("epochs"));
    }

    @Test
    void tasksOfAClusterHalveAlike() {
        cli.command("sweep" + HALVED + "whole").assertDone();
        cli.command("sweep plan" + HALVED + "tasks").assertDone().assertOut("to epoch 2   4 runs of 2 points");
        List<Integer> waiting = new ArrayList<>();
        for (int rung = 0; rung < 3; rung++) {
            int waits = 0;
            for (int run : new int[] {5, 0, 2, 1, 3, 4}) {
                Cli.Result task = cli.command("sweep work {HOME}/tasks --threads 1 --index " + run)
                        .assertDone();
                waits += task.err().contains("after epoch " + (rung + 1) + "; whether it goes on is decided when")
                        ? 1
                        : 0;
            }
            waiting.add(waits);
        }
        assertEquals(List.of(6, 4, 0), waiting);
        assertEquals(points("whole"), points("tasks"));
    }

    /** A survivor that is ahead of the others, by more epochs or by a divergence there, changes nothing behind it. */
    @Test
    void whoGoesOnDependsOnTheEpochsUpToTheRungAlone() throws IOException {
        cli.command("sweep" + HALVED + "whole").assertDone();
        Path best =
                cli.path("whole/runs/000" + runs(points("whole").get(0)).get(0).get("run"));
        List<Object> before =
                points("whole").stream().map(point -> point.get("point")).toList();
        Files.delete(best.resolve("result.json"));
        Files.writeString(best.resolve("diverged.json"), "{\"epoch\": 4}");
        List<Map<String, Object>> after = points("whole");
        assertEquals(before, after.stream().map(point -> point.get("point")).toList());
        assertEquals("dropped", runs(after.get(1)).get(0).get("state"));
        assertEquals(null, after.get(0).get("rank"));
    }

    @Test
    void divergedAndRefusedPointsDropOut() {
        Cli.Result result = cli.command("sweep --data {HOME}/digits --backend ejml --hidden 4 --validation 40"
                + " --lr 1e30,-1,0.1 --halving 1,2 --keep 0.6 --out {HOME}/sweep");
        assertEquals(ExitCodes.DIVERGED, result.exitCode(), result.err());
        result.assertOut("lr 1.0E30: diverged in epoch 1", "lr -1: --lr must be above 0", "best       lr 0.1");
        assertTrue(Files.exists(cli.path("sweep/runs/0002/result.json")));
    }

    @Test
    void badHalvingIsRefused() {
        int usage = ExitCodes.USAGE;
        String sweep = "sweep plan --lr 0.1,0.2 --out {HOME}/sweep ";
        cli.command(sweep + "--halving 2,6 --epochs 6")
                .assertRefused(usage, "--epochs: --halving says", "leave it out");
        cli.command(sweep + "--halving 2,6 --epochs 5,6")
                .assertRefused(usage, "--epochs: --halving says", "leave it out");
        cli.command(sweep + "--halving 6,2")
                .assertRefused(usage, "--halving: expected two rising numbers or more, as 2,6,18, found 6,2");
        cli.command(sweep + "--halving 6").assertRefused(usage, "found 6");
        cli.command(sweep + "--halving 0,6").assertRefused(usage, "found 0,6");
        cli.command(sweep + "--halving 2,6 --keep 1")
                .assertRefused(usage, "--keep: expected a share between 0 and 1", "1.0");
        cli.command(sweep + "--keep 0.5").assertRefused(usage, "--keep", "--halving");
        cli.command(sweep + "--halving 2,6 --validation 0").assertRefused(usage, "needs validation");
        assertFalse(Files.exists(cli.path("sweep")));
    }

    @Test
    void theReportHasAllNumbersAndNeedsNothingElse() throws IOException {
        cli.command("sweep" + HALVED + "sweep").assertDone();
        cli.command("sweep report {HOME}/sweep").assertDone().assertOut("sweep/report.html: open it in a browser");
        String html = Files.readString(cli.path("sweep/report.html"));
        assertFalse(html.matches("(?s).*(src|href)=\"(https?:)?//.*"), "something is loaded");
        Map<String, Object> data = Json.parse(
                html.substring(html.indexOf("id=\"data\">") + "id=\"data\">".length(), html.indexOf("</script>")));
        assertEquals(
                cli.command("sweep show {HOME}/sweep --json").objects().toString(),
                data.get("points").toString());
        List<?> curves = (List<?>) data.get("curves");
        assertEquals(
                List.of(4, 4, 2, 2, 1, 1),
                curves.stream()
                        .map(curve -> ((List<?>) ((Map<?, ?>) curve).get("values")).size())
                        .toList());
        assertEquals(
                Map.of("report", cli.path("other.html").toString()),
                cli.command("sweep report {HOME}/sweep --out {HOME}/other.html --json")
                        .json());
    }

    @Test
    void theBestRunsAreMeasuredTogether() {
        cli.command("sweep" + FOUR + "sweep").assertDone();
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        order.sort(Comparator.comparing(run -> -(Double) result("sweep", run).get("best_validation_accuracy")));
        String three = order.subList(0, 3).stream()
                .map(run -> "{HOME}/sweep/runs/000" + run)
                .collect(Collectors.joining(" "));
        assertEquals(
                cli.command("eval --json " + three).assertDone().out(),
                cli.command("eval --json --best 3 {HOME}/sweep").assertDone().out());
        int usage = ExitCodes.USAGE;
        cli.command("eval --best 5 {HOME}/sweep").assertRefused(usage, "--best 5", "1 to 4");
        cli.command("eval --best 0 {HOME}/sweep").assertRefused(usage, "--best 0", "1 to 4");
        cli.command("eval --best 1 {HOME}/sweep {HOME}/sweep")
                .assertRefused(usage, "--best 1", "there are 2: leave it out");
        cli.command("eval --best 1 {HOME}/digits").assertRefused(ExitCodes.MODEL, "no sweep.json in it");
        cli.command("sweep plan" + FOUR + "planned").assertDone();
        cli.command("eval --best 1 {HOME}/planned").assertRefused(usage, "no run of", "is finished");
    }

    @Test
    void theListIsAFile() throws IOException {
        cli.command("sweep plan" + FOUR + "sweep").assertDone();
        assertEquals(
                List.of("run,point,lr,seed", "0,0,0.1,1", "1,0,0.1,2", "2,1,0.3,1", "3,1,0.3,2"),
                Files.readAllLines(cli.path("sweep/plan.csv")));
    }

    @Test
    void whatShellsOfferIsDescribedAsTrainDescribesIt() {
        CommandLine program = Main.commandLine();
        CommandSpec train = program.getSubcommands().get("train").getCommandSpec();
        CommandSpec sweep = program.getSubcommands().get("sweep").getCommandSpec();
        List<OptionSpec> own = List.copyOf(sweep.options());
        SweepCommand.offerTrainOptions(program);
        List<OptionSpec> offered =
                sweep.options().stream().filter(option -> !own.contains(option)).toList();
        assertTrue(offered.size() > 20);
        for (OptionSpec option : offered) {
            assertEquals(List.of(train.findOption(option.longestName()).description()), List.of(option.description()));
        }
    }
}
