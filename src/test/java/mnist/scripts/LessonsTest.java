package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lessons over the real program, with a few digits and one epoch: they run to their end and show what they say. */
class LessonsTest {
    private static final int LESSONS = 7;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void fewDigits() {
        shell = new Shell(folder)
                .with("MNIST", Shell.program(folder.resolve("program")).toString())
                .with("LESSON_EPOCHS", "1")
                .with("LESSON_IMAGES", "60")
                .with("LESSON_WATCHED", "30");
        SomeDigits.write(folder.resolve("digits"), 100, 20);
    }

    static List<Path> lessons() throws IOException {
        try (Stream<Path> files = Files.list(Shell.script("lessons"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9].*"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyLessonIsFound() throws IOException {
        assertEquals(LESSONS, lessons().size());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void everyLessonRunsToItsEnd(Path lesson) throws IOException {
        Shell.Result result = run(lesson);
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("GENERATED digits"), result.err());
        int runs = (int) result.err()
                .lines()
                .filter(line -> line.contains(": mnist train "))
                .count();
        assertTrue(runs >= 3, result.err());
        List<String> lines = result.out().lines().toList();
        int table = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("run "))
                .findFirst()
                .orElseThrow());
        for (String row : lines.subList(table + 1, table + 1 + runs)) {
            assertTrue(row.matches(".+% +\\d+\\.\\d{4} +\\d+\\.\\d"), row);
        }
        assertTrue(lines.stream().anyMatch(line -> line.matches(" +1( +[0-9.e+-]+){3,}")), result.out());
        assertTrue(Files.size(folder.resolve("out/page.html")) > 10_000);
        assertFalse(result.out().contains("nan"), result.out());
    }

    @Test
    void whatIsTrainedIsNotTrainedAgainUnlessChanged() throws IOException {
        Path lesson = lessons().get(2);
        Shell.Result first = run(lesson);
        Shell.Result again = run(lesson);
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(first.out(), again.out());
        assertEquals(
                3,
                again.err()
                        .lines()
                        .filter(line -> line.endsWith("trained already"))
                        .count());

        Files.delete(folder.resolve("out/adam.done"));
        Shell.Result interrupted = run(lesson);
        assertEquals(0, interrupted.exitCode(), interrupted.err());
        assertEquals(
                2,
                interrupted
                        .err()
                        .lines()
                        .filter(line -> line.endsWith("trained already"))
                        .count());
    }

    @Test
    void badUsageAndFailuresHaveTheirExitCodes() throws IOException {
        Path lesson = lessons().get(0);
        Shell.Result help = shell.run(lesson.toString(), "--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().startsWith("Lesson 1: ") && help.out().contains("Usage: "), help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
        for (String wrong : new String[] {"--lr", "surplus", "--out", "--out="}) {
            Shell.Result result = shell.run(lesson.toString(), wrong);
            assertEquals(2, result.exitCode(), wrong);
            assertEquals("", result.out());
            assertEquals(1, result.err().lines().count(), result.err());
        }
        assertEquals(3, shell.run(lesson.toString(), "--data", "nowhere").exitCode());
        Files.createDirectories(folder.resolve("mine/lr-0.001"));
        assertEquals(2, shell.run(lesson.toString(), "--out", "mine").exitCode());
        assertTrue(Files.exists(folder.resolve("mine/lr-0.001")), "somebody's folder was removed");
    }

    private Shell.Result run(Path lesson) {
        return shell.run(lesson.toString(), "--out", "out", "--data", "digits");
    }
}
