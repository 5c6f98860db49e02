package mnist.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import mnist.random.Draws;
import mnist.random.Purpose;

/**
 * The points of a sweep and their runs, numbered from 0: a function of the definition alone, on every machine.
 *
 * @param points the settings of each that differ between points
 * @param runs point by point, each with every seed
 */
public record SweepPlan(SweepDefinition definition, List<Map<String, Object>> points, List<SweepRun> runs) {
    private static final String SEED = "seed";
    private static final int MOST_RUNS = 100_000;

    /** For each point, until one is found that is not there yet. */
    private static final long MOST_DRAWS = 1000;

    /**
     * One training.
     *
     * @param point number of its point
     * @param settings all options of {@code train} that the sweep decides, with the seed
     */
    public record SweepRun(int index, int point, long seed, Map<String, Object> settings) {}

    /** @throws IllegalArgumentException if there are too many runs, or fewer combinations than points */
    public static SweepPlan of(SweepDefinition definition) {
        List<Map<String, Object>> points = definition.points() == 0 ? grid(definition) : drawn(definition);
        List<SweepRun> runs = new ArrayList<>();
        for (int point = 0; point < points.size(); point++) {
            Map<String, Object> settings = new LinkedHashMap<>(definition.base());
            settings.putAll(points.get(point));
            List<Long> seeds = definition.seeds().isEmpty()
                    ? List.of(((Number) settings.get(SEED)).longValue())
                    : definition.seeds();
            requireFew((long) points.size() * seeds.size());
            for (long seed : seeds) {
                Map<String, Object> whole = new LinkedHashMap<>(settings);
                whole.put(SEED, seed);
                runs.add(new SweepRun(runs.size(), point, seed, whole));
            }
        }
        return new SweepPlan(definition, points, runs);
    }

    /** Every combination, the last option of the space changing fastest. */
    private static List<Map<String, Object>> grid(SweepDefinition definition) {
        long count = 1;
        for (Dimension dimension : definition.space().values()) {
            count *= dimension.count().orElseThrow();
            requireFew(count);
        }
        List<Map<String, Object>> points = List.of(Map.of());
        for (Map.Entry<String, Dimension> dimension : definition.space().entrySet()) {
            List<Map<String, Object>> longer = new ArrayList<>();
            for (Map<String, Object> point : points) {
                for (Object value : dimension.getValue().values()) {
                    longer.add(with(point, dimension.getKey(), value));
                }
            }
            points = longer;
        }
        return points;
    }

    private static Map<String, Object> with(Map<String, Object> point, String name, Object value) {
        Map<String, Object> longer = new LinkedHashMap<>(point);
        longer.put(name, value);
        return longer;
    }

    /** Different points. An option's values do not change when the space gets another option. */
    private static List<Map<String, Object>> drawn(SweepDefinition definition) {
        requireFew(definition.points());
        requireCombinations(definition);
        Set<Map<String, Object>> points = new LinkedHashSet<>();
        for (long draw = 0; points.size() < definition.points(); draw++) {
            Map<String, Object> point = new LinkedHashMap<>();
            for (Map.Entry<String, Dimension> dimension : definition.space().entrySet()) {
                String name = dimension.getKey();
                Draws draws = Draws.of(definition.seed(), Purpose.SWEEP, name.hashCode(), 0);
                point.put(name, dimension.getValue().drawn(draws.bits(draw)));
            }
            points.add(point);
            if (draw > MOST_DRAWS * definition.points()) {
                throw new IllegalArgumentException("\"points\": found only " + points.size()
                        + " different ones, expected " + definition.points() + ": draw fewer, or widen the ranges");
            }
        }
        return List.copyOf(points);
    }

    private static void requireCombinations(SweepDefinition definition) {
        long combinations = 1;
        for (Dimension dimension : definition.space().values()) {
            OptionalLong count = dimension.count();
            if (count.isEmpty() || combinations > MOST_RUNS) {
                return;
            }
            combinations *= Math.min(count.getAsLong(), MOST_RUNS);
        }
        if (combinations < definition.points()) {
            throw new IllegalArgumentException(
                    "\"points\": expected at most the " + combinations + " combinations that there are, found "
                            + definition.points() + "; without \"points\" all are taken");
        }
    }

    private static void requireFew(long runs) {
        if (runs > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "expected at most " + MOST_RUNS + " runs, found " + runs + " or more: draw fewer by \"points\"");
        }
    }
}
