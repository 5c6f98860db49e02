package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import mnist.data.Pixels;
import mnist.data.generate.SomeDigits;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.nn.Workspace;
import mnist.nn.reference.DescentStep;
import mnist.nn.reference.LayerTrace;
import mnist.nn.reference.ReferenceNetwork;
import mnist.store.ModelFile;
import mnist.view.Browser;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report in a browser: digits are drawn with the mouse, and the network in the page answers. */
class ReportBrowserTest {
    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path home;

    private static Browser browser;
    private static Network network;

    @BeforeAll
    static void writeAndOpen() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the report is not looked at");
        Cli cli = new Cli(home);
        String data = SomeDigits.write(home.resolve("digits"), 6000, 60).toString();
        Path run = home.resolve("<img src=x onerror=alert(1)> & run");
        cli.run(
                        "train",
                        "--data",
                        data,
                        "--hidden",
                        "48,24",
                        "--norm",
                        "layer",
                        "--receptive-field",
                        "14",
                        "--residual",
                        "--backend",
                        "ejml",
                        "--epochs",
                        "6",
                        "--lr",
                        "0.1",
                        "--validation",
                        "500",
                        "--out",
                        run.toString())
                .assertDone();
        cli.run("report", run.toString()).assertDone();
        network = ModelFile.load(run.resolve("best.safetensors")).network();
        Path profile = Files.createDirectory(home.resolve("profile"));
        browser = new Browser(Browser.program().orElseThrow(), profile, run.resolve("report.html"), 1280, 1000);
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void clear() throws Exception {
        browser.evaluate("document.getElementById('clear').click()");
    }

    @AfterEach
    void nothingWentWrong() {
        assertEquals(List.of(), browser.complaints());
    }

    /** Draws strokes given in shares of the pad's side. */
    private static void draw(double[]... strokes) throws Exception {
        JsonNode box = browser.evaluate(
                "(() => { scrollTo({top: 0, behavior: 'instant'}); const b = document.getElementById('pad')"
                        + ".getBoundingClientRect(); return [b.left, b.top, b.width]; })()");
        for (double[] stroke : strokes) {
            double[] points = new double[stroke.length];
            for (int i = 0; i < points.length; i++) {
                points[i] = box.get(i % 2).asDouble() + stroke[i] * box.get(2).asDouble();
            }
            browser.drag(points);
        }
    }

    private static double[] arc(double x, double y, double radiusX, double radiusY, double from, double to) {
        int points = 24;
        double[] arc = new double[2 * points + 2];
        for (int i = 0; i <= points; i++) {
            double angle = Math.toRadians(from + (to - from) * i / points);
            arc[2 * i] = x + radiusX * Math.cos(angle);
            arc[2 * i + 1] = y + radiusY * Math.sin(angle);
        }
        return arc;
    }

    private static String answer() throws Exception {
        return browser.evaluate("document.getElementById('answer').textContent").asText();
    }

    @Test
    void drawnStrokesGiveTheDigit() throws Exception {
        draw(arc(0.5, 0.5, 0.22, 0.35, -90, 270));
        assertTrue(answer().startsWith("A 0"), answer());
        clear();
        draw(new double[] {0.53, 0.15, 0.51, 0.4, 0.5, 0.85});
        assertTrue(answer().startsWith("A 1"), answer());
        clear();
        draw(new double[] {0.25, 0.2, 0.5, 0.2, 0.75, 0.2, 0.6, 0.5, 0.45, 0.85});
        assertTrue(answer().startsWith("A 7"), answer());
        clear();
        draw(arc(0.48, 0.33, 0.18, 0.17, -150, 90), arc(0.48, 0.67, 0.2, 0.18, -90, 150));
        assertTrue(answer().startsWith("A 3"), answer());
    }

    @Test
    void thePlaceAndSizeOfADrawingDoNotMatter() throws Exception {
        draw(arc(0.5, 0.5, 0.2, 0.3, -90, 200));
        JsonNode large = browser.evaluate("Array.from(window.report.pixels)");
        clear();
        draw(arc(0.2, 0.25, 0.1, 0.15, -90, 200));
        JsonNode small = browser.evaluate("Array.from(window.report.pixels)");
        double apart = 0;
        for (int i = 0; i < large.size(); i++) {
            apart += Math.abs(large.get(i).asInt() - small.get(i).asInt());
        }
        assertTrue(apart / large.size() < 2, "levels of grey apart: " + apart / large.size());
    }

