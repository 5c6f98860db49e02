package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.view.document.Emphasis;
import mnist.view.document.NumberText;
import mnist.view.document.PrintedTables;
import mnist.view.document.PrintedTables.Printed;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every result in the text follows from the numbers printed beside it. */
class ExplanationTextTest {
    private static final Messages ENGLISH = Messages.of("explain", Language.ENGLISH);

    /** Five digits are printed, and sums of a few of them may lose one. */
    private static final double DIGITS = 3e-4;

    private static final int LABEL = 2;
    private static final double RATE = 0.05;

    private static Explanation explanation(NetworkSpec spec, WeightAddress weight) {
        return Explanation.of(Subjects.network(spec), Subjects.image(), LABEL, LabelOrigin.KNOWN, weight, RATE);
    }

    private static List<NetworkSpec> specs() {
        return Subjects.specs();
    }

    private static void assertNear(double expected, double actual, double size, String what) {
        assertEquals(expected, actual, DIGITS * Math.max(Math.abs(size), Math.abs(expected)), what);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void linesFitATerminal(NetworkSpec spec) {
        ExplanationText.of(explanation(spec, null), ENGLISH)
                .lines(Emphasis.PLAIN)
                .forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void forwardFollowsFromWhatIsPrinted(NetworkSpec spec) {
        List<Printed> tables = PrintedTables.of(
                ExplanationText.of(explanation(spec, null), ENGLISH).lines(Emphasis.PLAIN));
        List<Printed> layers =
                tables.stream().filter(t -> t.has("bias", "z", "a")).toList();
        assertEquals(spec.layers(), layers.size());
        for (int number = 1; number <= layers.size(); number++) {
            Map<String, Map<String, Double>> rows = layers.get(number - 1).rows();
            assertTrue(rows.size() >= 4);
            boolean plain = number < spec.layers() && !spec.normalizedAt(number);
            rows.forEach((unit, row) -> {
                double z = row.get("above 0") + row.get("below 0") + row.get("bias");
                assertNear(z, row.get("z"), row.get("above 0") - row.get("below 0"), "z of unit " + unit);
                if (plain) {
                    assertNear(spec.activation().value(row.get("z")), row.get("a"), 1, "a of unit " + unit);
                }
            });
        }
        Map<String, Map<String, Double>> outputs = layers.get(spec.layers() - 1).rows();
        outputs.forEach((unit, row) -> assertNear(output(spec, outputs, row), row.get("a"), 1, "output " + unit));
        tables.stream()
                .filter(t -> t.has("gamma", "h"))
                .forEach(t -> t.rows().forEach((unit, row) -> {
                    double h = row.get("gamma") * (row.get("z") - row.get("m")) / row.get("d") + row.get("beta");
                    assertNear(h, row.get("h"), 3, "h of unit " + unit);
                }));
        tables.stream()
                .filter(t -> t.has("given", "y"))
                .forEach(t -> t.rows()
                        .forEach((unit, row) ->
                                assertNear(row.get("a") + row.get("given"), row.get("y"), 1, "y of " + unit)));
    }

    private static double output(NetworkSpec spec, Map<String, Map<String, Double>> rows, Map<String, Double> row) {
        double z = row.get("z");
        return switch (spec.output()) {
            case IDENTITY -> z;
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case SOFTMAX ->
                Math.exp(z)
                        / rows.values().stream()
                                .mapToDouble(other -> Math.exp(other.get("z")))
                                .sum();
        };
    }

    @ParameterizedTest
    @MethodSource("specs")
    void lossFollowsFromTheOutputs(NetworkSpec spec) {
        List<String> lines =
                ExplanationText.of(explanation(spec, null), ENGLISH).lines(Emphasis.PLAIN);
        Printed outputs = PrintedTables.of(lines).stream()
                .filter(t -> t.has("share of C"))
                .findFirst()
                .orElseThrow();
        double s = outputs.rows().values().stream()
                .mapToDouble(r -> 2 * (r.get("a") - r.get("y")) * r.get("a"))
                .sum();
        if (spec.output() == Output.SOFTMAX && spec.loss() == Loss.MSE) {
            assertNear(s, PrintedTables.after(lines, "   s = "), 1, "s");
        }
        double sum = 0;
        for (Map<String, Double> row : outputs.rows().values()) {
            double a = row.get("a");
            double y = row.get("y");
            double dz = dz(spec, a, y, s);
            assertNear(share(spec, a, y), row.get("share of C"), 1, "share");
            assertNear(dz, row.get("dC/dz"), 1, "dC/dz");
            sum += row.get("share of C");
        }
        assertNear(sum, PrintedTables.after(lines, "sum of the shares = "), sum, "C");
        assertEquals(1, outputs.rows().get(String.valueOf(LABEL)).get("y"));
    }

    private static double share(NetworkSpec spec, double a, double y) {
        if (spec.loss() == Loss.MSE) {
            return (a - y) * (a - y);
        }
        double right = y == 1 ? -Math.log(a) : 0;
        return spec.output() == Output.SOFTMAX || y == 1 ? right : -Math.log(1 - a);
    }

    private static double dz(NetworkSpec spec, double a, double y, double s) {
        if (spec.loss() == Loss.CROSS_ENTROPY) {
            return a - y;
        }
        return switch (spec.output()) {
            case IDENTITY -> 2 * (a - y);
            case SIGMOID -> 2 * (a - y) * a * (1 - a);
            case SOFTMAX -> a * (2 * (a - y) - s);
        };
    }

    @ParameterizedTest
    @MethodSource("specs")
    void backwardFollowsFromWhatIsPrinted(NetworkSpec spec) {
        List<Printed> tables = PrintedTables.of(
                ExplanationText.of(explanation(spec, null), ENGLISH).lines(Emphasis.PLAIN));
        List<Printed> blamed = tables.stream().filter(t -> t.has("f'", "dC/da")).toList();
        assertEquals(spec.layers() - 1, blamed.size());
        for (Printed table : blamed) {
            table.rows().forEach((unit, row) -> {
                double da = row.get("above 0") + row.get("below 0") + row.getOrDefault("shortcut", 0.0);
                assertNear(da, row.get("dC/da"), row.get("above 0") - row.get("below 0"), "dC/da of unit " + unit);
                double dh = row.get("dC/da") * row.get("f'");
                assertNear(dh, row.getOrDefault("dC/dh", row.get("dC/dz")), 0.01, "dC/dz of unit " + unit);
            });
        }
        List<Printed> weights = tables.stream().filter(t -> t.has("a below")).toList();
        assertEquals(spec.layers(), weights.size());
        weights.forEach(t -> t.rows()
                .forEach((weight, row) ->
                        assertNear(row.get("a below") * row.get("dC/dz"), row.get("dC/dw"), 0, "dC/dw of " + weight)));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theChainRuleMultipliesOut(NetworkSpec spec) {
        for (int layer = 1; layer <= spec.layers(); layer++) {
            List<String> lines = ExplanationText.of(
                            explanation(spec, new WeightAddress(layer, 1, layer == 1 ? Subjects.SEEN : 3)), ENGLISH)
                    .lines(Emphasis.PLAIN);
            double product = PrintedTables.after(lines, "   dz/dw = ");
            boolean split = lines.stream().anyMatch(line -> line.startsWith("     da/d"));
            if (!split) {
                product *= PrintedTables.after(lines, "     dC/dz = ");
            } else {
                boolean batch = spec.normalizedAt(layer) && spec.normalization() == Normalization.BATCH;
                product *= batch ? PrintedTables.after(lines, "     dh/dz = ") : 1;
                product *= PrintedTables.after(lines, batch ? "     da/dh = " : "     da/dz = ");
                product *= PrintedTables.after(lines, "     dC/da = ");
            }
            String result = lines.stream()
                    .filter(line -> line.startsWith("   dC/dw = dz/dw"))
                    .findFirst()
                    .orElseThrow();
            double printed = Double.parseDouble(result.substring(result.lastIndexOf(' ')));
            assertNear(product, printed, 0, result);

            double h = PrintedTables.after(lines, "alone by h = ");
            double above = PrintedTables.after(lines, "C(w + h) = ");
            double below = PrintedTables.after(lines, "C(w - h) = ");
            double slope = PrintedTables.after(lines, "/ 2h = ");
            double exact = PrintedTables.after(lines, "all its digits  = ");
            assertEquals((above - below) / (2 * h), slope, "the difference");
            assertNear(printed, slope, 1e-6, "backpropagation against the difference");
            assertNear(printed, exact, 0, "five digits of all");
            double larger = Math.max(Math.abs(exact), Math.abs(slope));
            double error = larger == 0 ? 0 : Math.abs(exact - slope) / larger;
            assertEquals(error, PrintedTables.after(lines, "relative error             = "), 0.06 * error + 1e-99);
        }
    }

    /** A number that stands in two places is the same in both; a slope is that of the sum printed for the unit. */
    @ParameterizedTest
    @MethodSource("specs")
    void theTablesAgreeWithEachOther(NetworkSpec spec) {
        int links = 0;
        for (int layer = 1; layer <= spec.layers(); layer++) {
            List<String> lines = ExplanationText.of(
                            explanation(spec, new WeightAddress(layer, 1, layer == 1 ? Subjects.SEEN : 3)), ENGLISH)
                    .lines(Emphasis.PLAIN);
            List<Printed> tables = PrintedTables.of(lines);
            List<Printed> forward =
                    tables.stream().filter(t -> t.has("bias", "z", "a")).toList();
            List<Printed> blamed =
                    tables.stream().filter(t -> t.has("f'", "dC/da")).toList();
            List<Printed> weights =
                    tables.stream().filter(t -> t.has("a below")).toList();
            Map<String, Map<String, Double>> outputs = tables.stream()
                    .filter(t -> t.has("share of C"))
                    .findFirst()
                    .orElseThrow()
                    .rows();
            for (int number = 1; number <= spec.layers(); number++) {
                boolean last = number == spec.layers();
                Map<String, Map<String, Double>> dz =
                        last ? outputs : blamed.get(spec.layers() - 1 - number).rows();
                if (!last && !spec.normalizedAt(number)) {
                    links += slopesAreThoseOfTheSums(spec, forward.get(number - 1), dz);
                }
                for (Map.Entry<String, Map<String, Double>> weight :
                        weights.get(spec.layers() - number).rows().entrySet()) {
                    String[] place = weight.getKey().split(",");
                    if (dz.containsKey(place[1])) {
                        assertEquals(
                                dz.get(place[1]).get("dC/dz"), weight.getValue().get("dC/dz"), weight.getKey());
                        links++;
                    }
                    boolean plain = number > 1 && !spec.residualAt(number - 1);
                    if (plain && forward.get(number - 2).rows().containsKey(place[2])) {
                        assertEquals(
                                forward.get(number - 2).rows().get(place[2]).get("a"),
                                weight.getValue().get("a below"),
                                weight.getKey());
                        links++;
                    }
                }
            }
            extremesAreInTheTable(lines, forward);
            if (layer == spec.layers()) {
                outputFactorsFollowFromTheOutputs(spec, lines, outputs);
            }
        }
        assertTrue(links >= 4 * spec.layers(), "links compared: " + links);
    }

    private static int slopesAreThoseOfTheSums(
            NetworkSpec spec, Printed forward, Map<String, Map<String, Double>> blamed) {
        int compared = 0;
        for (Map.Entry<String, Map<String, Double>> row : blamed.entrySet()) {
            Map<String, Double> unit = forward.rows().get(row.getKey());
            if (unit != null) {
                double slope = spec.activation().derivative(unit.get("z"));
                assertNear(slope, row.getValue().get("f'"), 1, "f' of unit " + row.getKey());
                compared++;
            }
        }
        assertTrue(compared > 0, "the chosen unit is in both");
        return compared;
    }

    private static void extremesAreInTheTable(List<String> lines, List<Printed> forward) {
        List<String> ranges =
                lines.stream().filter(line -> line.startsWith("   z from ")).toList();
        assertEquals(forward.size() - 1, ranges.size());
        for (int i = 0; i < ranges.size(); i++) {
            Matcher range = Pattern.compile("(\\S+) \\(unit (\\d+)\\)").matcher(ranges.get(i));
            while (range.find()) {
                double z = forward.get(i).rows().get(range.group(2)).get("z");
                assertEquals(z, Double.parseDouble(range.group(1)), ranges.get(i));
            }
        }
    }

    private static void outputFactorsFollowFromTheOutputs(
            NetworkSpec spec, List<String> lines, Map<String, Map<String, Double>> outputs) {
        if (spec.output() == Output.SOFTMAX && spec.loss() == Loss.MSE) {
            return;
        }
        Map<String, Double> chosen = outputs.get("1");
        double a = chosen.get("a");
        double daDz = spec.output() == Output.IDENTITY ? 1 : a * (1 - a);
        double dcDa = spec.loss() == Loss.MSE ? 2 * (a - chosen.get("y")) : 1 / (1 - a);
        if (spec.output() == Output.SOFTMAX) {
            double label = outputs.get(String.valueOf(LABEL)).get("a");
            daDz = -label * a;
            dcDa = -1 / label;
        }
        assertNear(daDz, PrintedTables.after(lines, "     da/dz = "), 0, "da/dz");
        assertNear(dcDa, PrintedTables.after(lines, "     dC/da = "), 0, "dC/da");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void theUpdateFollowsFromTheGradient(NetworkSpec spec) {
        List<String> lines =
                ExplanationText.of(explanation(spec, null), ENGLISH).lines(Emphasis.PLAIN);
        List<Printed> tables = PrintedTables.of(lines);
        double rate = PrintedTables.after(lines, "   lr = ");
        assertEquals(RATE, rate);
        Printed weights = tables.stream()
                .filter(t -> t.has("before", "after"))
                .findFirst()
                .orElseThrow();
        weights.rows()
                .forEach((weight, row) -> assertNear(
                        row.get("before") - rate * row.get("gradient"), row.get("after"), row.get("before"), weight));
        Map<String, Map<String, Double>> outputs = tables.stream()
                .filter(t -> t.has("a after"))
                .findFirst()
                .orElseThrow()
                .rows();
        double loss = 0;
        double squares = 0;
        for (int j = 0; j < Subjects.CLASSES; j++) {
            Map<String, Double> row = outputs.get(String.valueOf(j));
            Map<String, Map<String, Double>> sums = rename(outputs);
            assertNear(output(spec, sums, sums.get(String.valueOf(j))), row.get("a after"), 1, "output " + j);
            loss += share(spec, row.get("a after"), j == LABEL ? 1 : 0);
        }
        for (int number = 1; number <= spec.layers(); number++) {
            squares += PrintedTables.after(lines, "layer " + number + ": squares of its gradient sum to ");
        }
        double before = PrintedTables.after(lines, "loss before ");
        assertNear(before - rate * squares, PrintedTables.after(lines, "(all of these) = "), before, "the slope alone");
        assertNear(loss, PrintedTables.after(lines, ", after "), 1, "loss after");
    }

    /** 0.0015625 says nothing; 0.1 / 64 does. */
    @Test
    void theRateIsToldAsAShareOfAStepOfTraining() {
        Explanation one = explanation(Subjects.specs().get(0), null).sharing(new Explanation.Share(0.1, 2));
        String text = String.join(" ", ExplanationText.of(one, ENGLISH).lines(Emphasis.PLAIN))
                .replaceAll(" +", " ");
        assertTrue(text.contains("lr = " + NumberText.of(RATE) + " = 0.1 / 2:"), text);
        String exercise = String.join(
                " ", ExerciseText.of(new Exercise(one), "7", ENGLISH).lines(Emphasis.PLAIN));
        assertTrue(exercise.contains("= 0.1 / 2:"), exercise);
        assertTrue(text.indexOf("layer,to,from") < text.indexOf("largest: bias"), "before the first address");
    }

    private static Map<String, Map<String, Double>> rename(Map<String, Map<String, Double>> rows) {
        Map<String, Map<String, Double>> renamed = new LinkedHashMap<>();
        rows.forEach((unit, row) -> renamed.put(unit, Map.of("z", row.get("z after"))));
        return renamed;
    }

    @Test
    void colourAddsNothingButColour() {
        for (NetworkSpec spec : Subjects.specs()) {
            Explanation explanation = explanation(spec, null);
            List<String> coloured = ExplanationText.of(explanation, ENGLISH).lines(Emphasis.COLOUR);
            List<String> plain = ExplanationText.of(explanation, ENGLISH).lines(Emphasis.PLAIN);
            assertTrue(String.join("", coloured).contains("\033["));
            assertEquals(
                    plain,
                    coloured.stream()
                            .map(line -> line.replaceAll("\033\\[\\d+m", ""))
                            .toList());
        }
    }
}
