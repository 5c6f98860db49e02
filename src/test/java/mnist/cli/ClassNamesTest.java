package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.cli.frame.Printable;
import mnist.view.document.TextWidth;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people and programs read of classes that have names. */
class ClassNamesTest {
    private static final List<String> NAMES = NamedDigits.NAMES;

    @RegisterExtension
    private static final Cli cli = new Cli();

    @BeforeAll
    static void aModel() {
        NamedDigits.write(cli.path("named"), 300, 60);
        cli.command("train --data {HOME}/named --hidden 8 --epochs 1 --lr 0.01 --validation 0 --backend ejml"
                        + " --threads 1 --out {HOME}/run")
                .assertDone();
    }

    private static String shown(int label, int columns) {
        return TextWidth.cut(Printable.of(NAMES.get(label)), columns);
    }

    private static int label(Map<?, ?> tree, String key) {
        return (int) tree.get(key);
    }

    @Test
    void evalCallsClassesByTheirNames() {
        Cli.Result result = cli.command("eval {HOME}/run --ascii").assertDone();
        result.assertOut("class ", "images   recall", "share of a class's images", "image ", "is T-shirt/top");
        for (int label = 0; label < NAMES.size(); label++) {
            result.assertOut(shown(label, 40) + " ");
        }
        assertFalse(result.out().contains("digit "), result.out());
        assertFalse(result.out().contains("\u001b"), result.out());
        for (String line : result.out().lines().toList()) {
            assertTrue(TextWidth.of(line) <= 80 || line.contains(cli.home().toString()), line);
        }
    }

    /** Wide characters take two columns. */
    @Test
    void columnsAreStraight() {
        List<String> lines = cli.command("eval {HOME}/run --worst 0")
                .assertDone()
                .out()
                .lines()
                .toList();
        List<String> matrix = lines.stream()
                .filter(line -> line.startsWith("is ") || line.startsWith("called "))
                .toList();
        assertEquals(NAMES.size() + 1, matrix.size());
        assertEquals(1, matrix.stream().mapToInt(TextWidth::of).distinct().count(), String.join("\n", matrix));
        int head = lines.stream()
                .filter(line -> line.startsWith("class "))
                .mapToInt(TextWidth::of)
                .sum();
        for (int label = 0; label < NAMES.size(); label++) {
            String name = shown(label, 40);
            assertTrue(
                    lines.stream().anyMatch(line -> line.startsWith(name + " ") && TextWidth.of(line) == head), name);
        }
    }

    @Test
    void programsGetNumbersAndNames() {
        Map<String, Object> tree =
                cli.command("eval {HOME}/run --json").assertDone().json();
        assertEquals(NAMES, tree.get("class_names"));
        List<?> classes = (List<?>) tree.get("classes");
        for (int label = 0; label < NAMES.size(); label++) {
            assertEquals(label, ((Map<?, ?>) classes.get(label)).get("label"));
            assertEquals(NAMES.get(label), ((Map<?, ?>) classes.get(label)).get("name"));
        }
        List<Map<String, Object>> images = cli.command("predict {HOME}/run --index 0..19 --json")
                .assertDone()
                .objects();
        for (Map<String, Object> image : images) {
            assertEquals(NAMES.get(label(image, "label")), image.get("label_name"));
            assertEquals(NAMES.get(label(image, "prediction")), image.get("prediction_name"));
            Map<?, ?> first = (Map<?, ?>) ((List<?>) image.get("top")).get(0);
            assertEquals(image.get("prediction"), first.get("class"));
            assertEquals(image.get("prediction_name"), first.get("name"));
        }
        Map<String, Object> explained =
                cli.command("explain {HOME}/run --index 3 --json").assertDone().json();
        assertEquals(NAMES.get(label(explained, "label")), explained.get("label_name"));
        assertEquals(NAMES.get(label(explained, "prediction")), explained.get("prediction_name"));
        assertEquals(NAMES, explained.get("class_names"));
    }

    @Test
    void predictSaysNames() {
        Map<String, Object> image =
                cli.command("predict {HOME}/run --index 0 --json").assertDone().json();
        Cli.Result result = cli.command("predict {HOME}/run --index 0").assertDone();
        result.assertOut("  " + shown(label(image, "prediction"), 40) + " (");
        boolean right = image.get("label").equals(image.get("prediction"));
        result.assertOut(right ? "  right" : "  WRONG, it is " + Printable.of(NAMES.get(label(image, "label"))));
    }

