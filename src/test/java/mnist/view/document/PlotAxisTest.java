package mnist.view.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotAxisTest {
    private static List<String> labels(boolean powers, double... values) {
        PlotAxis axis = PlotAxis.over(values, powers, powers);
        return Arrays.stream(axis.ticks()).mapToObj(axis::label).toList();
    }

    @Test
    void ticksAreRoundAndHoldAllValues() {
        assertEquals(List.of("-2", "0", "2", "4", "6", "8"), labels(false, -0.94, 6.91));
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), labels(false, 0.018, 1));
        assertEquals(List.of("0.01", "0.1", "1", "10"), labels(true, Math.log10(0.02), Math.log10(9.4)));
    }

    @Test
    void theEndsAreTheFirstAndTheLastTick() {
        PlotAxis axis = PlotAxis.over(new double[] {-0.94, 6.91}, false, false);
        assertArrayEquals(new double[] {0, 0.2, 1}, new double[] {axis.share(-2), axis.share(0), axis.share(8)}, 1e-12);
    }

    @Test
    void noAxisIsWithoutLength() {
        for (double[] values : new double[][] {{}, {0}, {7}, {-3e-9}, {1e250, 1e250}, {-1e299, 1e299}}) {
            PlotAxis axis = PlotAxis.over(values, false, false);
            assertTrue(axis.ticks().length >= 2 && axis.ticks().length < 20, Arrays.toString(values));
            for (double value : values) {
                assertTrue(axis.share(value) >= 0 && axis.share(value) <= 1, Arrays.toString(values));
            }
            assertTrue(labels(false, values).stream().allMatch(label -> label.length() < 10));
        }
        assertEquals("1e300", PlotAxis.over(new double[] {200, 300}, true, true).label(300));
    }
}
