package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.nn.NetworkSpec;
import mnist.view.document.Emphasis;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exercises as learners fill them in. */
class ExerciseTest {
    private static final Messages ENGLISH = Messages.of("explain", Language.ENGLISH);

    private static List<NetworkSpec> specs() {
        return Subjects.specs();
    }

    private static Exercise exercise(NetworkSpec spec) {
        return new Exercise(Explanation.of(Subjects.network(spec), Subjects.image(), 2, LabelOrigin.KNOWN, null, 0.05));
    }

    private static List<String> printed(Exercise exercise) {
        return ExerciseText.of(exercise, "7", ENGLISH).lines(Emphasis.PLAIN);
    }

    private static List<String> filled(Exercise exercise, int number, String answer) {
        return printed(exercise).stream()
                .map(line -> line.startsWith("   [" + number + "]") ? line.replaceAll("_+$", answer) : line)
                .toList();
    }

    /** The key's numbers, put into the blanks, are right; so are three digits of them. */
    @ParameterizedTest
    @MethodSource("specs")
    void theRightAnswersAreRight(NetworkSpec spec) {
        Exercise exercise = exercise(spec);
        assertTrue(exercise.questions().size() >= 5);
        for (Exercise.Question question : exercise.questions()) {
            for (String digits : List.of("%.2e", "%.6e")) {
                String answer = String.format(Locale.ROOT, digits, question.answer());
                Exercise.Mark mark = exercise.mark(filled(exercise, question.number(), answer))
                        .get(question.number() - 1);
                assertTrue(mark.right(), question + " " + mark);
                assertNull(mark.slip());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everySlipIsTold(NetworkSpec spec) {
        Exercise exercise = exercise(spec);
        for (Exercise.Question question : exercise.questions()) {
            for (Exercise.Slip slip : question.slips()) {
                assertFalse(ENGLISH.get("slip_" + slip.name()).isEmpty());
                boolean isAnswer = Math.abs(slip.value() - question.answer()) <= 0.011 * Math.abs(question.answer());
                Exercise.Mark mark = exercise.mark(filled(exercise, question.number(), Double.toString(slip.value())))
                        .get(question.number() - 1);
                assertEquals(isAnswer, mark.right(), question + " " + slip);
                assertTrue(isAnswer || mark.slip() != null, question + " " + slip);
            }
        }
    }

    /** Squared error of sigmoids, where a factor 2 and f' can be forgotten. */
    @Test
    void theUsualSlipsHaveTheirNames() {
        Exercise exercise = exercise(specs().get(2));
        double dz = exercise.questions().get(0).answer();
        assertEquals("factor", slip(exercise, 1, dz / 2));
        assertEquals("sign", slip(exercise, 1, -dz));
        assertEquals("mean", slip(exercise, 4, exercise.questions().get(3).answer() / Subjects.CLASSES));
        assertEquals("sum", slip(exercise, 9, exercise.questions().get(8).answer() * 4));
        assertNull(slip(exercise, 1, dz * 1.7));
        assertEquals("no_number", exercise.mark(List.of("[1] = many")).get(0).slip());
    }

    /** Who computes on with a wrong number makes one mistake, not two. */
    @Test
    void anErrorIsFollowedThrough() {
        Exercise exercise = exercise(specs().get(2));
        List<Exercise.Question> questions = exercise.questions();
        double[] said =
                questions.stream().mapToDouble(Exercise.Question::answer).toArray();
        said[0] *= 1.7;
        said[1] *= 1.7;
        said[2] *= 1.7;
        assertEquals(List.of("1", "2 followed", "3 followed"), wrong(exercise, said));
        said[1] = -said[1];
        assertEquals(List.of("1", "2", "3 followed"), wrong(exercise, said));
        said = questions.stream().mapToDouble(Exercise.Question::answer).toArray();
        for (int i : new int[] {0, 1, 2, 3, 5, 6}) {
            said[i] = -said[i];
        }
        assertEquals(
                List.of("1 sign", "2 followed", "3 followed", "4 followed", "6 followed", "7 followed"),
                wrong(exercise, said));
        said = questions.stream().mapToDouble(Exercise.Question::answer).toArray();
        said[1] *= 1.7;
        said[8] *= 1.7;
        assertEquals(List.of("2", "9 followed"), wrong(exercise, said));
    }

    /** The numbers of the wrong answers, each with its slip if it has one. */
    private static List<String> wrong(Exercise exercise, double[] said) {
        List<String> lines = IntStream.range(0, said.length)
                .mapToObj(i -> "[" + (i + 1) + "] what is asked = " + said[i])
                .toList();
        return exercise.mark(lines).stream()
                .filter(mark -> !mark.right())
                .map(mark -> mark.number() + (mark.slip() == null ? "" : " " + mark.slip()))
                .toList();
    }

    private static String slip(Exercise exercise, int number, double answer) {
        Exercise.Mark mark =
                exercise.mark(filled(exercise, number, Double.toString(answer))).get(number - 1);
        assertFalse(mark.right());
        return mark.slip();
    }

    @Test
    void anEmptySheetIsLeftOpenAndTheKeyIsNoAnswer() {
        Exercise exercise = exercise(specs().get(2));
        for (Exercise.Mark mark : exercise.mark(printed(exercise))) {
            assertNull(mark.given());
            assertFalse(mark.right());
        }
        assertEquals(exercise.code(), Exercise.codeIn(printed(exercise)));
        List<String> chinese = ExerciseText.of(exercise, "7", Messages.of("explain", Language.CHINESE))
                .lines(Emphasis.PLAIN);
        assertEquals(exercise.code(), Exercise.codeIn(chinese));
        assertNotEquals(exercise.code(), exercise(specs().get(3)).code());
        assertNull(Exercise.codeIn(List.of("nothing")));
    }

    /** As keyboards have it. */
    @Test
    void commasAndMinusSignsOfPrintAreUnderstood() {
        Exercise exercise = exercise(specs().get(2));
        double dz = exercise.questions().get(0).answer();
        String text = String.format(Locale.ROOT, "%.6f", dz).replace('.', ',').replace('-', '\u2212');
        assertTrue(exercise.mark(filled(exercise, 1, text)).get(0).right());
    }
}
