package mnist.view.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mnist.train.Evaluation;
import mnist.view.document.ClassLabels;
import mnist.view.document.TextWidth;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionTextTest {
    private static final Messages ENGLISH = Messages.of(EvaluationText.BUNDLE, Language.ENGLISH);
    private static final Messages CHINESE = Messages.of(EvaluationText.BUNDLE, Language.CHINESE);

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
                ConfusionText.of(evaluation(new int[][] {{5, 0}, {2, 3}}), ClassLabels.numbered(2), 80, ENGLISH));
    }

    @Test
    void namesAreShownAsFarAsThereIsRoom() {
        assertEquals(
                List.of("called  dog0 dog1", "is dog0    5    .", "is dog1    2    3"),
                ConfusionText.of(evaluation(new int[][] {{5, 0}, {2, 3}}), labels(2, "dog"), 80, ENGLISH));
        int[][] sixteen = new int[16][16];
        sixteen[3][4] = 7;
        List<String> lines = ConfusionText.of(evaluation(sixteen), labels(16, "a long name of a class "), 80, ENGLISH);
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
        List<String> lines = ConfusionText.of(evaluation(confusion), labels(1000, "\u732b"), 80, ENGLISH);
        assertEquals("the most frequent mistakes", lines.get(0));
        assertEquals("\u732b39    \u732b40        39              79.59%", lines.get(2));
        assertEquals("... and 19 rarer ones", lines.get(lines.size() - 1));
        assertEquals(23, lines.size());
        assertEquals(
                List.of("no class is taken for another"),
                ConfusionText.of(evaluation(new int[100][100]), labels(100, "x"), 80, ENGLISH));
    }

    /** A Chinese character takes two columns, so that the numbers stand below each other. */
    @Test
    void inChineseTheColumnsAreStraight() {
        ClassLabels digits = ClassLabels.numbered(2);
        Evaluation evaluation = evaluation(new int[][] {{5, 0}, {2, 3}});
        List<String> lines = new ArrayList<>(ConfusionText.of(evaluation, digits, 80, CHINESE));
        assertEquals(1, widths(lines), lines.toString());
        lines = EvaluationText.classes(evaluation, digits, CHINESE);
        assertEquals(1, widths(lines.subList(0, 3)), lines.toString());
        assertEquals(
                "digit   images   recall  precision",
                EvaluationText.classes(evaluation, digits, ENGLISH).get(0));
        int[][] many = new int[100][100];
        many[1][2] = 3;
        lines = ConfusionText.of(evaluation(many), labels(100, "x"), 80, CHINESE);
        assertEquals(1, widths(lines.subList(1, 3)), lines.toString());
    }

    private static long widths(List<String> lines) {
        return lines.stream().mapToInt(TextWidth::of).distinct().count();
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
            for (Messages messages : List.of(ENGLISH, CHINESE)) {
                List<String> lines = ConfusionText.of(evaluation(confusion), labels, columns, messages);
                assertTrue(lines.size() >= 11, lines.toString());
                lines.forEach(line -> assertTrue(TextWidth.of(line) <= columns, line));
            }
        }
    }
}
