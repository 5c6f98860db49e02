package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mnist.view.document.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code lesson} as learners call it, with a few digits and one epoch. */
class LessonCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits(100, 20);

    private static IntStream lessons() {
        return IntStream.rangeClosed(1, 11);
    }

    private static Cli.Result lesson(int number, String options) {
        String few = number == 5 ? " images=60 watched=30" : " images=60";
        return cli.command("lesson " + number + few + " --epochs 1 --data {HOME}/digits " + options);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonEndsWithTwoQuestionsAndAPage(int number) throws IOException {
        Cli.Result result = lesson(number, "--out {HOME}/lesson-" + number).assertDone();
        result.assertOut("Lesson " + number + ": ", "What they show", "   1. ", "   2. ", "generated digits");
        assertFalse(result.out().contains("NaN"), result.out());
        assertTrue(
                result.out().lines().filter(line -> !line.contains("/")).allMatch(line -> line.length() <= 80),
                result.out());
        String page = Files.readString(cli.path("lesson-" + number + "/page.html"));
        assertTrue(page.contains("<html lang=\"en\">"), "the language");
        assertTrue(page.contains("<svg"), "a curve");
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void inChineseNoEnglishSentenceIsLeft(int number) throws IOException {
        String options = "--lang zh --out {HOME}/lesson-" + number;
        Cli.Result result = lesson(number, options).assertDone();
        List<String> lines = result.out()
                .lines()
                .filter(line -> !line.contains("=") && !line.contains("/"))
                .toList();
        for (String line : lines) {
            assertFalse(line.matches(".*\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b.*"), line);
            assertTrue(TextWidth.of(line) <= 80, line);
        }
        String page = Files.readString(cli.path("lesson-" + number + "/page.html"));
        assertTrue(page.contains("<html lang=\"zh-CN\">"), "the language");
        String visible = page.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", "\n");
        visible.lines()
                .filter(line -> !line.contains("=") && !line.contains("/"))
                .forEach(line -> assertFalse(line.matches(".*\\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\\b.*"), line));
    }

    @Test
    void withoutANumberTheLessonsAreListed() {
        Cli.Result list = cli.command("lesson").assertDone();
        assertEquals(
                11,
                list.out().lines().filter(line -> line.matches(" ?\\d+  .*")).count(),
                list.out());
        list.assertOut("sgd_rate=0.01");
        cli.command("lesson --lang zh").assertDone().assertOut(" 1  学习率");
        assertEquals(
                "learning-rate", cli.command("lesson --json").objects().get(0).get("name"));
    }

    @Test
    void whatIsTrainedIsNotTrainedAgainUnlessChanged() throws IOException {
        String out = "--out {HOME}/again";
        Cli.Result first = lesson(3, out).assertDone();
        Cli.Result again = lesson(3, out).assertDone();
        assertEquals(first.out(), again.out());
        assertEquals(4, already(again));
        // Only one of the rates is another: momentum's own stays.
        assertEquals(3, already(lesson(3, "sgd_rate=0.02 " + out).assertDone()));
        Files.delete(cli.path("again/adam.done"));
        assertEquals(2, already(lesson(3, out).assertDone()));
    }

    private static long already(Cli.Result result) {
        return result.err()
                .lines()
                .filter(line -> line.endsWith("trained already"))
                .count();
    }

    @Test
    void programsAreToldTheNumbers() {
        Map<String, Object> said =
                lesson(1, "large=1e30 --out {HOME}/json --json").assertDone().json();
        assertEquals("learning-rate", said.get("name"));
        assertEquals("1e30", ((Map<?, ?>) said.get("settings")).get("large"));
        List<?> runs = (List<?>) said.get("runs");
        Map<?, ?> right = (Map<?, ?>) runs.get(1);
        Map<?, ?> large = (Map<?, ?>) runs.get(2);
        assertEquals("lr-0.1", right.get("name"));
        assertTrue(((Map<?, ?>) ((List<?>) right.get("epochs")).get(0)).containsKey("train_loss"), right.toString());
        assertEquals(true, large.get("diverged"));
        assertEquals(null, large.get("test_accuracy"));
    }

    @Test
    void whatDivergedIsSaidToHave() {
        lesson(1, "large=1e30 --out {HOME}/diverged")
                .assertDone()
                .assertOut("At rate 1e30 the loss grew beyond all numbers", "diverged      -");
        lesson(10, "strong=1e5 --out {HOME}/diverged").assertDone();
        lesson(6, "rate=1e30 --out {HOME}/diverged").assertDone();
    }

    @Test
    void badUsageHasOneLine() throws IOException {
        cli.command("lesson 12").assertRefused(2, "12", "1 to 11");
        cli.command("lesson nothing").assertRefused(2, "nothing");
        cli.command("lesson 1 lr=1").assertRefused(2, "lr=1", "small");
        cli.command("lesson 1 surplus").assertRefused(2, "surplus", "NAME=VALUE");
        cli.command("lesson 4 depth=none").assertRefused(2, "depth", "none");
        cli.command("lesson 1 small=x --data {HOME}/digits --out {HOME}/bad").assertRefused(2, "--lr", "x");
        cli.command("lesson 1 --epochs 0 --data {HOME}/digits --out {HOME}/bad").assertRefused(2, "epochs");
        cli.command("lesson 1 --data {HOME}/nowhere --out {HOME}/bad").assertRefused(3, "nowhere");
    }

    @Test
    void whatIsNoRunStaysAndIsInTheWay() throws IOException {
        Path mine = Files.createDirectories(cli.path("mine/lr-0.001"));
        Files.writeString(mine.resolve("note"), "mine");
        lesson(1, "--out {HOME}/mine").assertRefused(4, "lr-0.001");
        assertEquals("mine", Files.readString(mine.resolve("note")));
    }
}
