package mnist.store.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** The library's own words name its classes and switches, which nobody who trains can turn. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':NaN}       | the word 'NaN', which JSON does not have",
                "{'a':-Infinity} | which JSON does not have",
                "{'a':Infinity}  | the word 'Infinity', which JSON does not have",
                "{'a':yes}       | the word 'yes', which JSON does not have",
                "{'a':1,'a':2}   | 'a' for the second time",
                "{'a':1          | the end of the text in the middle of it",
                "{'a':'b         | the end of the text in the middle of it",
                "{'a':[1}}       | '}' where it closes nothing",
                "{'a':1]         | ']' where it closes nothing",
                "{} x            | the word 'x'",
                "{} {}           | something after its end",
                "{a:1}           | a name that is not in double quotes",
                "{'a' 1}         | the character '1' in a wrong place",
                "{'a':1,}        | a comma before '}': leave the comma out",
                "{'a':1 'b':2}   | no comma before the next entry",
                "{'a':/* */1}    | a comment, which JSON does not have: leave it out",
                "{'a':'\\q'}     | a backslash before a character that takes none",
                "{'a':'\u0007'}  | a control character in a text",
                "{'a':01}        | a number that is not written as JSON",
                "{'a':+1}        | the character '+' in a wrong place",
                "{'a':1.}        | in a wrong place"
            })
    void whatIsNoJsonIsToldInPlainWords(String text, String found) {
        String message = refusal(text.replace('\'', '"')).replace('"', '\'');
        assertTrue(message.matches("expected a JSON object, found line \\d+ column \\d+: [^`]*"), message);
        assertTrue(message.contains(found), message);
    }

    @Test
    void whatIsTooDeepOrTooLongIsToldInPlainWords() {
        String deep = refusal("[".repeat(40));
        assertTrue(deep.endsWith("found more than 32 levels"), deep);
        String digits = refusal("{\"a\":" + "1".repeat(2_000) + "}");
        assertTrue(digits.endsWith("found a number, a text or a name that is too long"), digits);
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> Json.parse(text))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "null", "{", "{\"a\":1,\"a\":2}", "{} x", "{a:1}", "{\"a\":NaN}"})
    void whatIsNoObjectIsRefusedInOneLine(String text) {
        String message = refusal(text);
        assertFalse(message.contains("\n"), message);
    }
}
