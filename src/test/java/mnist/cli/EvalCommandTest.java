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
import java.util.stream.Stream;
import mnist.data.fetch.DataEnvironment;
import mnist.data.folder.DataFolder;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mnist eval} with a network that has learned a few hundred digits. */
class EvalCommandTest {
    @TempDir
    Path folder;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(300, 100);

    private static String run;

    @BeforeAll
    static void aModel() {
        run = cli.path("run").toString();
        cli.command("train --data {HOME}/digits --epochs 3 --hidden none --validation 0 --out {HOME}/run")
                .assertDone();
    }

    private static Cli.Result eval(Object... arguments) {
        return cli.run(
                Stream.concat(Stream.of("eval", run), Arrays.stream(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void everyNumberOfTheReportFitsTheOthers() {
        Map<String, Object> json = eval("--json", "--worst", "4").assertDone().json();
        assertEquals(100, json.get("images"));
        int errors = (int) json.get("errors");
        assertTrue(errors >= 4, "too good for this test");
        assertEquals(1 - errors / 100.0, (double) json.get("accuracy"), 1e-12);
        assertTrue((double) json.get("loss") > 0);
        assertEquals(true, json.get("generated_data"));
        assertEquals(false, json.get("trained_on"));
        List<?> confusion = (List<?>) json.get("confusion");
        int all = 0;
        int right = 0;
        for (int label = 0; label < 10; label++) {
            List<?> row = (List<?>) confusion.get(label);
            all += row.stream().mapToInt(count -> (int) count).sum();
            right += (int) row.get(label);
        }
        assertEquals(100, all);
        assertEquals(100 - errors, right);
        double before = Double.MAX_VALUE;
        for (Object object : (List<?>) json.get("worst")) {
            Map<?, ?> mistake = (Map<?, ?>) object;
            List<?> outputs = (List<?>) mistake.get("outputs");
            double certainty = ((Number) outputs.get((int) mistake.get("prediction"))).doubleValue();
            assertFalse(mistake.get("label").equals(mistake.get("prediction")));
            assertTrue(certainty <= before);
            before = certainty;
        }
        assertEquals(4, ((List<?>) json.get("worst")).size());
    }

    @Test
    void peopleGetTablesAndDrawings() {
        Cli.Result result = eval("--ascii").assertDone();
        assertEquals("", result.err());
        result.assertOut(
                "model      " + run + "/best.safetensors, 784-10",
                "GENERATED digits: this says nothing about MNIST",
                " of 100 wrong, loss ",
                "95% interval",
                "digit   images   recall  precision",
                "called   0   1   2",
                "is 9  ",
                "the worst mistakes",
                " is ",
                "@");
        assertTrue(
                result.out()
                        .lines()
                        .allMatch(line ->
                                line.length() <= 80 || line.contains(cli.home().toString())),
                result.out());
        assertFalse(eval("--worst", "0").assertDone().out().contains("mistakes"));
        eval("--part", "train").assertDone().assertOut("of 300 wrong", "the model was trained on these images");
    }

    @Test
    void theModelFileMayBeNamedToo() {
        Object accuracy = eval("--json").json().get("accuracy");
        Cli.Result named = cli.run("eval", run + "/last.safetensors", "--json");
        assertEquals(accuracy, named.assertDone().json().get("accuracy"));
    }

    @Test
    void misuseIsRefused() throws IOException {
        cli.run("eval").assertRefused(2, "MODEL");
        eval("--part", "valid").assertRefused(2, "--part", "expected one of test, train, validation", "valid");
        eval("--worst", "-1").assertRefused(2, "--worst -1");
        eval("--backend", "gpu").assertRefused(2, "gpu");
        eval("--threads", "-1").assertRefused(2, "--threads -1");
        eval("--data", folder.resolve("nowhere")).assertRefused(3, "nowhere: no such folder");
        cli.run("eval", folder + "/none.safetensors").assertRefused(4, "none.safetensors", "no such file");
        Path damaged = Files.writeString(folder.resolve("damaged.safetensors"), "hello, world");
        cli.run("eval", damaged.toString()).assertRefused(4, "damaged.safetensors");
        for (String part : List.of("train", "t10k")) {
            IdxWriter.write(folder.resolve(part + "-images-idx3-ubyte"), IdxHeader.ofBytes(2, 8, 98), new byte[1568]);
            IdxWriter.write(folder.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(2), new byte[2]);
        }
        eval("--data", folder).assertRefused(3, "expected images of 28 x 28 pixels", "found 98 x 8", "trained on");
    }

    @Test
    void aModelOfMnistFindsMnist() {
        String mnist = System.getenv(DataEnvironment.MNIST_DATA);
        Assumptions.assumeTrue(
                mnist != null && DataFolder.holdsData(Path.of(mnist)), "MNIST_DATA does not name MNIST's folder");
        String model = folder.resolve("m").toString();
        cli.run(
                        "train",
                        "--data",
                        mnist,
                        "--epochs",
                        "1",
                        "--hidden",
                        "none",
                        "--validation",
                        "0",
                        "--limit",
                        "6000",
                        "--out",
                        model)
                .assertDone();
        Map<String, Object> json = cli.run("eval", model, "--json").assertDone().json();
        assertEquals(10_000, json.get("images"));
        assertEquals(Path.of(mnist).toAbsolutePath().normalize().toString(), json.get("source"));
        assertEquals(false, json.get("generated_data"));
        assertTrue((double) json.get("accuracy") > 0.5, json.toString());
    }

    @Test
    void helpTeachesWithinEightyColumns() {
        Cli.Result result = cli.run("eval", "--help").assertDone();
        result.assertOut("mnist eval runs/first", "Default: 5", "Default: test", "Default: auto");
        assertTrue(result.out().lines().allMatch(line -> line.length() <= 80), result.out());
    }
}
