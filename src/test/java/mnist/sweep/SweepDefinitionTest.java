package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading definitions: what is left out has its default, and what is wrong is named. */
class SweepDefinitionTest {
    private static SweepDefinition of(String json) {
        return SweepDefinition.of(Json.parse(json.replace('\'', '"')));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        SweepDefinition definition = of("{'space': {'lr': [0.1, 0.2]}}");
        assertEquals(0, definition.points());
        assertEquals(List.of(1L), definition.seeds());
        assertEquals(Metric.VALIDATION_ACCURACY, definition.metric());
    }

    @Test
    void seedsCountFromThatOfTheBase() {
        assertEquals(
                List.of(5L, 6L, 7L),
                of("{'base': {'seed': 5}, 'space': {'lr': [0.1]}, 'seeds': 3}").seeds());
        assertEquals(
                List.of(9L, 2L), of("{'space': {'lr': [0.1]}, 'seeds': [9, 2]}").seeds());
    }

    @Test
    void itsTreeMakesTheSameDefinition() {
        SweepDefinition definition =
                of("{'base': {'epochs': 2, 'seed': 4, 'residual': true}, 'space': {'hidden': [[256,"
                        + " 128], '32'], 'lr': {'log-uniform': [1e-5, 0.3]}, 'batch': {'integers': [1, 9]}}, 'points': 4, 'seed': 7,"
                        + " 'seeds': 2, 'metric': 'train_loss'}");
        SweepDefinition again = SweepDefinition.of(Json.parse(Json.compact(definition.tree())));
        assertEquals(definition.tree(), again.tree());
        assertEquals(SweepPlan.of(definition).runs(), SweepPlan.of(again).runs());
        assertEquals(List.of("256,128", "32"), definition.space().get("hidden").values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'space': {'lr': 0.1}} | \"space\": \"lr\": expected a list of values, or {KIND: [LOW, HIGH]}",
                "{'space': {'lr': []}} | \"space\": \"lr\": expected a list of values",
                "{'space': {'lr': [0.1, null]}} | \"lr\": expected a number, a text, true or false, found null",
                "{'space': {'lr': [0.1, 0.1]}} | \"lr\": expected each value once",
                "{'space': {'lr': {'normal': [0, 1]}}} | a KIND of uniform, log-uniform, integers, log-integers",
                "{'space': {'lr': {'uniform': [1]}}, 'points': 2} | expected two numbers, [LOW, HIGH], as uniform",
                "{'space': {'lr': {'uniform': [1, 0]}}, 'points': 2} | expected a low end below the high end",
                "{'space': {'lr': {'log-uniform': [0, 1]}}, 'points': 2} | expected numbers above 0 for a logarithm",
                "{'space': {'batch': {'integers': [1, 2.5]}}} | expected whole numbers, found 1 and 2.5",
                "{'space': {'lr': {'uniform': [0, 1]}}} | a range has no end of values for a grid",
                "{'space': {'lr': [1]}, 'method': 'grid', 'points': 3} | \"points\" belongs to \"method\": \"random\"",
                "{'space': {'lr': [1]}, 'method': 'random'} | \"points\": expected how many points to draw",
                "{'space': {'lr': [1]}, 'points': 0} | \"points\": expected how many points to draw, from 1 on, found 0",
                "{'space': {'lr': [1]}, 'method': 'bayes'} | expected one of [grid, random] as method, found \"bayes\"",
                "{'space': {'lr': [1]}, 'seeds': 0} | \"seeds\": expected 1 to 1000, found 0",
                "{'space': {'lr': [1]}, 'seeds': 'x'} | \"seeds\": expected how many, or a list of whole numbers",
                "{'space': {'lr': [1]}, 'seeds': [1, 1]} | \"seeds\": expected each once",
                "{'base': {'seed': 1}, 'space': {'lr': [1]}, 'seeds': [1, 2]} | leave \"seed\" out",
                "{'base': {'seed': 1.5}, 'space': {'lr': [1]}} | \"seed\": expected a whole number, found 1.5",
                "{'space': {'seed': [1, 2]}, 'seeds': 2} | \"seed\" has several values already",
                "{'space': {'seed': [1, 'x']}} | \"space\": \"seed\": expected whole numbers",
                "{'base': {'lr': 1}, 'space': {'lr': [1]}} | \"base\" and \"space\" both have [lr]",
                "{'base': {'lr': {'a': 1}}} | \"base\": \"lr\": expected a number, a text, true or false",
                "{'spaces': {'lr': [1]}} | found \"spaces\", which has no meaning there",
                "{'space': {'lr': [1]}, 'metric': 'test_accuracy'} | metric",
            })
    void whatIsWrongIsNamed(String json, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> of(json)).getMessage();
        assertTrue(message.contains(part), message);
        assertTrue(message.lines().count() == 1, message);
    }
}
