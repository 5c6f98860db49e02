package mnist.view.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.store.json.Json;
import mnist.view.document.Emphasis;
import mnist.view.document.NumberText;
import mnist.view.document.PrintedTables;
import mnist.view.document.PrintedTables.Printed;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The toys against PyTorch's autograd and SGD in double precision. */
class ToyTest {
    private static final Messages ENGLISH = Messages.of("toys", Language.ENGLISH);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode expected(String name) throws IOException {
        try (InputStream in = ToyTest.class.getResourceAsStream("/toy/" + name + ".json")) {
            return JSON.readTree(in);
        }
    }

    private static JsonNode tree(Toy toy) throws IOException {
        return JSON.readTree(Json.compact(toy.numbers()));
    }

    private static JsonNode tree(String name) throws IOException {
        return tree(Toys.named(name, ToyChoice.NONE));
    }

    @Test
    void theNeuronStepsAsInPyTorch() throws IOException {
        check(expected("neuron").get("steps"), tree("neuron").get("steps"), "step");
    }

    @Test
    void theChainsHandBackTheBlameAsInPyTorch() throws IOException {
        JsonNode tree = tree("chain");
        for (Map.Entry<String, JsonNode> chain : expected("chain").properties()) {
            check(chain.getValue(), tree.get(chain.getKey()), chain.getKey());
        }
    }

    @Test
    void theLineIsLearntAsInPyTorch() throws IOException {
        JsonNode steps = tree("line").get("steps");
        for (Map.Entry<String, JsonNode> step : expected("line").get("steps").properties()) {
            check(step.getValue(), steps.get(Integer.parseInt(step.getKey())), "step " + step.getKey());
        }
    }

    @Test
    void theLineCountsStepsAsItsTableDoes() throws IOException {
        String text = String.join(
                "\n",
                Toys.named("line", new ToyChoice(null, 2, null, null))
                        .document(ENGLISH)
                        .lines(Emphasis.PLAIN));
        String first =
                NumberText.of(expected("line").get("steps").get("0").get("loss").asDouble());
        assertTrue(text.contains("step 0, loss " + first), text);
        assertTrue(text.contains("step 1, loss") && !text.contains("step 2, loss"), text);
        assertTrue(text.contains("weight 1,3,0") && text.contains("weight 2,0,3") && text.contains("bias 2,0"), text);
    }

    /** An x is the input, never a times sign. */
    @ParameterizedTest
    @ValueSource(strings = {"neuron", "chain", "line"})
    void timesIsAStar(String toy) {
        for (String line : Toys.named(toy, ToyChoice.NONE).document(ENGLISH).lines(Emphasis.PLAIN)) {
            assertFalse(line.matches(".*[0-9)a-z] x [0-9(d-].*") && !line.contains("----"), line);
            assertTrue(line.length() <= 80, line);
        }
    }

    /** Every number of {@code expected} is in {@code actual}, at the same place. */
    private static void check(JsonNode expected, JsonNode actual, String place) {
        if (expected.isNumber()) {
            assertEquals(expected.asDouble(), actual.asDouble(), 1e-11 * Math.max(1, expected.asDouble()), place);
        } else if (expected.isArray()) {
            assertEquals(expected.size(), actual.size(), place);
            for (int i = 0; i < expected.size(); i++) {
                check(expected.get(i), actual.get(i), place + " " + i);
            }
        } else {
            expected.properties()
                    .forEach(
                            entry -> check(entry.getValue(), actual.get(entry.getKey()), place + " " + entry.getKey()));
        }
    }

