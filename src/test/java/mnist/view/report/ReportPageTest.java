package mnist.view.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.json.Json;
import mnist.view.document.PageTemplate;
import mnist.view.explain.Subjects;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Messages TEXTS = Messages.of("report", Language.ENGLISH);

    private static final String HOSTILE =
            "</script><script>alert(1)</script> @report/report.css@ @title@ & \u2028 \" '";

    @Test
    void namesNeverBecomeMarkup() throws JsonProcessingException {
        String json = new ObjectMapper().writeValueAsString(Map.of("name", HOSTILE));
        String page = ReportPage.html("</title>" + HOSTILE, json, TEXTS);
        assertFalse(page.contains("<script>alert"));
        assertEquals(1, page.split("</title>", -1).length - 1);
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
                .matcher(page);
        assertTrue(data.find());
        assertEquals(
                HOSTILE, new ObjectMapper().readTree(data.group(1)).get("name").asText());
    }

    @Test
    void thePageIsWholeAndPointsNowhere() {
        String page = ReportPage.html("t", "{}", TEXTS);
        String sweep = ReportPage.ofSweep("t", "{}", TEXTS);
        String pad = PadPage.html("t", "s", "{}", TEXTS);
        for (String each : List.of(page, sweep, pad)) {
            assertFalse(Pattern.compile("@[a-z][a-z./_]+@").matcher(each).find(), "a part is missing");
        }
        assertFalse(page.contains("sourceMappingURL"));
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(Pattern.compile("<(script|link|img|iframe)[^>]*(src|href)=\"(?!data:)")
                .matcher(page)
                .find());
        // Each element of a script's text ends where it should.
        assertEquals(page.split("<script", -1).length, page.split("</script>", -1).length);
    }

    @Test
    void everyCurveStandsOutFromItsGround() {
        String[] grounds = PageTemplate.resource("page.css").split("@media", 2);
        String[] curves = PageTemplate.resource("series.css").split("@media", 2);
        for (int scheme = 0; scheme < 2; scheme++) {
            Matcher ground = Pattern.compile("--card: #([0-9a-f]{6})").matcher(grounds[scheme]);
            assertTrue(ground.find());
            Matcher series = Pattern.compile("--series-\\d: #([0-9a-f]{6})").matcher(curves[scheme]);
            int count = 0;
            while (series.find()) {
                count++;
                // 3 to 1 is what WCAG 2.2 demands of lines, 4.5 of text.
                double contrast = contrast(series.group(1), ground.group(1));
                assertTrue(contrast >= (scheme == 0 ? 3 : 4.5), series.group() + ": " + contrast);
            }
            assertEquals(8, count);
        }
    }

    /** The best and the worst point of a sweep differ in lightness, not only in colour, and have no colour that means a sign. */
    @Test
    void theBestAndTheWorstAreToldApart() {
        String[] grounds = PageTemplate.resource("page.css").split("@media", 2);
        String[] sweeps = PageTemplate.resource("report/sweep.css").split("@media", 2);
        for (int scheme = 0; scheme < 2; scheme++) {
            String ground = named("card", grounds[scheme]);
            String worst = named("worst", sweeps[scheme]);
            String best = named("best", sweeps[scheme]);
            assertTrue(contrast(worst, ground) >= 3, "worst");
            assertTrue(contrast(best, ground) >= 4.5, "best");
            assertTrue(contrast(best, worst) >= 3, "best and worst");
            assertFalse(PageTemplate.resource("report/sweep.js").matches("(?s).*--(plus|minus|right|wrong)\\b.*"));
        }
    }

    private static String named(String colour, String css) {
        Matcher found = Pattern.compile("--" + colour + ": #([0-9a-f]{6})").matcher(css);
        assertTrue(found.find(), colour);
        return found.group(1);
    }

    private static double contrast(String one, String other) {
        double a = luminance(Integer.parseInt(one, 16));
        double b = luminance(Integer.parseInt(other, 16));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void theNetworkIsInThePageToTheLastBit() {
        for (NetworkSpec spec : Subjects.specs()) {
            Network network = Subjects.network(spec);
            Map<String, Object> tree = Json.parse(Json.compact(ReportModel.of(network)));
            List<?> layers = (List<?>) tree.get("layers");
            for (int number = 1; number <= spec.layers(); number++) {
                Map<?, ?> layer = (Map<?, ?>) layers.get(number - 1);
                assertArrayEquals(
                        network.layer(number).w.data, weights(layer, spec.width(number - 1) * spec.width(number)));
                assertEquals(spec.fanIn(number) * spec.width(number), floats(layer.get("w")).length, "no others");
                assertEquals(network.layer(number).projection != null, layer.containsKey("projection"));
                assertEquals(network.layer(number).gamma != null, layer.containsKey("gamma"));
            }
        }
    }

    private static float[] weights(Map<?, ?> layer, int count) {
        float[] given = floats(layer.get("w"));
        if (!layer.containsKey("wAt")) {
            return given;
        }
        float[] all = new float[count];
        int[] next = {0};
        BitSet.valueOf(Base64.getDecoder().decode((String) layer.get("wAt"))).stream()
                .forEach(i -> all[i] = given[next[0]++]);
        return all;
    }

    private static float[] floats(Object base64) {
        byte[] bytes = Base64.getDecoder().decode((String) base64);
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
