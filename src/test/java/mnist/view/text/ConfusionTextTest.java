package mnist.view.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import mnist.train.Evaluation;
import mnist.view.document.ClassLabels;
import mnist.view.document.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionTextTest {
    private static Evaluation evaluation(int[][] confusion) {
        int images = IntStream.range(0, confusion.length)
                .map(label -> IntStream.of(confusion[label]).sum())
                .sum();
        return new Evaluation(images, 0.5, 0, confusion, new int[0], new float[0]);
    }

    private static ClassLabels labels(int count, String name) {
        return new ClassLabels(IntStream.range(0, count).mapToObj(i -> name + i).toList());
    }

    @Test
    void numbersAreAMatrix() {
        assertEquals(
                List.of("called   0   1", "is 0     5   .", "is 1     2   3"),
                ConfusionText.of(evaluation(new int[][] {{5, 0}, {2, 3}}), ClassLabels.numbered(2), 80));
    }

    @Test
    void namesAreShownAsFarAsThereIsRoom() {
        assertEquals(
                List.of("called  dog0 dog1", "is dog0    5    .", "is dog1    2    3"),
                ConfusionText.of(evaluation(new int[][] {{5, 0}, {2, 3}}), labels(2, "dog"), 80));
        int[][] sixteen = new int[16][16];
        sixteen[3][4] = 7;
        List<String> lines = ConfusionText.of(evaluation(sixteen), labels(16, "a long name of a class "), 80);
        assertEquals(17, lines.size());
        lines.forEach(line -> assertTrue(TextWidth.of(line) <= 80, line));
    }

    @Test
    void manyClassesAreAListOfMistakes() {
        int[][] confusion = new int[1000][1000];
        for (int label = 0; label < 40; label++) {
            confusion[label][label] = 10;
            confusion[label][label + 1] = label;
        }
        List<String> lines = ConfusionText.of(evaluation(confusion), labels(1000, "\u732b"), 80);
        assertEquals("the most frequent mistakes", lines.get(0));
        assertEquals("\u732b39    \u732b40        39              79.59%", lines.get(2));
        assertEquals("... and 19 rarer ones", lines.get(lines.size() - 1));
        assertEquals(23, lines.size());
        assertEquals(
                List.of("no class is taken for another"),
                ConfusionText.of(evaluation(new int[100][100]), labels(100, "x"), 80));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 46, 60, 79, 80, 200})
    void itFitsTheTerminal(int columns) {
        int[][] confusion = new int[10][10];
        for (int label = 0; label < 10; label++) {
            confusion[label][label] = 1000;
            confusion[label][(label + 1) % 10] = 12;
        }
        for (ClassLabels labels : List.of(ClassLabels.numbered(10), labels(10, "a long name of a class"))) {
            List<String> lines = ConfusionText.of(evaluation(confusion), labels, columns);
            assertTrue(lines.size() >= 11, lines.toString());
            lines.forEach(line -> assertTrue(TextWidth.of(line) <= columns, line));
        }
    }
}