    @Test
    void csvHasOneLineAnImage() {
        List<String> lines = cli.command("predict {HOME}/run --index all --csv")
                .assertDone()
                .out()
                .lines()
                .toList();
        assertEquals("ImageId,Label", lines.get(0));
        assertEquals(61, lines.size());
        List<Map<String, Object>> images = cli.command("predict {HOME}/run --index all --json")
                .assertDone()
                .objects();
        for (int i = 0; i < images.size(); i++) {
            String name = Printable.of(NAMES.get(label(images.get(i), "prediction")));
            String cell = name.contains(",") ? '"' + name.replace("\"", "\"\"") + '"' : name;
            assertEquals(i + 1 + "," + cell, lines.get(i + 1));
        }
        String all = String.join("\n", lines) + "\n";
        assertEquals(all, cli.command("predict {HOME}/run --csv").assertDone().out());
        assertEquals(
                all,
                cli.command("predict {HOME}/run --csv {HOME}/named/t10k-images-idx3-ubyte")
                        .assertDone()
                        .out());
    }

    @Test
    void csvCountsNoImagesThatAreMissing() throws IOException {
        Files.writeString(cli.path("no-picture.png"), "nothing");
        Cli.Result result =
                cli.command("predict {HOME}/run {HOME}/no-picture.png {HOME}/named/t10k-images-idx3-ubyte --csv");
        assertEquals(3, result.exitCode());
        assertEquals("", result.out());
        result.assertErr("no-picture.png", "nothing is printed");
        for (String other : List.of("--json", "--draw", "--top 2")) {
            cli.command("predict {HOME}/run --csv " + other).assertRefused(2, other.substring(0, 5), "--csv");
        }
    }

    /** Names of files say nothing about their content. */
    @Test
    void idxMayHaveAnyName() throws IOException {
        Path images = cli.path("named/t10k-images-idx3-ubyte");
        Path copy = Files.copy(images, cli.path("some pictures.png"));
        String expected = cli.run("predict", cli.path("run").toString(), images.toString(), "--csv")
                .out();
        assertEquals(
                expected,
                cli.run("predict", cli.path("run").toString(), copy.toString(), "--csv")
                        .assertDone()
                        .out());
    }

    @Test
    void foldersAreClassesByTheirNames() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("predict", cli.path("run").toString(), "--json"));
        // The class with the number 8 is called "7"; what no class is called is a number.
        for (String folder : List.of("two, \"three\"", "7", "9", "\u732b\u3068\u72ac")) {
            Path file =
                    Files.createDirectories(cli.path("sorted").resolve(folder)).resolve("picture.png");
            BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            for (int row = 6; row < 22; row++) {
                picture.getRaster().setSample(13, row, 0, 255);
                picture.getRaster().setSample(14, row, 0, 255);
            }
            ImageIO.write(picture, "png", file.toFile());
            arguments.add(file.toString());
        }
        List<Map<String, Object>> images =
                cli.run(arguments.toArray(String[]::new)).assertDone().objects();
        assertEquals(
                List.of(6, 8, 9, 1),
                images.stream().map(image -> image.get("label")).toList());
    }

    @Test
    void namesOfSeveralCharactersMakeNoNumber() throws IOException {
        cli.command("predict {HOME}/run --many {HOME}/nowhere.png")
                .assertRefused(2, "--many reads classes whose names have one character", "'T-shirt/top'");
    }

    @Test
    void explainSaysNamesAndTakesThem() throws IOException {
        Map<String, Object> known =
                cli.command("explain {HOME}/run --index 3 --json").assertDone().json();
        int label = label(known, "label");
        int other = label == 1 ? 2 : 1;
        Cli.Result result = cli.command("explain {HOME}/run --index 3 --label " + NAMES.get(other))
                .assertDone();
        result.assertOut(
                "; what if it were class " + NAMES.get(other) + "?",
                "let it be class " + NAMES.get(other),
                "   " + label + " " + shown(label, 16) + "  ",
                "The network says ");
        assertEquals(
                result.out(),
                cli.command("explain {HOME}/run --index 3 --label " + other)
                        .assertDone()
                        .out());
        assertFalse(result.out().contains("\u001b"));
        cli.command("explain {HOME}/run --label dog").assertRefused(2, "--label dog", "'T-shirt/top'", "0 to 9");
        cli.run("explain", cli.path("run").toString(), "--label", NAMES.get(4), "--html", cli.path("x.html") + "")
                .assertDone();
        String page = Files.readString(cli.path("x.html"));
        assertFalse(page.contains("<script>document"), page);
        assertTrue(page.contains("&lt;/script&gt;&lt;script&gt;document"), page);
    }

    @Test
    void theReportKeepsNamesInsideItsData() throws IOException {
        cli.command("report {HOME}/run --out {HOME}/r.html --png {HOME}/slides").assertDone();
        assertFalse(Files.readString(cli.path("r.html")).contains("<script>document"));
        assertTrue(Files.size(cli.path("slides/confusion.png")) > 1000);
    }
}