    @Test
    void probabilitiesAreThoseOfTheProgram() throws Exception {
        draw(arc(0.5, 0.3, 0.17, 0.17, 0, 360), new double[] {0.67, 0.3, 0.65, 0.6, 0.55, 0.85});
        JsonNode pixels = browser.evaluate("Array.from(window.report.pixels)");
        JsonNode outputs = browser.evaluate("window.report.outputs");
        FMatrixRMaj x = new FMatrixRMaj(1, pixels.size());
        for (int i = 0; i < pixels.size(); i++) {
            x.data[i] = Pixels.toFloat((byte) pixels.get(i).asInt());
        }
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            FMatrixRMaj expected = new Workspace(network, backend, 1).forward(x, null);
            for (int j = 0; j < expected.numCols; j++) {
                assertEquals(expected.get(0, j), outputs.get(j).asDouble(), 1e-4);
            }
        }
    }

    @Test
    void thePreparedDigitLiesInTheMiddle() throws Exception {
        draw(new double[] {0.1, 0.1, 0.1, 0.5, 0.3, 0.5});
        JsonNode pixels = browser.evaluate("Array.from(window.report.pixels)");
        double mass = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < pixels.size(); i++) {
            double ink = pixels.get(i).asDouble();
            mass += ink;
            x += ink * (i % 28 + 0.5);
            y += ink * (i / 28 + 0.5);
        }
        assertEquals(14, x / mass, 0.1);
        assertEquals(14, y / mass, 0.1);
    }

    @Test
    void gradientsReachThePixels() throws Exception {
        draw(arc(0.5, 0.5, 0.22, 0.35, -90, 270));
        browser.evaluate("document.querySelectorAll('#labels button')[5].click()");
        String blame =
                browser.evaluate("document.getElementById('blame').textContent").asText();
        assertTrue(blame.contains("If this was a 5") && blame.contains("dC/dx"), blame);
        assertEquals(
                9,
                browser.evaluate("document.querySelectorAll('#blame tbody tr').length")
                        .asInt());
        // The weights with the most blame, by looking at all that are connected.
        JsonNode found = browser.evaluate("(() => { const n = window.report.network; const traces = n.forward("
                + "Array.from(window.report.pixels, (b) => b * 2 / 255)); n.backward(traces, 5);"
                + "return traces.map((t, i) => { const all = []; t.x.forEach((x, input) => t.dz.forEach((dz, out) => {"
                + "if (n.layers[i].w[input * t.dz.length + out] !== 0) all.push(Math.abs(x * dz)); }));"
                + "all.sort((p, q) => q - p);"
                + "return [all.slice(0, 5), n.mostBlamed(traces, i, 5).map((at) => Math.abs(at.dw)),"
                + "n.mostBlamed(traces, i, 5).filter((at) => at.w === 0).length]; }); })()");
        for (JsonNode layer : found) {
            assertTrue(layer.get(0).get(4).asDouble() > 0);
            assertEquals(layer.get(0), layer.get(1));
            assertEquals(0, layer.get(2).asInt());
        }
        // dC/dx by moving one pixel.
        JsonNode slopes = browser.evaluate("(() => { const n = window.report.network; const x = "
                + "Array.from(window.report.pixels, (b) => b * 2 / 255); const loss = (x) => -Math.log("
                + "n.forward(x)[2].a[5]); const dx = n.backward(n.forward(x), 5); const i = 14 * 28 + 8; const h = 1e-4;"
                + "const up = x.slice(); up[i] += h; const down = x.slice(); down[i] -= h;"
                + "return [dx[i], (loss(up) - loss(down)) / (2 * h)]; })()");
        assertEquals(
                slopes.get(1).asDouble(),
                slopes.get(0).asDouble(),
                1e-5 * Math.abs(slopes.get(1).asDouble()) + 1e-9);
    }

    /** One step of descent on the drawing, as the reference does it, and back. */
    @Test
    void aStepIsThatOfTheReferenceAndCanBeUndone() throws Exception {
        draw(arc(0.5, 0.5, 0.22, 0.35, -90, 270));
        browser.evaluate("document.querySelectorAll('#labels button')[5].click()");
        browser.evaluate("document.getElementById('rate').value = 0.05");
        JsonNode before = browser.evaluate("window.report.outputs");
        ReferenceNetwork reference = ReferenceNetwork.answering(network);
        double[][] x = {pixels()};
        for (int step = 1; step <= 2; step++) {
            browser.evaluate("document.getElementById('take-step').click()");
            List<LayerTrace> traces = reference.forward(x);
            reference.backward(traces, new int[] {5});
            for (int layer = 1; layer <= traces.size(); layer++) {
                DescentStep.step(reference.layer(layer), traces.get(layer - 1).d, 0.05);
            }
            assertOutputs(reference.forward(x).get(traces.size() - 1).y[0]);
        }
        assertTrue(browser.evaluate("window.report.outputs").get(5).asDouble()
                > before.get(5).asDouble());
        String table = browser.evaluate("document.getElementById('step-table').textContent")
                .asText();
        assertTrue(table.startsWith("classbeforeafter5"), table);
        browser.evaluate("document.getElementById('undo-step').click()");
        browser.evaluate("document.getElementById('undo-step').click()");
        assertEquals(before, browser.evaluate("window.report.outputs"));
        assertEquals(
                "true",
                browser.evaluate("document.getElementById('undo-step').disabled")
                        .toString());
    }

    private static double[] pixels() throws Exception {
        JsonNode pixels = browser.evaluate("Array.from(window.report.pixels, (b) => b * 2 / 255)");
        double[] x = new double[pixels.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = pixels.get(i).asDouble();
        }
        return x;
    }

    private static void assertOutputs(double[] expected) throws Exception {
        JsonNode outputs = browser.evaluate("window.report.outputs");
        for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], outputs.get(j).asDouble(), 1e-9);
        }
    }

    @Test
    void eachMistakeHasTheCommandThatExplainsIt() throws Exception {
        JsonNode tiles = browser.evaluate("Array.from(document.querySelectorAll('.tile'), (tile) =>"
                + " [tile.querySelector('.hint').textContent, tile.querySelector('.command').textContent])");
        for (JsonNode tile : tiles) {
            String index = tile.get(0).asText().replace("image ", "");
            String command = tile.get(1).asText();
            assertTrue(command.contains(" explain '") && command.endsWith(" & run' --index " + index), command);
        }
    }

    @Test
    void theSummaryTellsTheModelsEpochFromTheRuns() throws Exception {
        String summary = browser.evaluate("document.getElementById('summary').textContent")
                .asText();
        assertTrue(summary.contains("trained for 6 epochs. Shown is the model of epoch "), summary);
        assertTrue(browser.evaluate("document.getElementById('outputs-hint').textContent")
                .asText()
                .isEmpty());
    }

    @Test
    void aMistakeOfTheGalleryComesBeforeTheNetwork() throws Exception {
        int mistakes =
                browser.evaluate("document.querySelectorAll('.mistake').length").asInt();
        assumeTrue(mistakes > 0, "the network makes no mistakes");
        browser.evaluate("document.querySelector('.mistake').click()");
        JsonNode apart = browser.evaluate("(() => { const m = JSON.parse(document.getElementById('data').textContent)"
                + ".mistakes[0]; return Math.max(...m.probabilities.map((p, j) => Math.abs(p -"
                + " window.report.outputs[j]))); })()");
        assertTrue(apart.asDouble() < 1e-4, apart.toString());
    }

    @Test
    void aNumberOfTheMatrixLeadsToItsMistakes() throws Exception {
        assertTrue(browser.evaluate("(() => { const mistakes = JSON.parse(document.getElementById('data').textContent)"
                        + ".mistakes; const cells = new Set(mistakes.map((m) => `#mistake-${m.label}-${m.prediction}`));"
                        + "const links = Array.from(document.querySelectorAll('.matrix a'));"
                        + "return links.length === cells.size && links.every((link) => {"
                        + "link.click(); const [is, called] = link.hash.split('-').slice(1).map(Number);"
                        + "const chosen = Array.from(document.querySelectorAll('.mistake.chosen'));"
                        + "return cells.has(link.hash) && chosen[0].id === link.hash.slice(1) && chosen.length ==="
                        + "mistakes.filter((m) => m.label === is && m.prediction === called).length; }); })()")
                .asBoolean());
    }

    @Test
    void axesBeginWhereTheyShouldAndHaveRoundTicks() throws Exception {
        JsonNode axes = browser.evaluate("Array.from(document.querySelectorAll('.chart canvas'), (canvas) => {"
                + "const {x, y} = Chart.getChart(canvas).scales;"
                + "return {x: x.ticks.map((t) => t.value), y: y.ticks.map((t) => t.value), type: y.type}; })");
        int logarithmic = 0;
        for (JsonNode axis : axes) {
            assertEquals("[1,2,3,4,5,6]", axis.get("x").toString());
            if (axis.get("type").asText().equals("logarithmic")) {
                logarithmic++;
                assertTrue(axis.get("y").size() >= 2, axis.toString());
                for (JsonNode tick : axis.get("y")) {
                    String digits = String.format(Locale.ROOT, "%.6e", tick.asDouble());
                    assertTrue(digits.matches("[125]\\.000000e.*"), axis.toString());
                }
            }
        }
        assertEquals(2, logarithmic);
        JsonNode dead = axes.get(axes.size() - 2).get("y");
        assertEquals(0, dead.get(0).asDouble());
        assertTrue(dead.size() <= 6, dead.toString());
    }

    @Test
    void manyEpochsAreCountedInFives() throws Exception {
        assertEquals(
                "[1,5,10,15,20,25,30]",
                browser.evaluate(
                                "Curves.epochAxis(30).afterBuildTicks(window.axis = {}), axis.ticks.map((t) => t.value)")
                        .toString());
    }

    @Test
    void roundingMakesNothingCertain() throws Exception {
        assertEquals(
                "[\"> 99.99 %\",\"100.00 %\",\"< 0.01 %\",\"0.00 %\",\"99.99 %\"]",
                browser.evaluate("[0.99999, 1, 0.00001, 0, 0.99994].map(Pictures.percent)")
                        .toString()
                        .replace('\u00a0', ' '));
    }

    @Test
    void whatIsNotThereIsNotShown() throws Exception {
        String activations = browser.evaluate("document.getElementById('activations').textContent")
                .asText();
        assertEquals("Draw a digit above.", activations);
        String settings = browser.evaluate("document.getElementById('settings').textContent")
                .asText();
        assertFalse(settings.contains("null"), settings);
    }

    @Test
    void everythingIsThereAndNothingIsAskedFor() throws Exception {
        assertEquals(
                4 + 2,
                browser.evaluate("document.querySelectorAll('.chart canvas').length")
                        .asInt());
        assertEquals(
                10,
                browser.evaluate("document.querySelectorAll('.matrix tbody tr').length")
                        .asInt());
        assertEquals(
                48,
                browser.evaluate("document.querySelectorAll('#weight-images canvas').length")
                        .asInt());
        assertTrue(browser.evaluate("document.querySelectorAll('#settings tbody tr').length")
                        .asInt()
                > 20);
        browser.evaluate("document.getElementById('by-seconds').click()");
        List<String> asked = browser.requests().stream()
                .filter(url -> !url.startsWith("data:"))
                .toList();
        assertEquals(1, asked.size(), asked.toString());
        assertTrue(asked.get(0).startsWith("file:"));
    }

    @Test
    void aHostileNameStaysText() throws Exception {
        assertEquals(
                0, browser.evaluate("document.querySelectorAll('img').length").asInt());
        String title =
                browser.evaluate("document.getElementById('title').textContent").asText();
        assertTrue(title.contains("<img src=x onerror=alert(1)> & run"), title);
        assertTrue(browser.evaluate("document.title").asText().contains("<img src=x onerror=alert(1)> & run"));
    }

    @Test
    void theLayoutFitsAPhone() throws Exception {
        browser.resize(360, 800);
        int width = browser.evaluate("document.documentElement.scrollWidth").asInt();
        browser.resize(1280, 1000);
        assertTrue(width <= 360, "scrolls to " + width);
    }
}
