package mnist.data.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.InvalidSetting;
import mnist.data.ClassNames;
import mnist.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelClassesTest {
    /** Labels, and the classes that they are taken for. */
    @ParameterizedTest
    @CsvSource({
        "0 1 2 3, 0 1 2 3",
        "0 1 2 3 4 5 6 7 9, 0 1 2 3 4 5 6 7 8 9",
        "3 8, 3 8",
        "0 1, 0 1",
        "1 2 4, 1 2 3 4",
        "1 2 3, 1 2 3",
        "0 100 200, 0 100 200",
        "-1 1, -1 1",
        "b a10 a9, a9 a10 b",
        "7 seven, 7 seven"
    })
    void classesOfLabels(String labels, String classes) {
        assertEquals(words(classes), of(labels, ClassChoice.ALL).names().names());
    }

    @Test
    void aThousandClasses() {
        List<String> words = IntStream.range(0, 1000).mapToObj(i -> "c" + i).toList();
        assertEquals(
                1000, LabelClasses.of(words, Map.of(), ClassChoice.ALL).names().count());
        Labels.Builder labels = new Labels.Builder("file.csv", 10);
        words.forEach(labels::add);
        String message =
                assertThrows(DataException.class, () -> labels.add("c1000")).getMessage();
        assertTrue(
                message.startsWith("file.csv: too many different labels (expected at most 1000, found one more"),
                message);
    }

    @Test
    void someOfTheClassesInAnotherOrder() {
        LabelClasses classes = of("0 1 2 3", choice("3 1", "", ""));
        assertEquals(List.of("3", "1"), classes.names().names());
        assertArrayEquals(new short[] {-1, 1, -1, 0}, classes.of(labels("0 1 2 3")));
    }

    @Test
    void newNamesForNumbers() {
        LabelClasses classes = of("0 1 2", choice("zero one two", "", ""));
        assertEquals(List.of("zero", "one", "two"), classes.names().names());
        assertArrayEquals(new short[] {2, 0}, classes.of(labels("2 0")));
    }

    @ParameterizedTest
    @CsvSource({
        "zero one, zero: expected some of the classes 0; 1; 2; or 3 new names for them all; found 2 names",
        "0 one two, one: expected some of the classes 0; 1; 2; or 3 new names"
    })
    void namesThatDoNotFit(String names, String reason) {
        String message = assertThrows(InvalidSetting.class, () -> of("0 1 2", choice(names, "", "")))
                .getMessage();
        assertTrue(message.contains(reason.replace(';', ',')), message);
    }

    @Test
    void mergedAndDropped() {
        LabelClasses classes = of("0 1 2 3 4", choice("", "0=round 3=round", "4"));
        assertEquals(List.of("round", "1", "2"), classes.names().names());
        assertArrayEquals(new short[] {0, 1, 2, 0, -1}, classes.of(labels("0 1 2 3 4")));
        String message = assertThrows(InvalidSetting.class, () -> of("0 1", choice("", "", "7")))
                .getMessage();
        assertEquals("drop 7: expected one of the classes 0, 1", message);
        assertThrows(InvalidSetting.class, () -> of("0 1", choice("", "7=x", "")));
        assertThrows(InvalidSetting.class, () -> of("0 1", choice("", "", "0 1")));
    }

    /** All that the mapping names are classes, and nothing else is. */
    @Test
    void meaningsSayWhichClassesThereAre() {
        Map<String, String> letters = Map.of("1", "A", "2", "B", "3", "C");
        LabelClasses classes = LabelClasses.of(List.of("1", "3", "9"), letters, ClassChoice.ALL);
        assertEquals(List.of("A", "B", "C"), classes.names().names());
        assertArrayEquals(new short[] {0, 2}, classes.of(labels("1 3")));
        String message = assertThrows(DataException.class, () -> classes.of(labels("1 9")))
                .getMessage();
        assertEquals(
                "labels: label outside the classes (expected A, B, C, found 9 for image 1); the file is damaged, or"
                        + " these are other data; --classes says what numbers mean, --drop leaves out",
                message);
    }

    /** A model's classes, met in data that have only some of them, or number them. */
    @Test
    void classesOfAModel() {
        ClassNames model = new ClassNames(List.of("cat", "dog", "3"));
        assertArrayEquals(new short[] {1, 0, 2}, expecting(model, "dog cat 3").of(labels("dog cat 3")));
        assertThrows(DataException.class, () -> expecting(model, "1 0").of(labels("1 0")), "a position is no name");
        ClassNames numbers = ClassNames.numbered(2);
        Map<String, String> meanings = Map.of("0", "shirt", "1", "shoe");
        assertArrayEquals(
                new short[] {1, 0},
                LabelClasses.expecting(numbers, List.of("1", "0"), meanings, ClassChoice.ALL)
                        .of(labels("1 0")));
        assertThrows(DataException.class, () -> expecting(model, "mouse").of(labels("mouse")));
        assertArrayEquals(
                new short[] {-1, 0},
                LabelClasses.expecting(model, List.of("mouse", "cat"), Map.of(), choice("", "", "mouse"))
                        .of(labels("mouse cat")));
    }

    /** A choice that made a model's classes finds them again. */
    @Test
    void classesOfAModelThatWereChosen() {
        for (ClassChoice choice :
                List.of(choice("7 1", "", ""), choice("", "0=round 6=round", "3"), choice("a b c d e f g h", "", ""))) {
            String labels = "0 1 2 3 4 5 6 7";
            LabelClasses first = of(labels, choice);
            LabelClasses again = LabelClasses.expecting(first.names(), words(labels), Map.of(), choice);
            assertArrayEquals(first.of(labels(labels)), again.of(labels(labels)));
        }
    }

    private static LabelClasses expecting(ClassNames model, String words) {
        return LabelClasses.expecting(model, words(words), Map.of(), ClassChoice.ALL);
    }

    private static LabelClasses of(String labels, ClassChoice choice) {
        return LabelClasses.of(words(labels), Map.of(), choice);
    }

    private static ClassChoice choice(String names, String merged, String dropped) {
        Map<String, String> groups = new java.util.HashMap<>();
        words(merged).forEach(pair -> groups.put(pair.split("=", -1)[0], pair.split("=", -1)[1]));
        return new ClassChoice(words(names), groups, words(dropped));
    }

    private static Labels labels(String words) {
        Labels.Builder labels = new Labels.Builder("labels", 10);
        for (String word : words(words)) {
            if (word.matches("[0-9]+")) {
                labels.add(Long.parseLong(word));
            } else {
                labels.add(word);
            }
        }
        return labels.build();
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
