package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.store.json.Json;
import mnist.view.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code mnist serve} in a browser. */
class ServeBrowserTest {
    /** A browser may still be writing to its profile when it is gone. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path profile;

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(300, 30);

    @Test
    void thePageAndTheServerSayTheSame() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium is installed: the page is not looked at");
        cli.train("--hidden 16 --norm batch --epochs 4 --validation 20 --out {HOME}/run")
                .assertDone();
        Path folder = Files.createDirectory(profile.resolve("profile"));
        try (Served served = new Served(cli.path("run"));
                Browser browser = new Browser(Browser.program().orElseThrow(), folder, served.url(), 1280, 1000)) {
            JsonNode box = browser.evaluate("(() => { const b = document.getElementById('pad').getBoundingClientRect();"
                    + " return [b.left, b.top]; })()");
            double x = box.get(0).asDouble();
            double y = box.get(1).asDouble();
            browser.drag(new double[] {x + 70, y + 60, x + 200, y + 60, x + 130, y + 230});
            String pixels = browser.evaluate("Array.from(window.report.pixels)").toString();
            Map<String, Object> answer = Json.parse(
                    served.predict(pixels.getBytes(StandardCharsets.UTF_8)).body());
            JsonNode outputs = browser.evaluate("window.report.outputs");
            for (Object each : (List<?>) answer.get("top")) {
                Map<?, ?> likely = (Map<?, ?>) each;
                double probability = ((Number) likely.get("probability")).doubleValue();
                assertEquals(probability, outputs.get((int) likely.get("class")).asDouble(), 1e-4);
            }
            String said = browser.evaluate("document.getElementById('answer').textContent")
                    .asText();
            assertTrue(said.startsWith("A " + answer.get("prediction") + ","), said);
            assertTrue(browser.requests().stream()
                    .allMatch(asked -> asked.equals(served.url().toString()) || asked.startsWith("data:")));
            browser.resize(360, 800);
            assertTrue(browser.evaluate("document.documentElement.scrollWidth").asInt() <= 360);
            assertEquals(List.of(), browser.complaints());
        }
    }
}
