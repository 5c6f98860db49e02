package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static Cli.Result images(String... more) {
        List<String> words = new ArrayList<>(List.of("explain", model, "--data", data, "--images"));
        words.addAll(List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    /** Columns are images, the last is their mean: in JSON the gradients themselves. */
    @Test
    void severalImagesStandBesideTheirMean() throws IOException {
        images("2,5,0,4").assertDone().assertOut("4 images of", "mean", "taken for a 2", "4  ALONE");
        Map<String, Object> tree = images("2,5,0,4", "--json").assertDone().json();
        assertEquals(4, ((List<?>) tree.get("sources")).size());
        List<?> weights = (List<?>) tree.get("weights");
        assertTrue(weights.size() >= 3);
        for (Object weight : weights) {
            List<?> dw = (List<?>) ((Map<?, ?>) weight).get("dw");
            double sum = dw.stream().mapToDouble(value -> (double) value).sum();
            assertEquals((double) ((Map<?, ?>) weight).get("mean"), sum / 4, 1e-12);
        }
        Path page = cli.path("images.html");
        images("4,2,7", "--lang", "zh", "--html", page.toString()).assertDone();
        assertTrue(Files.readString(page).contains("<html lang=\"zh-CN\">"));
        images("2").assertRefused(2, "--images", "expected 2 to 5");
        images("2,11").assertRefused(2, "--images", "11");
        images("2,2", "--index", "50").assertRefused(2, "--images", "no (further) image");
        images("2,5", "--weight", "1,0,0").assertRefused(2, "--weight", "--images");
        images("2,5", "--torch").assertRefused(2, "--images", "--torch");
    }

    @Test
    void anExerciseIsPrintedFilledInAndMarked() throws IOException {
        String text = cli.run("explain", model, "--data", data, "--exercise")
                .assertDone()
                .out();
        String first = text.substring(text.indexOf("answer\n"))
                .lines()
                .toList()
                .get(1)
                .strip()
                .split(" +")[1];
        Path sheet = cli.path("sheet.txt");
        Files.writeString(
                sheet, text.replaceFirst("(\\[1].* = )_+", "$1" + first).replaceFirst("(\\[2].* = )_+", "$11234"));
        Cli.Result marked = cli.run("explain", model, "--data", data, "--check", sheet.toString());
        marked.assertDone().assertOut("[1] " + first + ": right", "[2] 1234: not yet", "[3] left open", "1 of ");
        Map<String, Object> tree = cli.run("explain", model, "--data", data, "--check", sheet.toString(), "--json")
                .assertDone()
                .json();
        assertEquals(1, tree.get("right"));
        cli.run("explain", model, "--data", data, "--index", "1", "--check", sheet.toString())
                .assertRefused(3, "sheet.txt", "is no answer to this exercise", "--index");
        cli.run("explain", model, "--data", data, "--check", cli.path("none").toString())
                .assertRefused(3, "none");
        cli.run("explain", model, "--data", data, "--exercise", "--json").assertRefused(2, "--exercise", "--json");
        Path page = cli.path("exercise.html");
        cli.run("explain", model, "--data", data, "--exercise", "--html", page.toString())
                .assertDone();
        assertTrue(Files.readString(page).contains("<details>"));
    }

    @Test
    void theStepIsOneImagesShareUnlessAskedOtherwise() {
        String share = "this is one image's share";
        String own = cli.run("explain", model, "--data", data).assertDone().out();
        assertTrue(own.replaceAll("\\s+", " ").contains(share), own);
        String asked = cli.run("explain", model, "--data", data, "--lr", "0.5")
                .assertDone()
                .out();
        assertFalse(asked.replaceAll("\\s+", " ").contains(share), asked);
        assertTrue(asked.contains("lr = 0.5\n"), asked);
    }

    @Test
    void normalizedNetworksHaveNoTwin() {
        cli.run("explain", model, "--data", data, "--torch").assertRefused(2, "--torch", "dense layers alone");
    }

    @Test
    void chineseIsAskedForByAnOption() {
        String english = cli.run("explain", model, "--data", data).assertDone().out();
        Cli.Result chinese =
                cli.run("explain", model, "--data", data, "--lang", "zh").assertDone();
        chinese.assertOut("1  \u524d\u5411\u4f20\u64ad", "\u94fe\u5f0f\u6cd5\u5219");
        assertEquals(
                cli.run("explain", model, "--data", data, "--json").out(),
                cli.run("explain", model, "--data", data, "--json", "--lang", "zh")
                        .out());
        assertNotEquals(english, chinese.out());
        cli.run("explain", "--toy", "neuron", "--lang", "zh").assertDone().assertOut("\u795e\u7ecf\u5143");
        cli.run("explain", model, "--lang", "xx").assertRefused(2, "--lang");
    }

    @Test
    void unitsAndPointsAreOfTheLineAlone() {
        cli.run("explain", "--toy", "line", "--units", "2", "--points", "10", "--lr", "0.1")
                .assertDone()
                .assertOut("linear(1, 2)", "over the 10 points; lr = 0.1", "as PyTorch's Linear");
        cli.run("explain", "--toy", "neuron", "--units", "2").assertRefused(2, "only line has");
        cli.run("explain", "--toy", "line", "--units", "70").assertRefused(2, "--units", "1 to 6");
        cli.run("explain", model, "--units", "2").assertRefused(2, "--units", "--toy line");
    }
}
