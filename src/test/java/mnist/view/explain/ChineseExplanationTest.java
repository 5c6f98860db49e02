package mnist.view.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.nn.NetworkSpec;
import mnist.view.document.Document;
import mnist.view.document.Emphasis;
import mnist.view.document.TextWidth;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import mnist.view.toy.ToyChoice;
import mnist.view.toy.Toys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything of explain and the toys in both languages: the same numbers, lines that fit, no English among the Chinese. */
class ChineseExplanationTest {
    private static final Messages CHINESE = Messages.of("explain", Language.CHINESE);
    private static final Pattern ENGLISH = Pattern.compile("\\b[A-Za-z]{2,} [a-z]{2,}\\b");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(e-?\\d+)?");

    private static Explanation explanation(NetworkSpec spec) {
        return Explanation.of(Subjects.network(spec), Subjects.image(), 2, LabelOrigin.SUPPOSED, null, 0.05);
    }

    private static List<Document> documents(Language language) {
        Messages explain = Messages.of("explain", language);
        Messages toys = Messages.of("toys", language);
        List<Document> documents = new ArrayList<>();
        for (NetworkSpec spec : Subjects.specs()) {
            documents.add(ExplanationText.of(explanation(spec), explain));
            Exercise exercise = new Exercise(explanation(spec));
            documents.add(ExerciseText.of(exercise, "7", explain));
            List<String> wrong = exercise.questions().stream()
                    .flatMap(question ->
                            question.slips().stream().map(slip -> "[" + question.number() + "] = " + slip.value()))
                    .toList();
            documents.add(ExerciseText.marked(exercise.mark(wrong), explain));
        }
        documents.add(WishesText.of(WishesTest.wishes(), List.of("0", "1", "2"), explain));
        Stream.of("neuron", "chain", "line")
                .map(toy -> Toys.named(toy, ToyChoice.NONE).document(toys))
                .forEach(documents::add);
        documents.add(Toys.named("line", new ToyChoice(5.0, 2, 2, 4)).document(toys));
        return documents;
    }

    private static List<String> lines(Language language) {
        return documents(language).stream()
                .flatMap(document -> document.lines(Emphasis.PLAIN).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void linesFitATerminal(Language language) {
        for (String line : lines(language)) {
            assertTrue(TextWidth.of(line) <= 80, line);
        }
    }

    @Test
    void theNumbersAreTheSame() {
        assertEquals(numbers(Language.ENGLISH), numbers(Language.CHINESE));
    }

    private static List<String> numbers(Language language) {
        return lines(language).stream()
                .flatMap(line -> NUMBER.matcher(line).results().map(found -> found.group()))
                .sorted()
                .toList();
    }

    @Test
    void noEnglishIsLeftInTheText() {
        for (String line : lines(Language.CHINESE)) {
            assertFalse(ENGLISH.matcher(line).find(), line);
        }
    }

    @Test
    void noEnglishIsLeftOnThePages() {
        List<String> pages = new ArrayList<>();
        pages.add(ExplanationPage.of(explanation(Subjects.specs().get(0)), "7", "m", CHINESE, "1.0"));
        Messages toys = Messages.of("toys", Language.CHINESE);
        for (String toy : Toys.NAMES) {
            pages.add(ExplanationPage.of(Toys.named(toy, ToyChoice.NONE), toys, CHINESE, "1.0"));
        }
        for (String page : pages) {
            assertTrue(page.contains("<html lang=\"zh-CN\">"));
            String said = page.substring(page.indexOf("<title>"))
                    .replaceAll("(?s)<style>.*?</style>", " ")
                    .replaceAll("<(?!/?t[dh])[^>]*>", " | ")
                    .replaceAll("<[^>]*>", " | ");
            assertFalse(
                    ENGLISH.matcher(said).find(),
                    () -> ENGLISH.matcher(said)
                            .results()
                            .map(f -> f.group())
                            .toList()
                            .toString());
        }
    }
}
