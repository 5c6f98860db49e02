package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code report} as users call it, without a browser. */
class ReportCommandTest {
    private static final long LARGEST = 1_500_000;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    private static Path data;
    private static Path run;
    private static Path other;

    @BeforeAll
    static void train() {
        data = cli.data();
        run = train("first", "--data {HOME}/digits --hidden 128 --epochs 30");
        other = train("second", "--data {HOME}/digits --hidden 16 --epochs 3");
    }

    private static Path train(String name, String options) {
        cli.command("train --validation 50 --out {HOME}/" + name + " " + options)
                .assertDone();
        return cli.path(name);
    }

    private static Map<String, Object> dataOf(Path page) throws IOException {
        Matcher json = Pattern.compile("id=\"data\">(.*?)</script>").matcher(Files.readString(page));
        assertTrue(json.find());
        return Json.parse(json.group(1));
    }

    @Test
    void aRunBecomesOneFileOfABearableSize() throws IOException {
        cli.run("report", run.toString()).assertDone().assertOut("report.html");
        assertTrue(Files.size(run.resolve("report.html")) <= LARGEST);
        Map<String, Object> page = dataOf(run.resolve("report.html"));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) page.get("runs")).get(0);
        assertEquals("first", first.get("name"));
        assertEquals(30, ((List<?>) first.get("epochs")).size());
        assertEquals(2, ((List<?>) ((Map<?, ?>) ((List<?>) first.get("epochs")).get(29)).get("layers")).size());
        assertEquals(10, ((List<?>) page.get("confusion")).size());
        List<?> mistakes = (List<?>) page.get("mistakes");
        assertEquals(Math.min(60, (Integer) page.get("errors")), mistakes.size());
        double last = 2;
        for (Object mistake : mistakes) {
            Map<?, ?> entry = (Map<?, ?>) mistake;
            List<?> probabilities = (List<?>) entry.get("probabilities");
            double surest = ((Number) probabilities.get((Integer) entry.get("prediction"))).doubleValue();
            assertTrue(surest <= last + 1e-6, "hardest first");
            assertFalse(entry.get("label").equals(entry.get("prediction")));
            last = surest;
        }
    }

    @Test
    void severalRunsGoIntoTheFileThatIsNamed() throws IOException {
        Path out = cli.path("both.html");
        Map<String, Object> said = cli.run(
                        "report", run.toString(), other.toString(), "--out", out.toString(), "--json")
                .assertDone()
                .json();
        assertEquals(out.toString(), said.get("report"));
        assertEquals(2, ((List<?>) dataOf(out).get("runs")).size());
    }

    @Test
    void picturesForSlidesGoIntoTheirFolder() throws IOException {
        Path slides = cli.path("talk/slides");
        Cli.Result result = cli.run("report", run.toString(), "--png", slides.toString(), "--json");
        assumeFalse(result.err().contains("this Java cannot draw"), result.err());
        Map<String, Object> said = result.assertDone().json();
        assertEquals(
                List.of("curves.png", "confusion.png", "weights.png").stream()
                        .map(name -> slides.resolve(name).toString())
                        .toList(),
                said.get("pictures"));
        for (String name : List.of("curves.png", "confusion.png", "weights.png")) {
            assertEquals("PNG", new String(Files.readAllBytes(slides.resolve(name)), 1, 3, StandardCharsets.US_ASCII));
        }
        Path file = Files.writeString(cli.path("a-file"), "x");
        cli.run("report", run.toString(), "--png", file.toString()).assertRefused(4, "a-file");
    }

    @Test
    void withoutTheTestImagesThePageStillStands() throws IOException {
        Path moved = SomeDigits.write(cli.path("moved"), 300, 60);
        Path folder = train("third", "--data {HOME}/moved --hidden 16 --epochs 1");
        Files.delete(moved.resolve("t10k-images-idx3-ubyte"));
        cli.run("report", folder.toString()).assertDone().assertErr("warning", "--data");
        Map<String, Object> page = dataOf(folder.resolve("report.html"));
        assertFalse(page.containsKey("confusion"));
        assertTrue(page.containsKey("note"));
        cli.run("report", folder.toString(), "--data", moved.toString()).assertRefused(3, "moved");
    }

    @Test
    void whatIsNoRunIsRefusedInOneLine() {
        cli.run("report", cli.path("none").toString()).assertRefused(4, "none");
        cli.run("report", data.toString()).assertRefused(4, "config.json");
        cli.run("report").assertRefused(2, "RUN");
    }
}
