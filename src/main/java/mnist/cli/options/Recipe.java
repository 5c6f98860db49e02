package mnist.cli.options;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.usage.Choices;
import mnist.store.json.Json;
import mnist.view.document.Table;

/**
 * Options that make a good run together, kept as {@code mnist/recipes/NAME.json} among the resources.
 *
 * @param description in a sentence
 * @param expectedError per cent of MNIST's test images taken wrongly, as measured; null where nobody has yet
 * @param minutes of training on two cores, likewise
 * @param memory of the whole process in MB, likewise
 * @param options as a file of {@code --config} has them
 */
public record Recipe(
        @JsonProperty("recipe") String name,
        String description,
        @JsonProperty("expected_error_percent") Double expectedError,
        Double minutes,
        @JsonProperty("memory_mb") Double memory,
        Map<String, Object> options) {

    /** Of whoever chooses nothing. */
    public static final String DEFAULT = "default";

    /** From the quickest to the most accurate. */
    public static final List<String> NAMES =
            List.of("3b1b", "quick", DEFAULT, "sprint", "plain", "simard", "ciresan-small", "record", "pyramid");

    /** What the shell offers. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    /** @throws mnist.InvalidSetting when there is no such recipe, with the one it resembles */
    public static Recipe load(String name) {
        Choices.require("recipe", name, NAMES);
        Map<String, Object> tree = new LinkedHashMap<>(Json.parse(text("/mnist/recipes/" + name + ".json")));
        tree.put("recipe", name);
        return Json.fromTree(tree, Recipe.class);
    }

    /** For so many epochs: a warm-up, a fading or a tied beginning that is too long for them takes its share of them instead. */
    public Map<String, Object> optionsFor(int epochs) {
        return fitted(options, epochs);
    }

    /** As {@link #optionsFor}, of options that need not be a recipe's. */
    public static Map<String, Object> fitted(Map<String, Object> options, int epochs) {
        Map<String, Object> fitted = new LinkedHashMap<>(options);
        int own = ((Number) options.get("epochs")).intValue();
        shorten(fitted, "warmup", epochs - 1, (double) epochs / own);
        shorten(fitted, "augment-fade", epochs, (double) epochs / own);
        shorten(fitted, "tied-epochs", epochs, (double) epochs / own);
        return fitted;
    }

    private static void shorten(Map<String, Object> options, String key, int longest, double share) {
        options.computeIfPresent(key, (name, value) -> {
            int length = ((Number) value).intValue();
            return length <= longest ? value : Math.max(0, Math.min(longest, (int) (length * share)));
        });
    }

    public static List<Recipe> all() {
        return NAMES.stream().map(Recipe::load).toList();
    }

    /** For people, in 80 columns. */
    public static List<String> table(List<Recipe> recipes) {
        Table table = new Table("recipe", "test error", "minutes", "memory");
        for (Recipe recipe : recipes) {
            table.row(
                    recipe.name,
                    measured("%.2f %%", recipe.expectedError),
                    measured("%.2f", recipe.minutes),
                    measured("%,.0f MB", recipe.memory));
        }
        List<String> figures = table.lines();
        List<String> lines = new ArrayList<>(figures.subList(0, 1));
        for (int i = 0; i < recipes.size(); i++) {
            lines.add(figures.get(i + 1));
            lines.addAll(Console.wrapped("    " + recipes.get(i).description, "    "));
        }
        return lines;
    }

    private static String measured(String format, Double value) {
        return value == null ? "?" : String.format(Locale.ROOT, format, value);
    }

    private static String text(String resource) {
        try (InputStream in = Recipe.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
