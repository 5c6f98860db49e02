package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.view.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report, in a browser, of classes that have names and of images with light ground. */
class ReportNamesBrowserTest {
    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path home;

    private static Browser browser;

    @BeforeAll
    static void writeAndOpen() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the report is not looked at");
        Cli cli = new Cli(home);
        NamedDigits.writeLight(home.resolve("light"), 400, 100);
        cli.command("train --data {HOME}/light --hidden 16 --epochs 1 --validation 0 --backend ejml --out {HOME}/run")
                .assertDone();
        cli.command("report {HOME}/run").assertDone();
        Path profile = Files.createDirectory(home.resolve("profile"));
        Path page = home.resolve("run/report.html");
        browser = new Browser(Browser.program().orElseThrow(), profile, page, 1280, 1000);
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

    private static String text(String script) throws Exception {
        return browser.evaluate(script).asText();
    }

    private static List<String> texts(String selector) throws Exception {
        List<String> texts = new ArrayList<>();
        browser.evaluate("Array.from(document.querySelectorAll(\"" + selector + "\"), (e) => e.textContent)")
                .forEach(node -> texts.add(node.asText()));
        return texts;
    }

    /** Down the middle of the pad. */
    private static void drawALine() throws Exception {
        JsonNode box = browser.evaluate(
                "(() => { scrollTo({top: 0, behavior: 'instant'}); const b = document.getElementById('pad')"
                        + ".getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()");
        double x = box.get(0).asDouble() + box.get(2).asDouble() / 2;
        double top = box.get(1).asDouble();
        double height = box.get(3).asDouble();
        browser.drag(x, top + 0.2 * height, x, top + 0.8 * height);
    }

    @Test
    void everyNameIsShownAsItIs() throws Exception {
        assertEquals(NamedDigits.NAMES, texts("#labels button"));
        assertEquals(NamedDigits.NAMES, texts("#bars .name"));
        assertEquals(NamedDigits.NAMES, texts(".matrix tbody th"));
        assertEquals(NamedDigits.NAMES, texts(".matrix thead th + th"));
        String first = texts(".mistake").get(0);
        assertTrue(NamedDigits.NAMES.stream().anyMatch(name -> first.startsWith("is " + name + ", called ")), first);
        assertTrue(text("document.title").startsWith("Report of"));
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('main b').length").asInt());
    }

    @Test
    void thePageDoesNotSpeakOfDigits() throws Exception {
        assertEquals("Draw an image", text("document.getElementById('draw-title').textContent"));
        assertFalse(text("document.getElementById('draw').textContent").contains("digit"));
    }

    @Test
    void theAnswerAndTheBlameNameTheClass() throws Exception {
        drawALine();
        String answer = text("document.getElementById('answer').textContent");
        assertTrue(
                NamedDigits.NAMES.stream()
                        .map(name -> (name.equals("7") ? "A " : "Class ") + name + ", ")
                        .anyMatch(answer::startsWith),
                answer);
        browser.evaluate("document.querySelectorAll('#labels button')[2].click()");
        String blame = text("document.getElementById('blame').textContent");
        assertTrue(blame.startsWith("If this was class " + NamedDigits.NAMES.get(2) + ":"), blame);
    }

    @Test
    void strokesAreDarkOnLightGround() throws Exception {
        drawALine();
        JsonNode pixels = browser.evaluate("Array.from(window.report.pixels)");
        assertEquals(784, pixels.size());
        assertEquals(255, pixels.get(0).asInt());
        assertTrue(pixels.get(14 * 28 + 13).asInt() < 60, pixels.toString());
        assertEquals(
                "[255,255,255]",
                browser.evaluate("Array.from(document.getElementById('pad').getContext('2d')"
                                + ".getImageData(5, 5, 1, 1).data.slice(0, 3))")
                        .toString());
    }

    /** Nothing is centred or fitted: what is drawn in a corner stays there. */
    @Test
    void thePadIsTakenAsAWhole() throws Exception {
        JsonNode means =
                browser.evaluate("['plain', 'fit', 'light'].map((kind) => { const pixels = Preparation.prepare("
                        + "kind, [[[20, 30], [60, 30]]], 14, 7, {width: 280, height: 140, pen: 20});"
                        + "return [pixels.length, pixels[1 * 14 + 2], pixels[5 * 14 + 10]]; })");
        assertEquals("[[98,255,0],[98,255,0],[98,0,255]]", means.toString());
        assertEquals(
                "[\"digit\",\"plain\",\"light\",\"digit\"]",
                browser.evaluate("[Preparation.kindOf('unknown', 28, 28), Preparation.kindOf('unknown', 8, 8),"
                                + " Preparation.kindOf('light', 28, 28), Preparation.kindOf(undefined, 28, 28)]")
                        .toString());
    }

    @Test
    void theLayoutFitsAPhone() throws Exception {
        browser.resize(360, 800);
        int width = browser.evaluate("document.documentElement.scrollWidth").asInt();
        browser.resize(1280, 1000);
        assertTrue(width <= 360, "scrolls to " + width);
    }
}
