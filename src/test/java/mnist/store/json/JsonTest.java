package mnist.store.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void mapsKeepTheirOrderAndNumbersTheirDigits() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", 2.0E-3);
        tree.put("a", List.of(1, true, "x\ny"));
        tree.put("n", null);
        assertEquals("{\"z\":0.002,\"a\":[1,true,\"x\\ny\"],\"n\":null}", Json.compact(tree));
        assertEquals(tree, Json.parse(Json.compact(tree)));
        // Before version 19 the JDK itself wrote 1.9999999999999998E23.
        assertEquals("2.0E23", Json.compact(2e23));
    }

    @Test
    void indentationUsesOneKindOfLineEnd() {
        assertEquals("{\n  \"a\" : [\n    1\n  ]\n}\n", Json.pretty(Map.of("a", List.of(1))));
    }

    @Test
    void whatJsonDoesNotHaveIsText() {
        assertEquals("[null,null]", Json.compact(List.of(Double.NaN, Float.POSITIVE_INFINITY)));
        assertEquals("[1.0,null]", Json.compact(new double[] {1, Double.NEGATIVE_INFINITY}));
        record Reading(OptionalDouble trainLoss, OptionalDouble testLoss) {}
        assertEquals(
                "{\"train_loss\":null,\"test_loss\":0.5}",
                Json.compact(new Reading(OptionalDouble.empty(), OptionalDouble.of(0.5))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "null", "{", "{\"a\":1,\"a\":2}", "{} x", "{a:1}", "{\"a\":NaN}"})
    void whatIsNoObjectIsRefusedInOneLine(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Json.parse(text))
                .getMessage();
        assertFalse(message.contains("\n"), message);
    }
}
