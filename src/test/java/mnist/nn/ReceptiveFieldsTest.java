package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidSetting;
import mnist.linalg.WorkerTeam;
import mnist.nn.ReceptiveFields.Grid;
import mnist.nn.ReceptiveFields.Plan;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceptiveFieldsTest {
    /** Fields over side x side places of {@code depth} units each. */
    private record Case(ReceptiveFields fields, int side, int depth, int units) {
        static Case spread(int side, int window, int units) {
            return new Case(ReceptiveFields.spread(side, window, units), side, 1, units);
        }

        static Case grid(int side, int depth, int window, int stride, int units) {
            Grid grid = new Grid(window, stride);
            return new Case(ReceptiveFields.grid(side, depth, grid, units), side, depth, units);
        }

        int inputs() {
            return side * side * depth;
        }

        boolean connects(int input, int unit) {
            int place = input / depth;
            int down = place / side - fields.top(unit);
            int right = place % side - fields.left(unit);
            return Math.min(down, right) >= 0 && Math.max(down, right) < fields.window();
        }
    }

    private static List<Case> cases() {
        return List.of(
                Case.spread(28, 9, 150),
                Case.spread(28, 28, 40),
                Case.spread(28, 1, 33),
                Case.spread(5, 2, 3),
                Case.spread(4, 3, 50),
                Case.spread(1, 1, 2),
                Case.grid(28, 1, 7, 2, 242),
                Case.grid(11, 3, 5, 2, 32),
                Case.grid(6, 2, 3, 3, 4),
                Case.grid(6, 2, 6, 1, 5),
                Case.grid(7, 1, 3, 3, 4),
                Case.grid(3, 4, 1, 1, 9));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyUnitSeesOneWholeWindow(Case each) {
        for (int j = 0; j < each.units(); j++) {
            assertTrue(each.fields().top(j) >= 0 && each.fields().left(j) >= 0);
            assertTrue(each.fields().top(j) + each.fields().window() <= each.side());
            assertTrue(each.fields().left(j) + each.fields().window() <= each.side());
            for (int input = 0; input < each.inputs(); input++) {
                assertEquals(each.connects(input, j), each.fields().connects(input, j), "input " + input);
            }
        }
    }

    /** 11 x 11 places of 16 units; of these places 4 x 4 windows of 5 x 5, 64 units each. */
    @Test
    void aGridHasAsManyUnitsAtEachOfItsPlaces() {
        ReceptiveFields first = ReceptiveFields.grid(28, 1, new Grid(7, 2), 1936);
        ReceptiveFields second = ReceptiveFields.grid(11, 16, new Grid(5, 2), 1024);
        assertEquals(49, first.fanIn());
        assertEquals(5 * 5 * 16, second.fanIn());
        for (int j = 0; j < 1936; j++) {
            assertEquals(2 * (j / 16 / 11), first.top(j));
            assertEquals(2 * (j / 16 % 11), first.left(j));
        }
        assertEquals(6, second.top(1023));
        assertEquals(6, second.left(1023));
        assertTrue(second.connects((10 * 11 + 10) * 16 + 15, 1023));
        assertTrue(second.connects((6 * 11 + 6) * 16, 960));
        assertFalse(second.connects((6 * 11 + 5) * 16 + 15, 960));
    }

    /** 400 places: with as many units as places, or many times as many, none is left out or crowded. */
    @ParameterizedTest
    @CsvSource({"400, 0, 3", "4000, 6, 15", "40, 0, 1"})
    void theWindowsAreSpreadEvenly(int units, int fewest, int most) {
        ReceptiveFields fields = ReceptiveFields.spread(28, 9, units);
        int[] at = new int[400];
        for (int j = 0; j < units; j++) {
            at[fields.top(j) * 20 + fields.left(j)]++;
        }
        assertTrue(Arrays.stream(at).min().orElseThrow() >= fewest, Arrays.toString(at));
        assertTrue(Arrays.stream(at).max().orElseThrow() <= most, Arrays.toString(at));
        int[] quarters = new int[4];
        for (int j = 0; j < units; j++) {
            quarters[fields.top(j) / 10 * 2 + fields.left(j) / 10]++;
        }
        assertTrue(Arrays.stream(quarters).allMatch(n -> Math.abs(n - units / 4) <= 3), Arrays.toString(quarters));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void cuttingLeavesWhatIsConnectedAndNothingElse(Case each) {
        FMatrixRMaj w = new FMatrixRMaj(each.inputs(), each.units());
        w.fill(3);
        each.fields().weightRuns().clearOutside(w);
        for (int input = 0; input < w.numRows; input++) {
            for (int j = 0; j < each.units(); j++) {
                assertEquals(each.connects(input, j) ? 3 : 0, w.get(input, j), "input " + input + ", unit " + j);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsAndRowsHoldEveryConnection(Case each) {
        int[] visits = new int[each.inputs() * each.units()];
        int middle = each.inputs() / 3;
        WorkerTeam.Part visit = (from, to) -> IntStream.range(from, to).forEach(i -> visits[i]++);
        each.fields().weightRuns().eachRow(0, middle, visit);
        each.fields().weightRuns().eachRow(middle, each.inputs(), visit);
        for (int i = 0; i < visits.length; i++) {
            int input = i / each.units();
            int j = i % each.units();
            if (each.connects(input, j)) {
                assertEquals(1, visits[i], "input " + input + ", unit " + j);
                assertTrue(isIn(each.fields().weightRuns().rows(j, j + 1), input));
                assertTrue(isIn(each.fields().weightRuns().columns(input, input + 1), j));
            }
            assertTrue(visits[i] <= 1);
        }
    }

    private static boolean isIn(int[] bounds, int at) {
        return IntStream.range(0, bounds.length / 2).anyMatch(i -> at >= bounds[2 * i] && at < bounds[2 * i + 1]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tiedWindowsHaveOneGradient(Case each) {
        ReceptiveFields fields = each.fields();
        if (!fields.isGrid()) {
            return;
        }
        FMatrixRMaj dw = random(each, 1);
        FMatrixRMaj expected = dw.copy();
        Map<String, List<Integer>> same = sameWeights(each);
        same.values().forEach(elements -> {
            double sum = elements.stream().mapToDouble(i -> dw.data[i]).sum();
            elements.forEach(i -> expected.data[i] = (float) (sum / Math.sqrt(elements.size())));
        });
        int middle = fields.fanIn() / 2;
        fields.tieGradient(dw, middle, fields.fanIn());
        fields.tieGradient(dw, 0, middle);
        assertArrayEquals(expected.data, dw.data, 1e-5f);
        same.values().forEach(elements -> elements.forEach(i -> assertEquals(dw.data[elements.get(0)], dw.data[i])));

        FMatrixRMaj w = random(each, 2);
        FMatrixRMaj copied = w.copy();
        fields.copyFirst(copied, 0, fields.fanIn());
        same.values().forEach(elements -> elements.forEach(i -> assertEquals(w.data[elements.get(0)], copied.data[i])));
    }

    /** The elements that are one weight of a convolution, by its place in the window, the unit below and that of the layer. */
    private static Map<String, List<Integer>> sameWeights(Case each) {
        Map<String, List<Integer>> same = new TreeMap<>();
        int places = (int) IntStream.range(0, each.units())
                .mapToObj(j -> List.of(each.fields().top(j), each.fields().left(j)))
                .distinct()
                .count();
        for (int input = 0; input < each.inputs(); input++) {
            for (int j = 0; j < each.units(); j++) {
                if (each.connects(input, j)) {
                    int place = input / each.depth();
                    List<Integer> weight = List.of(
                            place / each.side() - each.fields().top(j),
                            place % each.side() - each.fields().left(j),
                            input % each.depth(),
                            j % (each.units() / places));
                    same.computeIfAbsent(weight.toString(), key -> new ArrayList<>())
                            .add(input * each.units() + j);
                }
            }
        }
        return same;
    }

    private static FMatrixRMaj random(Case each, int seed) {
        Random random = new Random(seed);
        FMatrixRMaj w = new FMatrixRMaj(each.inputs(), each.units());
        for (int i = 0; i < w.data.length; i++) {
            w.data[i] = random.nextFloat();
        }
        each.fields().weightRuns().clearOutside(w);
        return w;
    }

    @Test
    void onlyConnectionsAreCountedAndDrawn() {
        NetworkSpec spec = spec(784, List.of(50, 20), Plan.parse("9"));
        assertEquals(50 * 81 + 50 + 50 * 20 + 20 + 20 * 10 + 10, spec.parameterCount());
        FMatrixRMaj w = Network.initialize(spec, Initializer.HE, 1).layer(1).w;
        double squares = IntStream.range(0, w.data.length)
                .mapToDouble(i -> w.data[i] * w.data[i])
                .sum();
        // He's deviation for a fan-in of 81; 4,050 squares have a relative standard error of 2 %.
        assertEquals(2.0 / 81, squares / (50 * 81), 0.1 * 2 / 81);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16 | 3    | -1      | must be from 1 to 4 pixels",
                "16 | 3    | 5       | must be from 1 to 4 pixels",
                "15 | 3    | 2       | needs square images",
                "16 |      | 2       | there is none",
                "15 | 4    | 2/2     | needs square images",
                "16 |      | 2/2     | there is none",
                "16 | 4    | 2/2,1/1 | has windows for 2 hidden layers, and there are 1",
                "16 | 4    | 5/1     | a window of layer 1 must be from 1 to 4",
                "16 | 4    | 1/2     | leaves gaps between the windows of layer 1: give a stride from 1 to 1",
                "16 | 8    | 2/1     | windows at 3 x 3 places; its width must be a multiple of 9, for example 9, not 8",
                "16 | 9,3  | 2/1,2/1 | layer 2 windows at 2 x 2 places; its width must be a multiple of 4, for example 4",
                "16 | 9,4  | 2/1,4/1 | a window of layer 2 must be from 1 to 3",
                "16 | 4    | 2x2     | must be pixels like 9, or window/stride",
                "16 | 4    | 2/0     | must be pixels like 9, or window/stride",
                "16 | 4    | 2/2,    | must be pixels like 9, or window/stride"
            })
    void impossibleFieldsAreRefused(int inputs, String hidden, String fields, String reason) {
        List<Integer> widths = hidden == null
                ? List.of()
                : Stream.of(hidden.split(",", -1)).map(Integer::valueOf).toList();
        InvalidSetting refused = assertThrows(InvalidSetting.class, () -> spec(inputs, widths, Plan.parse(fields)));
        assertEquals("receptiveField", refused.setting());
        assertTrue(refused.reason().contains(reason), refused.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "7/2", "7/2,5/2"})
    void aPlanIsReadAsItIsWritten(String text) {
        Plan plan = Plan.parse(text);
        assertEquals(text, plan.toString());
        assertEquals(plan, Plan.of(plan.setting()));
        assertEquals(text.contains("/"), plan.setting() instanceof String);
        assertEquals(text.equals("0"), plan.isWhole());
    }

    @Test
    void onlyTheFirstLayersHaveFields() {
        assertEquals(null, spec(15, List.of(3), Plan.WHOLE).receptiveFieldsAt(1));
        assertEquals(null, spec(16, List.of(3), Plan.parse("2")).receptiveFieldsAt(2));
        NetworkSpec pyramid = spec(784, List.of(1936, 1024, 500), Plan.parse("7/2,5/2"));
        assertEquals(7, pyramid.receptiveFieldsAt(1).window());
        assertEquals(5, pyramid.receptiveFieldsAt(2).window());
        assertEquals(null, pyramid.receptiveFieldsAt(3));
        assertEquals(
                1936 * (49 + 1) + 1024 * (25 * 16 + 1) + 500 * (1024 + 1) + 10 * (500 + 1), pyramid.parameterCount());
    }

    private static NetworkSpec spec(int inputs, List<Integer> hidden, Plan fields) {
        return NetworkSpec.plain(inputs, hidden, 10, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(new NetworkSpec.Connections(false, fields));
    }
}
