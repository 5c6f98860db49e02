package mnist.sweep;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mnist.store.json.Json;

/**
 * What a sweep is: options of {@code train}, by their names without hyphens. The list of its runs is a function of this
 * alone ({@link SweepPlan}).
 *
 * @param base options that all points have
 * @param space options that differ between points
 * @param points how many are drawn; 0 for every combination
 * @param seed of the draws, not of the training
 * @param seeds of the training: every point is trained once with each
 * @param halving null where all runs are trained to their end
 */
public record SweepDefinition(
        Map<String, Object> base,
        Map<String, Dimension> space,
        int points,
        long seed,
        List<Long> seeds,
        Metric metric,
        Halving halving) {
    private static final String EPOCHS = "epochs";
    private static final String VALIDATION = "validation";
    private static final String SEED = "seed";
    private static final long FIRST_SEED = 1;
    private static final int MOST_SEEDS = 1000;

    /** How points are chosen. */
    private enum Method {
        grid,
        random
    }

    /** As the JSON has it; what is absent is null. */
    private record Written(
            Map<String, Object> base,
            Map<String, Object> space,
            Method method,
            Integer points,
            Long seed,
            Object seeds,
            Metric metric,
            Halving.Written halving) {}

    public SweepDefinition {
        base = new LinkedHashMap<>(base);
        space = new LinkedHashMap<>(space);
        seeds = List.copyOf(seeds);
    }

    /**
     * Reads the tree of a JSON object.
     *
     * @throws IllegalArgumentException that names the key, what was expected and what was found, in one line
     */
    public static SweepDefinition of(Map<String, Object> tree) {
        requireObject(tree, "base", "{\"hidden\": \"128\"}");
        requireObject(tree, "space", "{\"lr\": [0.01, 0.1]}");
        requireObject(tree, "halving", "{\"epochs\": [2, 6, 18]}");
        Written written = Json.fromTree(tree, Written.class);
        Map<String, Object> base = new LinkedHashMap<>();
        orEmpty(written.base).forEach((name, value) -> base.put(name, at("base", name, () -> Dimension.value(value))));
        Map<String, Dimension> space = new LinkedHashMap<>();
        orEmpty(written.space).forEach((name, value) -> space.put(name, at("space", name, () -> Dimension.of(value))));
        Set<String> both = new TreeSet<>(base.keySet());
        both.retainAll(space.keySet());
        require(both.isEmpty(), "\"base\" and \"space\" both have " + both + ": leave it out of one");
        int points = points(written, space);
        Metric metric = written.metric == null ? Metric.VALIDATION_ACCURACY : written.metric;
        Halving halving = written.halving == null ? null : halving(written.halving, metric, base, space);
        return new SweepDefinition(
                base,
                space,
                points,
                written.seed == null ? FIRST_SEED : written.seed,
                seeds(written.seeds, base, space),
                metric,
                halving);
    }

    private static void requireObject(Map<String, Object> tree, String key, String example) {
        Object found = tree.get(key);
        require(
                found == null || found instanceof Map,
                "\"" + key + "\": expected an object, as " + example + ", found " + found);
    }

    /** The keys of its JSON. */
    public static List<String> keys() {
        return Stream.of(Written.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** It decides how long runs are: the base gets that. */
    private static Halving halving(
            Halving.Written written, Metric metric, Map<String, Object> base, Map<String, Dimension> space) {
        for (String part : List.of("base", "space")) {
            require(
                    !(part.equals("base") ? base : space).containsKey(EPOCHS),
                    "\"" + part + "\": \"epochs\": \"halving\" says how long runs are: leave it out");
        }
        Object validation = base.get(VALIDATION);
        require(
                metric == Metric.TRAIN_LOSS
                        || validation == null
                        || !validation.toString().matches("[0.]+"),
                "\"halving\" compares points by " + metric + ", which needs validation: leave \"validation\" "
                        + validation + " out");
        Halving halving = Halving.of(written);
        base.put(EPOCHS, halving.last());
        return halving;
    }

    private static int points(Written written, Map<String, Dimension> space) {
        boolean random = written.method == null ? written.points != null : written.method == Method.random;
        if (!random) {
            space.forEach((name, dimension) -> require(
                    dimension.count().isPresent(),
                    "\"space\": \"" + name
                            + "\": a range has no end of values for a grid: list some, or draw some by \"points\" 20"));
            require(
                    written.points == null,
                    "\"points\" belongs to \"method\": \"random\": a grid has every combination");
            return 0;
        }
        require(
                written.points != null && written.points > 0,
                "\"points\": expected how many points to draw, from 1 on, found " + written.points);
        return written.points;
    }

    private static List<Long> seeds(Object written, Map<String, Object> base, Map<String, Dimension> space) {
        if (space.containsKey(SEED)) {
            require(written == null, "\"seeds\": \"seed\" has several values already: leave one out");
            boolean whole = space.get(SEED).count().isPresent()
                    && space.get(SEED).values().stream().allMatch(SweepDefinition::isSeed);
            require(whole, "\"space\": \"seed\": expected whole numbers");
            return List.of();
        }
        Object own = base.getOrDefault(SEED, FIRST_SEED);
        require(
                own instanceof Integer || own instanceof Long,
                "\"base\": \"seed\": expected a whole number, found " + own);
        long first = ((Number) own).longValue();
        if (written == null) {
            return List.of(first);
        }
        if (written instanceof Integer count) {
            require(count > 0 && count <= MOST_SEEDS, "\"seeds\": expected 1 to " + MOST_SEEDS + ", found " + count);
            return LongStream.range(first, first + count).boxed().toList();
        }
        if (written instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(SweepDefinition::isSeed)) {
            require(!base.containsKey(SEED), "\"seeds\" lists the seeds: leave \"seed\" out");
            require(Set.copyOf(list).size() == list.size(), "\"seeds\": expected each once, found " + list);
            return list.stream().map(seed -> ((Number) seed).longValue()).toList();
        }
        throw new IllegalArgumentException(
                "\"seeds\": expected how many, or a list of whole numbers, found " + written);
    }

    private static boolean isSeed(Object value) {
        return value instanceof Integer || value instanceof Long;
    }

    /** As JSON: what {@link #of} makes this definition of. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, Object> withoutSeed = new LinkedHashMap<>(base);
        withoutSeed.remove(SEED);
        if (halving != null) {
            withoutSeed.remove(EPOCHS);
        }
        tree.put("base", withoutSeed);
        Map<String, Object> dimensions = new LinkedHashMap<>();
        space.forEach((name, dimension) -> dimensions.put(name, dimension.tree()));
        tree.put("space", dimensions);
        tree.put("method", points == 0 ? Method.grid : Method.random);
        if (points > 0) {
            tree.put("points", points);
            tree.put(SEED, seed);
        }
        if (!seeds.isEmpty()) {
            tree.put("seeds", seeds);
        }
        tree.put("metric", metric.toString());
        if (halving != null) {
            tree.put("halving", Map.of(EPOCHS, halving.epochs(), "keep", halving.keep()));
        }
        return tree;
    }

    private static Map<String, Object> orEmpty(Map<String, Object> map) {
        return map == null ? Map.of() : map;
    }

    private static <T> T at(String part, String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + part + "\": \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
