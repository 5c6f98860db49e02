package mnist.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mnist.linalg.WorkerTeam;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceptiveFieldsTest {
    @ParameterizedTest
    @CsvSource({"28, 9, 1500", "28, 28, 40", "28, 1, 100", "5, 2, 3", "4, 3, 50", "1, 1, 2"})
    void everyUnitSeesOneWholeWindow(int side, int window, int units) {
        ReceptiveFields fields = new ReceptiveFields(side, window, units);
        for (int j = 0; j < units; j++) {
            boolean[][] seen = new boolean[side][side];
            for (int row = fields.top(j); row < fields.top(j) + window; row++) {
                for (int column = fields.left(j); column < fields.left(j) + window; column++) {
                    seen[row][column] = true;
                }
            }
            for (int pixel = 0; pixel < side * side; pixel++) {
                assertEquals(seen[pixel / side][pixel % side], fields.connects(pixel, j), "pixel " + pixel);
            }
        }
    }

    /** 400 places: with as many units as places, or many times as many, none is left out or crowded. */
    @ParameterizedTest
    @CsvSource({"400, 0, 3", "4000, 6, 15", "40, 0, 1"})
    void theWindowsAreSpreadEvenly(int units, int fewest, int most) {
        ReceptiveFields fields = new ReceptiveFields(28, 9, units);
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
    @CsvSource({"28, 9, 150", "28, 28, 7", "28, 1, 33", "5, 2, 3", "6, 3, 100"})
    void cuttingLeavesWhatIsConnectedAndNothingElse(int side, int window, int units) {
        ReceptiveFields fields = new ReceptiveFields(side, window, units);
        FMatrixRMaj w = new FMatrixRMaj(side * side, units);
        w.fill(3);
        int middle = w.numRows / 3;
        fields.cut(w, 0, middle);
        fields.cut(w, middle, w.numRows);
        for (int pixel = 0; pixel < w.numRows; pixel++) {
            for (int j = 0; j < units; j++) {
                assertEquals(fields.connects(pixel, j) ? 3 : 0, w.get(pixel, j), "pixel " + pixel + ", unit " + j);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"28, 9, 150", "28, 28, 7", "28, 1, 33", "5, 2, 3", "6, 3, 100"})
    void bandAndRowsHoldEveryConnection(int side, int window, int units) {
        ReceptiveFields fields = new ReceptiveFields(side, window, units);
        int[] visits = new int[side * side * units];
        int middle = side * side / 3;
        WorkerTeam.Part visit = (from, to) -> IntStream.range(from, to).forEach(i -> visits[i]++);
        fields.eachRow(0, middle, visit);
        fields.eachRow(middle, side * side, visit);
        for (int i = 0; i < visits.length; i++) {
            int pixel = i / units;
            int j = i % units;
            if (fields.connects(pixel, j)) {
                assertEquals(1, visits[i], "pixel " + pixel + ", unit " + j);
                assertTrue(pixel >= fields.band().firstRow(j)
                        && pixel < fields.band().endRow(j + 1));
            }
            assertTrue(visits[i] <= 1);
        }
    }

    @Test
    void onlyConnectionsAreCountedAndDrawn() {
        NetworkSpec spec = spec(784, List.of(50, 20), 9);
        assertEquals(50 * 81 + 50 + 50 * 20 + 20 + 20 * 10 + 10, spec.parameterCount());
        FMatrixRMaj w = Network.initialize(spec, Initializer.HE, 1).layer(1).w;
        double squares = IntStream.range(0, w.data.length)
                .mapToDouble(i -> w.data[i] * w.data[i])
                .sum();
        // He's deviation for a fan-in of 81; 4,050 squares have a relative standard error of 2 %.
        assertEquals(2.0 / 81, squares / (50 * 81), 0.1 * 2 / 81);
    }

    @Test
    void impossibleFieldsAreRefused() {
        for (int window : new int[] {-1, 5}) {
            assertThrows(IllegalArgumentException.class, () -> spec(16, List.of(3), window));
        }
        assertThrows(IllegalArgumentException.class, () -> spec(15, List.of(3), 2));
        assertThrows(IllegalArgumentException.class, () -> spec(16, List.of(), 2));
        assertEquals(null, spec(15, List.of(3), 0).receptiveFieldsAt(1));
        assertEquals(null, spec(16, List.of(3), 2).receptiveFieldsAt(2));
    }

    private static NetworkSpec spec(int inputs, List<Integer> hidden, int receptiveField) {
        return NetworkSpec.plain(inputs, hidden, 10, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY)
                .with(new NetworkSpec.Connections(false, receptiveField));
    }
}
