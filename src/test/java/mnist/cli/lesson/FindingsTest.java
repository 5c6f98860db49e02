package mnist.cli.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.train.EpochMetrics;
import mnist.view.language.Language;
import mnist.view.language.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lessons say where their runs come out otherwise than expected. */
class FindingsTest {
    @TempDir
    Path folder;

    private static Stream<Lesson> lessons() {
        return Lessons.ALL.stream();
    }

    /** A run with these losses, epoch by epoch; of none it is one that diverged at once. */
    private Outcome run(String name, double... losses) {
        List<EpochMetrics> epochs = IntStream.range(0, losses.length)
                .mapToObj(i -> new EpochMetrics(
                        i + 1,
                        10 * (i + 1),
                        0.1,
                        new EpochMetrics.Score(losses[i], 0.5),
                        new EpochMetrics.Score(losses[i], 0.5),
                        1,
                        100,
                        new EpochMetrics.Detail(0, List.of())))
                .toList();
        OptionalDouble test = losses.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.5);
        Path run = folder.resolve(name);
        return new Outcome(name, List.of(), run, losses.length == 0, false, epochs, test);
    }

    private static List<String> findings(Lesson lesson, List<Outcome> runs, Language language) {
        Findings findings = new Findings(Messages.of("lessons", language), lesson.name());
        lesson.findings(new Settings(lesson.settings()), new Outcomes(runs), findings);
        return findings.sentences();
    }

    @Test
    void theTextOfAClaimFollowsItsNumbers() {
        Lesson lesson = new LearningRateLesson();
        List<Outcome> expected = List.of(run("lr-0.001", 2, 1.5), run("lr-0.1", 0.5, 0.1), run("lr-1", 2.3, 2.2));
        List<String> said = findings(lesson, expected, Language.ENGLISH);
        assertTrue(said.get(0).contains("goes downhill, from 2.0000"), said.get(0));
        assertTrue(said.get(1).contains("came lowest: a loss of 0.1000"), said.get(1));
        assertTrue(said.get(2).contains("2.2000, above"), said.get(2));

        List<Outcome> others = List.of(run("lr-0.001", 2, 2.1), run("lr-0.1", 0.5, 0.3), run("lr-1", 0.3, 0.2));
        said = findings(lesson, others, Language.ENGLISH);
        assertTrue(said.get(0).contains("made no way here"), said.get(0));
        assertTrue(said.get(1).contains("was not the best here"), said.get(1));
        assertTrue(said.get(2).contains("did well here"), said.get(2));
    }

    /** Whatever may come out, there is a text for it in both languages, and none speaks of what is not a number. */
    @ParameterizedTest
    @MethodSource("lessons")
    void thereAreWordsForEverything(Lesson lesson) {
        List<String> names = lesson.runs(new Settings(lesson.settings())).stream()
                .map(Lesson.Planned::name)
                .toList();
        double[][] courses = {{}, {1}, {1, 1}, {1, 2, 3}, {3, 2, 1}};
        for (double[] first : courses) {
            for (double[] rest : courses) {
                List<Outcome> runs = IntStream.range(0, names.size())
                        .mapToObj(i -> run(names.get(i), i == 0 ? first : rest))
                        .toList();
                for (Language language : Language.values()) {
                    for (String sentence : findings(lesson, runs, language)) {
                        assertFalse(sentence.contains("NaN") || sentence.contains("null"), sentence);
                    }
                }
            }
        }
    }

    @Test
    void everyContradictionHasItsClaim() {
        Messages texts = Messages.of("lessons", Language.ENGLISH);
        for (String key : texts.keys()) {
            if (key.endsWith(".not")) {
                assertTrue(texts.keys().contains(key.replaceFirst("\\.not$", "")), key);
            }
        }
    }

    @Test
    void ratiosAreAsExactAsTheyNeedToBe() {
        assertEquals(
                List.of("1.4", "14", "1,400"),
                DoubleStream.of(1.4, 14, 1400)
                        .mapToObj(ratio -> Findings.times(ratio, 1))
                        .toList());
    }
}
