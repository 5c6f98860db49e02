package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mnist.store.json.Json;
import mnist.sweep.SweepPlan.SweepRun;
import org.junit.jupiter.api.Test;

/** The list of runs is a function of the definition: what was once listed must never change. */
class SweepPlanTest {
    private static final String RANGES =
            "{'space': {'lr': {'log-uniform': [0.001, 1]}, 'batch': {'integers': [8, 64]}, 'activation': ['relu', 'tanh']},"
                    + " 'points': 3}";

    private static SweepPlan of(String json) {
        return SweepPlan.of(SweepDefinition.of(Json.parse(json.replace('\'', '"'))));
    }

    @Test
    void aGridHasEveryCombinationWithEverySeed() {
        List<SweepRun> runs =
                of("{'base': {'epochs': 2}, 'space': {'lr': [0.1, 0.2], 'hidden': ['8', '16']}, 'seeds': 2}")
                        .runs();
        assertEquals(8, runs.size());
        assertEquals(
                List.of("0.1 8 1", "0.1 8 2", "0.1 16 1", "0.1 16 2", "0.2 8 1", "0.2 8 2", "0.2 16 1", "0.2 16 2"),
                runs.stream()
                        .map(run -> run.settings().get("lr") + " "
                                + run.settings().get("hidden") + " "
                                + run.settings().get("seed"))
                        .toList());
        assertEquals(
                List.of(0, 0, 1, 1, 2, 2, 3, 3),
                runs.stream().map(SweepRun::point).toList());
        assertTrue(runs.stream().allMatch(run -> run.settings().get("epochs").equals(2)));
    }

    @Test
    void aSweptSeedIsThatOfTheRun() {
        assertEquals(
                List.of(7L, 3L),
                of("{'space': {'seed': [7, 3]}}").runs().stream()
                        .map(SweepRun::seed)
                        .toList());
    }

    @Test
    void whatIsDrawnNeverChanges() {
        assertEquals(
                List.of(
                        "{lr=0.8782, batch=35, activation=relu}",
                        "{lr=0.03831, batch=53, activation=relu}",
                        "{lr=0.1869, batch=46, activation=relu}"),
                of(RANGES).points().stream().map(Map::toString).toList());
    }

    @Test
    void anotherOptionLeavesTheValuesOfTheOthers() {
        List<Object> before =
                of(RANGES).points().stream().map(point -> point.get("lr")).toList();
        List<Object> after =
                of(RANGES.replace("'activation'", "'dropout': {'uniform': [0, 0.5]}, 'activation'")).points().stream()
                        .map(point -> point.get("lr"))
                        .toList();
        assertEquals(before, after);
    }

    @Test
    void drawsLieInTheirRangeAndReachItsEnds() {
        List<Map<String, Object>> points =
                of("{'space': {'a': {'integers': [1, 4]}, 'b': {'log-uniform': [0.01, 1]}}, 'points': 400}")
                        .points();
        assertEquals(
                Set.of(1L, 2L, 3L, 4L),
                points.stream().map(point -> point.get("a")).collect(Collectors.toSet()));
        List<BigDecimal> numbers = points.stream()
                .map(point -> (BigDecimal) point.get("b"))
                .sorted()
                .toList();
        assertTrue(numbers.get(0).doubleValue() >= 0.01 && numbers.get(399).doubleValue() <= 1);
        // Half of them lie below the geometric middle.
        long below =
                numbers.stream().filter(number -> number.doubleValue() < 0.1).count();
        assertTrue(below > 160 && below < 240, below + " of 400");
        assertTrue(numbers.stream().allMatch(number -> number.precision() <= 4));
    }

    @Test
    void pointsAreDifferent() {
        List<Map<String, Object>> points =
                of("{'space': {'a': [1, 2, 3], 'b': ['x', 'y']}, 'points': 6}").points();
        assertEquals(6, Set.copyOf(points).size());
    }

    @Test
    void moreThanThereAreIsRefused() {
        assertRefused("{'space': {'a': [1, 2, 3]}, 'points': 4}", "expected at most the 3 combinations");
        assertRefused("{'space': {'a': {'uniform': [0.1234, 0.1235]}}, 'points': 40}", "found only 2 different ones");
        assertRefused("{'space': {'a': {'integers': [1, 1000]}, 'b': {'integers': [1, 1000]}}}", "at most 100000 runs");
        assertRefused("{'space': {'a': {'integers': [1, 1000]}}, 'seeds': 1000}", "at most 100000 runs");
    }

    private static void assertRefused(String json, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> of(json)).getMessage();
        assertTrue(message.contains(part), message);
    }
}
