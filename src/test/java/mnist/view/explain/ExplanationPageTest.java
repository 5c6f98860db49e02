package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import mnist.nn.NetworkSpec;
import mnist.view.document.Emphasis;
import mnist.view.document.Html;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import mnist.view.toy.Toy;
import mnist.view.toy.ToyChoice;
import mnist.view.toy.Toys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of an explanation is well-formed, shows what the text says, and keeps every name a name. */
class ExplanationPageTest {
    private static final Messages ENGLISH = Messages.of("explain", Language.ENGLISH);
    private static final Messages TOYS = Messages.of("toys", Language.ENGLISH);
    private static final String HOSTILE = "</title><script>alert(1)</script> \" onload='x' & @page.css@";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?");

    private static List<NetworkSpec> specs() {
        return Subjects.specs();
    }

    private static Explanation explanation(NetworkSpec spec) {
        return Explanation.of(Subjects.network(spec), Subjects.image(), 2, LabelOrigin.KNOWN, null, 0.05);
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
        String page = ExplanationPage.of(explanation, "image 7", "a model", ENGLISH, "1.0");
        assertSaysWhatTheTextSays(ExplanationText.of(explanation, ENGLISH).lines(Emphasis.PLAIN), page);
        assertEquals(4, main(page).getElementsByTagName("section").getLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "chain", "line"})
    void toysHavePagesToo(String name) throws Exception {
        Toy toy = Toys.named(name, ToyChoice.NONE);
        List<String> lines = toy.document(TOYS).lines(Emphasis.PLAIN);
        // The first line is the title of the page.
        assertSaysWhatTheTextSays(lines.subList(1, lines.size()), ExplanationPage.of(toy, TOYS, ENGLISH, "1.0"));
    }

    @Test
    void barsAreAsLongAsTheirNumbers() throws Exception {
        Explanation explanation = explanation(specs().get(0));
        Element main = main(ExplanationPage.of(explanation, "image 7", "a model", ENGLISH, "1.0"));
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

    /** What may be below 0 has bars from the middle, what never is from the left: no half stays empty. */
    @Test
    void barsOfSizesBeginAtTheLeft() throws Exception {
        assertEquals(List.of("0 0 1 1"), bars("neuron"));
        assertEquals(List.of("-1 0 2 1", "0 0 1 1"), bars("chain"));
        assertEquals(List.of("-1 0 2 1", "0 0 1 1"), bars("line"));
    }

    private static List<String> bars(String toy) throws Exception {
        String page = ExplanationPage.of(Toys.named(toy, ToyChoice.NONE), TOYS, ENGLISH, "1.0");
        NodeList drawings = main(page).getElementsByTagName("svg");
        return IntStream.range(0, drawings.getLength())
                .mapToObj(i -> (Element) drawings.item(i))
                .filter(drawing -> ((Element) drawing.getParentNode())
                        .getAttribute("class")
                        .startsWith("bar-cell"))
                .map(drawing -> drawing.getAttribute("viewBox"))
                .distinct()
                .toList();
    }

    @Test
    void theStepIsShownInTwoTablesWithNames() throws Exception {
        Element main = main(ExplanationPage.of(explanation(specs().get(0)), "image 7", "a model", ENGLISH, "1.0"));
        NodeList captions = ((Element) main.getElementsByTagName("section").item(3)).getElementsByTagName("caption");
        assertEquals(2, captions.getLength());
        assertTrue(captions.item(0).getTextContent().startsWith("Weights"));
        assertTrue(captions.item(1).getTextContent().startsWith("Outputs"));
    }

    @Test
    void formulasAreSetAsInPrint() {
        String formula = new Html()
                .formula("a = 1 / (1 + e^-z) < f'(z) x (2 x -0.5) = w x + b, x = 3, C = (a - y)^2")
                .toString();
        assertEquals(
                "a = 1 / (1 + e<sup>\u2212z</sup>) &lt; f&#39;(z) \u00d7 (2 \u00d7 -0.5) = w x + b, x = 3,"
                        + " C = (a - y)<sup>2</sup>",
                formula);
    }

    @Test
    void theLineIsDrawnThroughItsPoints() throws Exception {
        NodeList paths = main(ExplanationPage.of(Toys.named("line", ToyChoice.NONE), TOYS, ENGLISH, "1.0"))
                .getElementsByTagName("path");
        Map<String, List<double[]>> drawn = new LinkedHashMap<>();
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            drawn.putIfAbsent(path.getAttribute("class"), coordinates(path.getAttribute("d")));
        }
        List<double[]> points = drawn.get("plot-points");
        List<double[]> line = drawn.get("plot-line");
        assertEquals(9, points.size());
        for (double[] point : points) {
            double[] nearest = line.stream()
                    .min(Comparator.comparingDouble((double[] other) -> Math.abs(other[0] - point[0])))
                    .orElseThrow();
            // Two pixels of x lie between points of the line; 0.3 in y are 7 pixels.
            assertEquals(point[1], nearest[1], 7);
        }
        // y grows with x, and a drawing's rows are counted downward.
        assertTrue(points.get(8)[1] < points.get(0)[1] - 100);
    }

    private static List<double[]> coordinates(String path) {
        Matcher matcher = Pattern.compile("([0-9.]+) ([0-9.]+)").matcher(path);
        List<double[]> result = new ArrayList<>();
        while (matcher.find()) {
            result.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 1000, 1e200})
    void aToyThatDivergesHasAPageToo(double learningRate) throws Exception {
        for (String name : List.of("neuron", "line")) {
            String page = ExplanationPage.of(
                    Toys.named(name, new ToyChoice(learningRate, null, null, null)), TOYS, ENGLISH, "1.0");
            NodeList paths = main(page).getElementsByTagName("path");
            for (int i = 0; i < paths.getLength(); i++) {
                String path = ((Element) paths.item(i)).getAttribute("d");
                assertTrue(path.matches("[MLVHh0-9. -]*"), path);
            }
        }
    }

    @Test
    void thePictureHasInkWhereTheImageHas() {
        String page = ExplanationPage.of(explanation(specs().get(0)), "image 7", "a model", ENGLISH, "1.0");
        String picture = page.substring(page.indexOf("picture ink"), page.indexOf("</svg>"));
        double[] image = Subjects.image();
        for (int i = 0; i < image.length; i++) {
            boolean inked = picture.contains("M" + i % 4 + " " + i / 4 + "h1v1h-1z");
            assertEquals(image[i] > 0.1, inked, "pixel " + i);
        }
    }

    @Test
    void namesNeverBecomeMarkup() {
        String page = ExplanationPage.of(explanation(specs().get(0)), HOSTILE, HOSTILE, ENGLISH, "1.0");
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("' onload") || page.contains("\" onload"));
        assertEquals(1, page.split("</title>", -1).length - 1);
        assertEquals(3, page.split("&lt;/title&gt;&lt;script&gt;", -1).length - 1);
        assertEquals(3, page.split("@page.css@", -1).length - 1);
    }

    @Test
    void thePagePointsNowhere() {
        String page = ExplanationPage.of(explanation(specs().get(0)), "image 7", "a model", ENGLISH, "1.0");
        assertTrue(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
        assertFalse(Pattern.compile("(src|href)=\"(?!data:|#)").matcher(page).find());
        assertFalse(page.contains("url("));
    }
}
