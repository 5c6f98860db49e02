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
import java.util.Set;
import java.util.regex.Pattern;
import mnist.view.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The report in Chinese, of a network whose outputs are no probabilities. */
class ChineseReportBrowserTest {
    /** Two words of English in a row and a third are a text; names and settings are single words. */
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b");

    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path profile;

    @Test
    void noEnglishIsLeftAndSigmoidOutputsAreNoProbabilities() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the report is not looked at");
        cli.train("--hidden 6,6,6,6,6 --output sigmoid --loss mse --epochs 2 --validation 30 --out {HOME}/run")
                .assertDone();
        cli.command("report {HOME}/run --lang zh").assertDone();
        Path page = cli.path("run/report.html");
        Path folder = Files.createDirectory(profile.resolve("profile"));
        try (Browser browser = new Browser(Browser.program().orElseThrow(), folder, page, 1280, 1000)) {
            assertEquals(
                    "zh-CN", browser.evaluate("document.documentElement.lang").asText());
            browser.evaluate("document.querySelector('.mistake').click()");
            browser.evaluate("document.getElementById('take-step').click()");
            String answer = browser.evaluate("document.getElementById('answer').textContent")
                    .asText();
            assertTrue(answer.contains("输出") && !answer.contains("%"), answer);
            String bars = browser.evaluate("document.getElementById('bars').textContent")
                    .asText();
            assertFalse(bars.contains("%"), bars);
            String texts = browser.evaluate(
                            "document.querySelectorAll('script, style, #settings details').forEach((e) =>"
                                    + " e.remove()), document.body.innerText")
                    .asText();
            assertFalse(
                    Pattern.compile("\\p{IsHan} ?\\w*[,;?!] ").matcher(texts).find(), texts);
            assertTrue(texts.contains("走一步") && texts.contains("梯度"), texts);
            for (String line : texts.split("\n", -1)) {
                // Commands, paths and names of data sets are the same in all languages.
                assertFalse(
                        ENGLISH.matcher(line).find() && !line.contains("/") && !line.contains("generated digits"),
                        line);
            }
            JsonNode labels = browser.evaluate("Array.from(document.querySelectorAll('[aria-label], [title]'), (e) =>"
                    + " (e.ariaLabel || '') + (e.title || ''))");
            labels.forEach(label -> assertFalse(ENGLISH.matcher(label.asText()).find(), label.asText()));
            JsonNode layers = browser.evaluate("(() => { const canvas = document.querySelector('#flow-charts canvas');"
                    + "return Chart.getChart(canvas).data.datasets.map((series) => series.borderColor); })()");
            assertEquals(6, layers.size());
            assertEquals(6, Set.copyOf(colours(layers)).size(), "no colour comes twice");
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static List<String> colours(JsonNode layers) {
        List<String> colours = new ArrayList<>();
        layers.forEach(layer -> colours.add(layer.asText()));
        return colours;
    }
}
