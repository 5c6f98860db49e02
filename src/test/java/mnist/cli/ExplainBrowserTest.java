package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.data.generate.SomeDigits;
import mnist.view.Browser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages of {@code explain --html} in a browser. */
class ExplainBrowserTest {
    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path home;

    private static Path ofModel;
    private static Path ofToy;

    @BeforeAll
    static void write() {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the explanations are not looked at");
        Cli cli = new Cli(home);
        String data = SomeDigits.write(home.resolve("digits"), 200, 30).toString();
        String run = home.resolve("<img src=x onerror=alert(1)> & run").toString();
        cli.run("train", "--data", data, "--hidden", "40,12", "--epochs", "1", "--validation", "50", "--out", run)
                .assertDone();
        ofModel = home.resolve("model.html");
        cli.run("explain", run, "--index", "3", "--html", ofModel.toString()).assertDone();
        ofToy = home.resolve("toy.html");
        cli.run("explain", "--toy", "chain", "--html", ofToy.toString()).assertDone();
    }

    @Test
    void theyAskForNothingComplainOfNothingAndFitAPhone() throws Exception {
        for (Path page : List.of(ofModel, ofToy)) {
            Path profile = Files.createTempDirectory(home, "profile");
            try (Browser browser = new Browser(Browser.program().orElseThrow(), profile, page, 1280, 1000)) {
                browser.resize(360, 800);
                int width =
                        browser.evaluate("document.documentElement.scrollWidth").asInt();
                assertTrue(width <= 360, page + " scrolls to " + width);
                assertEquals(List.of(), browser.complaints());
                List<String> asked = browser.requests().stream()
                        .filter(url -> !url.startsWith("data:"))
                        .toList();
                assertEquals(List.of(page.toUri().toString()), asked);
            }
        }
    }

    @Test
    void tablesOfAModelFitAPhoneAndWideOnesShowThatTheyScroll() throws Exception {
        Path profile = Files.createTempDirectory(home, "profile");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), profile, ofModel, 1280, 1000)) {
            browser.resize(400, 800);
            assertEquals(
                    "[]",
                    browser.evaluate("Array.from(document.querySelectorAll('div.scroll')).filter((box) =>"
                                    + " box.scrollWidth > box.clientWidth).map((box) => box.textContent)")
                            .toString());
            String shadows = browser.evaluate(
                            "getComputedStyle(document.querySelector('.scroll')).backgroundAttachment")
                    .asText();
            assertEquals("local, local, scroll, scroll", shadows);
        }
    }

    @Test
    void noBarIsCutOffOnADesktopAndUnitsHaveNumbers() throws Exception {
        Path profile = Files.createTempDirectory(home, "profile");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), profile, ofModel, 1280, 1000)) {
            assertEquals(
                    "[]",
                    browser.evaluate("Array.from(document.querySelectorAll('div.scroll')).filter((box) =>"
                                    + " box.scrollWidth > box.clientWidth).map((box) => box.textContent)")
                            .toString());
            assertEquals(
                    "0123456789",
                    browser.evaluate(
                                    "Array.from(document.querySelectorAll('figure svg')).find((svg) =>"
                                            + " svg.getAttribute('aria-label').startsWith('a of layer 3'))"
                                            + ".querySelectorAll('text').values().reduce((all, text) => all + text.textContent, '')")
                            .asText());
        }
    }

    @Test
    void theModelsNameStaysTextAndThePicturesAreDrawn() throws Exception {
        Path profile = Files.createTempDirectory(home, "profile");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), profile, ofModel, 1280, 1000)) {
            assertEquals(
                    0,
                    browser.evaluate("document.querySelectorAll('img, script').length")
                            .asInt());
            String origin = browser.evaluate("document.querySelector('header .hint').textContent")
                    .asText();
            assertTrue(origin.contains("<img src=x onerror=alert(1)> & run"), origin);
            // The image, its gradient, and forward and backward of two hidden layers and of the outputs.
            assertEquals(
                    8,
                    browser.evaluate("document.querySelectorAll('figure svg').length")
                            .asInt());
            String ink = browser.evaluate("getComputedStyle(document.querySelector('.ink .fill-plus')).fill")
                    .asText();
            assertEquals("rgb(16, 20, 24)", ink);
        }
    }
}
