package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import mnist.data.generate.SomeDigits;
import mnist.view.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report of a sweep in a browser: options that are numbers and texts, and a point that diverged. */
class SweepReportBrowserTest {
    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    private static Path home;

    @Test
    void aPointIsSetOffEverywhere() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the report is not looked at");
        Cli cli = new Cli(home);
        SomeDigits.write(home.resolve("digits"), 200, 40);
        cli.command("sweep --data {HOME}/digits --backend ejml --validation 40 --lr 0.1,0.3,1e30"
                + " --hidden 4,4 --hidden 8 --seeds 2 --epochs 3 --out {HOME}/sweep");
        cli.command("sweep report {HOME}/sweep").assertDone();
        Path profile = Files.createDirectory(home.resolve("profile"));
        Path page = home.resolve("sweep/report.html");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), profile, page, 1280, 1000)) {
            browser.resize(400, 800);
            assertEquals(
                    "6 points, 12 runs, 6 lines, 4 charts drawn",
                    browser.evaluate("document.querySelectorAll('#point-table tbody tr').length + ' points, '"
                                    + " + document.querySelectorAll('#run-table tbody tr').length + ' runs, '"
                                    + " + document.querySelectorAll('#parallel path').length + ' lines, '"
                                    + " + (Object.keys(Chart.instances).length + 1) + ' charts drawn'")
                            .asText());
            assertTrue(
                    browser.evaluate("document.documentElement.scrollWidth <= 400")
                            .asBoolean(),
                    "wider than the screen");
            assertEquals(
                    "0 cut off, 4,4 before 8, 0 without a text",
                    browser.evaluate(
                                    "(() => { const picture = document.querySelector('#parallel svg').getBoundingClientRect();"
                                            + " const texts = [...document.querySelectorAll('#parallel text')];"
                                            + " const at = (text) => texts.findIndex((t) => t.firstChild.data === text);"
                                            + " const cut = texts.filter((t) => t.getBoundingClientRect().left < picture.left"
                                            + " || t.getBoundingClientRect().right > picture.right).length;"
                                            + " return cut + ' cut off, ' + (at('4,4') < at('8') ? '4,4 before 8' : '8 before 4,4')"
                                            + " + ', ' + (document.body.innerText.match(/@text/g) || []).length"
                                            + " + ' without a text'; })()")
                            .asText());
            double furthest = browser.evaluate(
                            "Math.max(...Object.values(Chart.instances).map((chart) => chart.scales.x.max))")
                    .asDouble();
            assertTrue(furthest < 10, "the rate of 1e30 stretches an axis to " + furthest);
            browser.evaluate("document.querySelector('#point-table button').click()");
            assertEquals(
                    "true, 1 set off, 5 faded",
                    browser.evaluate("document.querySelector('#point-table button').getAttribute('aria-pressed') + ', '"
                                    + " + document.querySelectorAll('#parallel path.chosen').length + ' set off, '"
                                    + " + document.querySelectorAll('#parallel path.faded').length + ' faded'")
                            .asText());
            assertEquals(List.of(), browser.complaints());
        }
        cli.command("sweep report {HOME}/sweep --lang zh --out {HOME}/zh.html").assertDone();
        Path other = Files.createDirectory(home.resolve("other"));
        Path chinese = home.resolve("zh.html");
        try (Browser browser = new Browser(Browser.program().orElseThrow(), other, chinese, 1280, 1000)) {
            // Why a run has no result is an error message, and those are English.
            String words = browser.evaluate(
                            "document.querySelectorAll('script, style, #point-table td.text').forEach((e) =>"
                                    + " e.remove()), document.title + document.body.innerText")
                    .asText();
            assertTrue(words.contains("验证准确率") && words.contains("发散"), words);
            assertFalse(
                    Pattern.compile("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
                            .matcher(words)
                            .find(),
                    words);
            assertEquals(List.of(), browser.complaints());
        }
    }
}
