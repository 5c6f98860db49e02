package mnist.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import mnist.nn.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of an explanation is well-formed, shows what the text says, and keeps every name a name. */
class ExplanationPageTest {
    private static final String HOSTILE = "</title><script>alert(1)</script> \" onload='x' & @page.css@";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?");

    private static List<NetworkSpec> specs() {
        return Subjects.specs();
    }

    private static Explanation explanation(NetworkSpec spec) {
        return new Explanation(Subjects.network(spec), Subjects.image(), 2, null, 0.05);
    }

    private static Element main(String page) throws Exception {
        String main = page.substring(page.indexOf("<main"), page.indexOf("</main>") + "</main>".length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(main)))
                .getDocumentElement();
    }

    private static void assertSaysWhatTheTextSays(List<String> lines, String page) throws Exception {
        String said = main(page).getTextContent();
        int numbers = 0;
        for (String line : lines) {
            Matcher number = NUMBER.matcher(line);
            while (number.find()) {
                numbers++;
                assertTrue(said.contains(number.group()), line);
            }
        }
        assertTrue(numbers > 30, "the text was not understood");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void thePageSaysWhatTheTextSays(NetworkSpec spec) throws Exception {
        Explanation explanation = explanation(spec);
        String page = ExplanationPage.of(explanation, "image 7", "a model", 4, "1.0");
        assertSaysWhatTheTextSays(ExplanationText.of(explanation).lines(Emphasis.PLAIN), page);
        assertEquals(4, main(page).getElementsByTagName("section").getLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "chain", "line"})
    void toysHavePagesToo(String name) throws Exception {
        Toy toy = Toy.named(name, null, null);
        assertSaysWhatTheTextSays(toy.document().lines(Emphasis.PLAIN), ExplanationPage.of(toy, "1.0"));
    }

    @Test
    void barsAreAsLongAsTheirNumbers() throws Exception {
        Explanation explanation = explanation(specs().get(0));
        Element main = main(ExplanationPage.of(explanation, "image 7", "a model", 4, "1.0"));
        NodeList sections = main.getElementsByTagName("section");
        NodeList bars = ((Element) sections.item(1)).getElementsByTagName("rect");
        double[] dz = explanation.outputs().dz[0];
        assertEquals(dz.length, bars.getLength());
        double largest = 0;
        for (double value : dz) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int j = 0; j < dz.length; j++) {
            Element bar = (Element) bars.item(j);
            double length = Double.parseDouble(bar.getAttribute("width"));
            assertEquals(Math.abs(dz[j]) / largest, length, 1e-3);
            assertEquals(dz[j] < 0 ? -length : 0, Double.parseDouble(bar.getAttribute("x")), 1e-9);
            assertEquals(dz[j] < 0 ? "fill-minus" : "fill-plus", bar.getAttribute("class"));
        }
    }

    @Test
    void thePictureHasInkWhereTheImageHas() {
        String page = ExplanationPage.of(explanation(specs().get(0)), "image 7", "a model", 4, "1.0");
        String picture = page.substring(page.indexOf("picture ink"), page.indexOf("</svg>"));
        double[] image = Subjects.image();
        for (int i = 0; i < image.length; i++) {
            boolean inked = picture.contains("M" + i % 4 + " " + i / 4 + "h1v1h-1z");
            assertEquals(image[i] > 0.1, inked, "pixel " + i);
        }
    }

    @Test
    void namesNeverBecomeMarkup() {
        String page = ExplanationPage.of(explanation(specs().get(0)), HOSTILE, HOSTILE, 4, "1.0");
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("' onload") || page.contains("\" onload"));
        assertEquals(1, page.split("</title>", -1).length - 1);
        assertEquals(3, page.split("&lt;/title&gt;&lt;script&gt;", -1).length - 1);
        assertEquals(3, page.split("@page.css@", -1).length - 1);
    }

    @Test
    void thePagePointsNowhere() {
        String page = ExplanationPage.of(explanation(specs().get(0)), "image 7", "a model", 4, "1.0");
        assertTrue(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
        assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(page).find());
        assertFalse(page.contains("url("));
    }
}
