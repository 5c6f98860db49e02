package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    private static final int LESSONS = 11;

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
        String number = lesson.getFileName().toString().replaceFirst("^0?(\\d+).*", "$1");
        assertTrue(result.out().startsWith("Lesson " + number + ": "), result.out());
        assertTrue(result.err().contains("--epochs 1"), result.err());
        assertTrue(result.err().contains(number.equals("5") ? "--validation 30" : "--limit 60"), result.err());
        assertTrue(Files.size(folder.resolve("out/page.html")) > 5_000);
    }

    @Test
    void settingsAndOptionsAreHandedOn() throws IOException {
        Path lesson = lessons().get(2);
        Shell.Result result =
                shell.run(lesson.toString(), "sgd_rate=0.5", "--out", "out", "--data=digits", "--epochs", "2");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.err().contains("sgd --lr 0.5 --epochs 2 "), result.err());
    }

    @Test
    void badUsageAndFailuresHaveTheirExitCodes() throws IOException {
        Path lesson = lessons().get(0);
        Shell.Result help = shell.run(lesson.toString(), "--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().startsWith("Usage: mnist lesson"), help.out());
        for (String wrong : new String[] {"--lr", "surplus", "--out"}) {
            Shell.Result result = shell.run(lesson.toString(), wrong);
            assertEquals(2, result.exitCode(), wrong);
            assertEquals("", result.out());
        }
        assertEquals(3, shell.run(lesson.toString(), "--data", "nowhere").exitCode());
    }

    private Shell.Result run(Path lesson) {
        return shell.run(lesson.toString(), "--out", "out", "--data", "digits");
    }
}
