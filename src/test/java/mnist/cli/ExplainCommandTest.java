package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code explain} and {@code gradcheck} as users call them. */
class ExplainCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    private static String data;
    private static String model;

    @BeforeAll
    static void train() {
        data = cli.data().toString();
        cli.command("train --data {HOME}/digits --hidden 16,12 --activation tanh --norm batch --receptive-field 12"
                        + " --residual --epochs 2 --validation 50 --out {HOME}/run")
                .assertDone();
        model = cli.path("run/best.safetensors").toString();
    }

    @Test
    void theFourStepsArePrinted() {
        Cli.Result result =
                cli.run("explain", model, "--data", data, "--index", "7").assertDone();
        result.assertOut("image 7 of", "1  FORWARD", "2  LOSS", "3  BACKWARD", "4  UPDATE", "loss before");
        result.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void aLabelAsksWhatIf() {
        Map<String, Object> known =
                cli.run("explain", model, "--data", data, "--json").assertDone().json();
        int label = (int) known.get("label");
        int other = (label + 3) % 10;
        Cli.Result result = cli.run("explain", model, "--data", data, "--label", Integer.toString(other))
                .assertDone();
        result.assertOut(": a " + label + "; what if it were a " + other + "?", "let it be a " + other);
        Map<String, Object> tree = cli.run(
                        "explain", model, "--data", data, "--label", Integer.toString(other), "--json")
                .assertDone()
                .json();
        assertEquals(other, tree.get("label"));
        assertEquals("supposed", tree.get("label_is"));
        assertEquals(known.get("outputs"), tree.get("outputs"));
        assertEquals(
                known,
                cli.run("explain", model, "--data", data, "--label", Integer.toString(label), "--json")
                        .assertDone()
                        .json());
        cli.run("explain", model, "--data", data, "--label", "10").assertRefused(2, "label 10", "0 to 9");
    }

    /** At a rate of 100 the straight line goes far below 0. */
    @Test
    void aPredictedLossBelowZeroIsExplained() {
        cli.run("explain", model, "--data", data, "--index", "7", "--lr", "100")
                .assertDone()
                .assertOut("no loss is below 0: the straight line overshoots");
        assertFalse(cli.run("explain", model, "--data", data, "--index", "7", "--lr", "1e-9")
                .out()
                .contains("overshoots"));
    }

    @Test
    void jsonHasTheSameNumbers() {
        Map<String, Object> tree = cli.run(
                        "explain", model, "--data", data, "--weight", "2,3,5", "--lr", "0.25", "--json")
                .assertDone()
                .json();
        assertEquals(3, ((List<?>) tree.get("layers")).size());
        assertEquals(0.25, ((Map<?, ?>) tree.get("update")).get("learning_rate"));
        assertEquals(5, ((Map<?, ?>) tree.get("weight")).get("in"));
        assertTrue(((Number) ((Map<?, ?>) tree.get("weight")).get("relative_error")).doubleValue() < 1e-4);
    }

    @Test
    void withoutDataThoseOfTheTrainingAreUsedAndNamed() {
        Cli.Result explained = cli.run("explain", model, "--index", "7").assertDone();
        explained.assertErr("as the model was trained on", data);
        assertEquals(cli.run("explain", model, "--data", data, "--index", "7").out(), explained.out());
        cli.run("gradcheck", model, "--samples", "5").assertDone().assertErr(data);
        assertEquals(
                "",
                cli.run("gradcheck", model, "--data", data, "--samples", "5").err());
    }

    @Test
    void aPageGoesBesideTheModelOrWhereItIsNamed() throws IOException {
        Path beside = Path.of(model).resolveSibling("explain-7.html");
        cli.run("explain", model, "--index", "7", "--html").assertDone().assertOut(beside.toString());
        Path named = cli.path("<script>alert('1')\" & page.html");
        Map<String, Object> said = cli.run("explain", model, "--index", "7", "--json", "--html", named.toString())
                .assertDone()
                .json();
        assertEquals(named.toString(), said.get("page"));
        assertEquals(Files.readString(beside), Files.readString(named));
        assertTrue(Files.readString(named).contains("1 FORWARD"));
        Path toy = cli.path("toy.html");
        cli.run("explain", "--toy", "neuron", "--html", toy.toString()).assertDone();
        assertTrue(Files.readString(toy).contains("One neuron says 0.7"));
    }

    @Test
    void aHostileModelNameStaysText() throws IOException {
        Path folder = Files.createDirectory(cli.path("\"><script>alert('1')<_script>"));
        Path copy = Files.copy(Path.of(model), folder.resolve("best.safetensors"));
        cli.run("explain", copy.toString(), "--index", "0", "--html").assertDone();
        String page = Files.readString(folder.resolve("explain-0.html"));
        assertFalse(page.contains("<script"));
        assertTrue(page.contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)"));
    }

    @Test
    void aPageThatCannotBeWrittenIsOneLine() {
        cli.run(
                        "explain",
                        "--toy",
                        "neuron",
                        "--html",
                        cli.path("no/folder/x.html").toString())
                .assertRefused(4, "x.html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,0,0", "1,16,0", "1,0,784", "one", "1,2"})
    void aWeightThatIsNotThereIsBadUsage(String weight) {
        cli.run("explain", model, "--data", data, "--weight", weight).assertRefused(2, "weight", "expected");
    }

    @Test
    void aPixelThatTheUnitDoesNotSeeIsSaidToBeOutsideItsWindow() {
        cli.run("explain", model, "--data", data, "--weight", "1,0,783")
                .assertRefused(2, "weight 1,0,783", "unit 0 is not connected to pixel 783; it sees rows 0 to 11 of");
    }

    @Test
    void badRequestsAreRefusedInOneLine() {
        cli.run("explain").assertRefused(2, "which model?");
        cli.run("explain", model, "--data", data, "--index", "60").assertRefused(2, "60", "0 to 59");
        cli.run("explain", model, "--data", data, "--index", "-1").assertRefused(2, "-1");
        cli.run("explain", model, "--data", data, "--lr", "-1").assertRefused(2, "--lr");
        cli.run("explain", cli.path("none").toString(), "--data", data).assertRefused(4, "none");
        cli.run("explain", "--toy", "circle").assertRefused(2, "circle", "neuron, chain, line");
        cli.run("explain", "--toy", "neuron", "--index", "3").assertRefused(2, "--index", "--toy");
        cli.run("explain", model, "--toy", "neuron").assertRefused(2, "--toy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "chain", "line"})
    void toysNeedNoModelAndNoData(String toy) {
        assertTrue(cli.run("explain", "--toy", toy).assertDone().out().lines().count() > 20);
        assertEquals(
                toy,
                cli.run("explain", "--toy", toy, "--json").assertDone().json().get("toy"));
    }

    @Test
    void gradcheckAgreesAndSaysSo() {
        cli.run("gradcheck", model, "--data", data, "--samples", "20")
                .assertDone()
                .assertOut("agree to 1e-06");
        Map<String, Object> tree = cli.run("gradcheck", model, "--data", data, "--samples", "20", "--json")
                .assertDone()
                .json();
        assertEquals(true, tree.get("agree"));
        assertEquals(3, ((List<?>) tree.get("layers")).size());
        for (Object layer : (List<?>) tree.get("layers")) {
            String worst = (String) ((Map<?, ?>) layer).get("worst");
            if (worst.startsWith("weight ")) {
                cli.run("explain", model, "--data", data, "--weight", worst.substring(7))
                        .assertDone();
            }
        }
    }

    /** Of four images hardly any pixel of a small window may differ: differences then step over the whole spread. */
    @Test
    void gradcheckTakesMoreImagesForBatchNormalization() {
        String usual = cli.run("gradcheck", model, "--data", data, "--json").out();
        assertEquals(
                usual,
                cli.run("gradcheck", model, "--data", data, "--json", "--images", "16")
                        .out());
        assertNotEquals(
                usual,
                cli.run("gradcheck", model, "--data", data, "--json", "--images", "4")
                        .out());
    }

    @Test
    void gradcheckFailsBelowWhatDifferencesCanTell() {
        Cli.Result result = cli.run("gradcheck", model, "--data", data, "--samples", "20", "--tolerance", "1e-17");
        assertEquals(1, result.exitCode());
        result.assertOut("DIFFER");
        assertEquals("", result.err());
        cli.run("gradcheck", model, "--data", data, "--samples", "0").assertRefused(2, "--samples");
    }
}
