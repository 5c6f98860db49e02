package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.store.json.Json;
import mnist.train.Distillation;
import org.junit.jupiter.api.Test;

/** What decides a run, as a tree and back. */
class RunSettingsTest {
    private static final DataUse DATA = new DataUse(
            "toy",
            "toy",
            "0",
            28,
            28,
            10,
            0,
            100,
            50,
            "train",
            1,
            true,
            "memory",
            List.of("a\"b", "\u4e2d", "2", "3", "4", "5", "6", "7", "8", "9"),
            List.of("resize=28x28"),
            "digit");

    @Test
    void nothingIsLostOnTheWay() {
        for (ToyConfigs toy : ToyConfigs.values()) {
            RunSettings settings = settings(toy, new RecipeUse("quick", List.of("lr", "epochs")));
            assertEquals(settings, RunSettings.fromMap(Json.parse(Json.compact(settings.toMap()))));
        }
    }

    /** Models and runs from before there were recipes and teachers. */
    @Test
    void earlierRunsHaveNoRecipeAndNoTeacher() {
        Map<String, Object> tree =
                new LinkedHashMap<>(settings(ToyConfigs.ADAM, null).toMap());
        Map<Object, Object> training = new LinkedHashMap<>((Map<?, ?>) tree.get("training"));
        tree.remove("recipe");
        training.remove("distillation");
        tree.put("training", training);
        RunSettings earlier = RunSettings.fromMap(tree);
        assertNull(earlier.recipe());
        assertEquals(Distillation.NONE, earlier.training().distillation());
    }

    @Test
    void aLongerRunIsNoLongerTheRecipe() {
        RunSettings settings = settings(ToyConfigs.SGD, new RecipeUse("quick", List.of("lr")));
        assertEquals(List.of("lr"), settings.withEpochs(2).recipe().changed());
        assertEquals(List.of("epochs", "lr"), settings.withEpochs(3).recipe().changed());
        assertEquals(3, settings.withEpochs(3).training().epochs());
    }

    @Test
    void everySettingButTheRecipeNeedsAValue() {
        Map<String, Object> sound =
                Json.parse(Json.compact(settings(ToyConfigs.ADAM, null).toMap()));
        refuseEachAsNull(sound, sound);
    }

    /** Puts null in the place of one value after the other, at any depth. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static void refuseEachAsNull(Map<String, Object> whole, Map<String, Object> group) {
        for (Map.Entry<String, Object> entry : group.entrySet()) {
            Object value = entry.getValue();
            if (value instanceof Map) {
                refuseEachAsNull(whole, (Map<String, Object>) value);
            }
            if (!entry.getKey().equals("recipe")) {
                entry.setValue(null);
                Exception e = assertThrows(IllegalArgumentException.class, () -> RunSettings.fromMap(whole));
                assertTrue(e.getMessage().contains(entry.getKey()), e.getMessage());
                entry.setValue(value);
            }
        }
    }

    /** What was expected and what was found, however wrong: the library's "something else" helps nobody. */
    @Test
    void everyWrongValueIsNamedWithWhatWasExpectedAndFound() {
        Map<String, Object> sound =
                Json.parse(Json.compact(settings(ToyConfigs.ADAM, null).toMap()));
        List<Object> wrong = List.of("???", 99_999_999_999L, 1e99, List.of(List.of()), Map.of("a", 1), true);
        wrong.forEach(value -> replaceEach(sound, sound, value));
    }

    @Test
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    void aNumberThatIsTooLargeIsNamedWithTheLargest() {
        Map<String, Object> tree =
                Json.parse(Json.compact(settings(ToyConfigs.ADAM, null).toMap()));
        ((Map<String, Object>) tree.get("training")).put("batchSize", 99_999_999_999L);
        Exception e = assertThrows(IllegalArgumentException.class, () -> RunSettings.fromMap(tree));
        assertEquals(
                "expected a whole number up to 2147483647 as training.batchSize, found 99999999999", e.getMessage());
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static void replaceEach(Map<String, Object> whole, Map<String, Object> group, Object wrong) {
        for (Map.Entry<String, Object> entry : group.entrySet()) {
            Object value = entry.getValue();
            if (value instanceof Map) {
                replaceEach(whole, (Map<String, Object>) value, wrong);
            }
            entry.setValue(wrong);
            try {
                RunSettings.fromMap(whole);
            } catch (IllegalArgumentException e) {
                assertFalse(
                        e.getMessage().matches(".*(something else|another value|as ,|java|mnist[.]|`|Exception).*"),
                        e.getMessage());
                boolean told = e.getMessage()
                        .matches("(expected .*, )?found .*|.* must .*|.* is (missing|not known;.*)|.* not fit .*");
                assertTrue(told, e.getMessage());
                assertFalse(wrong instanceof Boolean && e.getMessage().endsWith("an object"), e.getMessage());
            }
            entry.setValue(value);
        }
    }

    private static RunSettings settings(ToyConfigs toy, RecipeUse recipe) {
        return new RunSettings(RunSettings.FORMAT, "test", "ejml", recipe, toy.spec(), toy.config(2, 1), DATA);
    }
}