    @Test
    void theBlameVanishesInTheSigmoidChainAlone() throws IOException {
        JsonNode tree = tree("chain");
        assertTrue(tree.get("sigmoid").get("arrives").asDouble() < 1e-5);
        assertEquals(1, tree.get("relu").get("arrives").asDouble());
        assertTrue(tree.get("residual").get("arrives").asDouble() > 0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuron", "chain", "line"})
    void everyLineFitsATerminal(String name) {
        List<String> lines = Toys.named(name, ToyChoice.NONE).document(ENGLISH).lines(Emphasis.PLAIN);
        lines.forEach(line -> assertTrue(line.length() <= 80, line));
        assertEquals(
                lines,
                Toys.named(name, ToyChoice.NONE).document(ENGLISH).lines(Emphasis.COLOUR).stream()
                        .map(line -> line.replaceAll("\033\\[\\d+m", ""))
                        .toList());
    }

    @Test
    void stepsAndRateAreOnesOwn() throws IOException {
        JsonNode tree = tree(Toys.named("neuron", new ToyChoice(0.5, 12, null, null)));
        assertEquals(13, tree.get("steps").size());
        assertEquals(0.4 + 0.5 * 0.252, tree.get("steps").get(1).get("w").asDouble(), 1e-5);
    }

    @Test
    void unknownToysRatesAndStepsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Toys.named("circle", ToyChoice.NONE));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("line", new ToyChoice(-1.0, null, null, null)));
        assertThrows(
                IllegalArgumentException.class, () -> Toys.named("line", new ToyChoice(Double.NaN, null, null, null)));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("neuron", new ToyChoice(null, 0, null, null)));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("chain", new ToyChoice(0.1, null, null, null)));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("line", new ToyChoice(null, null, 7, null)));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("line", new ToyChoice(null, null, null, 1)));
        assertThrows(IllegalArgumentException.class, () -> Toys.named("neuron", new ToyChoice(null, null, 2, null)));
    }

    private static List<Printed> pointTables(Toy toy) {
        return PrintedTables.of(toy.document(ENGLISH).lines(Emphasis.PLAIN)).stream()
                .filter(table -> table.headings().get(0).equals("x"))
                .toList();
    }

    /** What somebody with the tables and a pocket calculator does. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void gradientsOfTheLineCanBeDerivedByHand(int units) throws IOException {
        Toy toy = Toys.named("line", new ToyChoice(0.1, 1, units, 10));
        JsonNode first = tree(toy).get("steps").get(0);
        Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
        pointTables(toy)
                .forEach(table -> table.rows()
                        .forEach((x, row) -> rows.computeIfAbsent(x, key -> new LinkedHashMap<>())
                                .putAll(row)));
        assertEquals(10, rows.size());
        JsonNode numbers = first.get("numbers");
        JsonNode gradient = first.get("gradient");
        double bias = 0;
        for (Map<String, Double> row : rows.values()) {
            assertEquals(2 * (row.get("answer") - row.get("y")) / 10, row.get("d"), 1e-4);
            bias += row.get("d");
        }
        assertEquals(gradient.get(3).get(0).asDouble(), bias, 2e-3);
        for (int j = 0; j < units; j++) {
            double w = 0;
            double dw = 0;
            double db = 0;
            for (Map.Entry<String, Map<String, Double>> point : rows.entrySet()) {
                Map<String, Double> row = point.getValue();
                double x = Double.parseDouble(point.getKey());
                double z = numbers.get(0).get(j).asDouble() * x
                        + numbers.get(1).get(j).asDouble();
                assertEquals(z, row.get("z " + j), 1e-4);
                assertEquals(Math.max(0, row.get("z " + j)), row.get("a " + j));
                double d = z > 0 ? row.get("d") * numbers.get(2).get(j).asDouble() : 0;
                assertEquals(d, row.get("d " + j), 1e-4);
                w += row.get("a " + j) * row.get("d");
                dw += x * row.get("d " + j);
                db += row.get("d " + j);
            }
            assertEquals(gradient.get(2).get(j).asDouble(), w, 2e-3);
            assertEquals(gradient.get(0).get(j).asDouble(), dw, 2e-3);
            assertEquals(gradient.get(1).get(j).asDouble(), db, 2e-3);
        }
    }

    /** As the tutorials have it: ten points from -1 to 1 on the line, the start within 1 / sqrt(inputs). */
    @Test
    void theLineOfTheTutorialsIsLearnt() throws IOException {
        JsonNode tree = tree(Toys.named("line", new ToyChoice(0.1, null, 2, 10)));
        for (int i = 0; i < 10; i++) {
            assertEquals(-1 + 2 * i / 9.0, tree.get("x").get(i).asDouble(), 1e-15);
            assertEquals(
                    2 * tree.get("x").get(i).asDouble() + 3,
                    tree.get("y").get(i).asDouble(),
                    1e-15);
        }
        JsonNode start = tree.get("steps").get(0).get("numbers");
        for (int group = 0; group < 4; group++) {
            for (JsonNode number : start.get(group)) {
                assertTrue(Math.abs(number.asDouble()) <= (group < 2 ? 1 : 1 / Math.sqrt(2)), start.toString());
            }
        }
        assertTrue(tree.get("steps").get(200).get("loss").asDouble() < 1e-3);
        assertFalse(tree.get("diverged").asBoolean());
    }

    /** The steps whose losses are listed. */
    private static List<Integer> losses(Toy toy) {
        return toy.document(ENGLISH).lines(Emphasis.PLAIN).stream()
                .map(line -> line.strip().split("  +"))
                .dropWhile(cells -> !List.of(cells).equals(List.of("step", "loss")))
                .skip(1)
                .takeWhile(cells -> cells.length == 2)
                .map(cells -> Integer.valueOf(cells[0]))
                .toList();
    }

    /** Dead from some step on: 0 for every point, and not so in the step before. */
    @Test
    void aUnitThatDiesIsSaid() throws IOException {
        for (int shown : new int[] {1, 5}) {
            Toy toy = Toys.named("line", new ToyChoice(0.1, shown, 2, 10));
            String text = String.join(" ", toy.document(ENGLISH).lines(Emphasis.PLAIN));
            Matcher said = Pattern.compile("From step (\\d+) on unit (\\d)").matcher(text);
            assertTrue(said.find(), text);
            JsonNode steps = tree(toy).get("steps");
            int from = Integer.parseInt(said.group(1));
            int unit = Integer.parseInt(said.group(2));
            for (int step = from - 1; step < steps.size(); step++) {
                boolean dead = true;
                for (JsonNode point : steps.get(step).get("a")) {
                    dead &= point.get(unit).asDouble() == 0;
                }
                assertEquals(step >= from, dead, "step " + step);
            }
            assertFalse(said.find(), "told once");
        }
        String four = String.join(
                " ", Toys.named("line", ToyChoice.NONE).document(ENGLISH).lines(Emphasis.PLAIN));
        assertFalse(four.contains("dead"), four);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 1e200})
    void aRateThatIsTooLargeIsSaid(double rate) throws IOException {
        Toy toy = Toys.named("line", new ToyChoice(rate, null, null, null));
        String text = String.join("\n", toy.document(ENGLISH).lines(Emphasis.PLAIN));
        assertFalse(text.contains("NaN") || text.contains("Infinity"), text);
        assertTrue(text.contains("is too large"), text);
        assertTrue(tree(toy).get("diverged").asBoolean());
        assertFalse(Json.compact(toy.numbers()).contains("NaN"));
        int steps = tree(toy).get("steps").size();
        List<Integer> shown = losses(toy);
        assertEquals(steps - 1, shown.get(shown.size() - 1), "the last loss before the numbers leave");
        assertTrue(shown.size() >= Math.min(6, steps), shown.toString());
    }
}
