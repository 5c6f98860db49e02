package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mnist train --teacher MODEL...}. */
class TeacherOptionTest {
    private static final String STUDENT = "--hidden 8 --augment rotation=10 --teacher {HOME}/a {HOME}/b ";

    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    @BeforeEach
    void teachers() {
        cli.train("--hidden 20 --norm batch --epochs 2 --out {HOME}/a").assertDone();
        cli.train("--hidden 16 --seed 2 --epochs 2 --out {HOME}/b").assertDone();
    }

    @Test
    void theRunNamesItsTeachers() {
        Cli.Result trained = cli.train(STUDENT + "--epochs 1 --temperature 3 --teacher-weight 0.4 --out {HOME}/run");
        String out = trained.assertDone().out().replaceAll("\\s+", " "); // However the lines are broken.
        assertTrue(out.contains(" teacher " + cli.path("a/best.safetensors") + ", temperature 3, weight 0.4"), out);
        assertTrue(out.contains(" teacher " + cli.path("b/best.safetensors")), out);
        Map<?, ?> training =
                (Map<?, ?>) RunDirectory.view(cli.path("run")).readConfig().get("training");
        Map<?, ?> distillation = (Map<?, ?>) training.get("distillation");
        Map<?, ?> first = (Map<?, ?>) ((List<?>) distillation.get("teachers")).get(0);
        Path file = cli.path("a/best.safetensors");
        assertEquals(Map.of("file", file.toString(), "sha256", ModelFile.tensorsSha256(file)), first);
        cli.train("--hidden 8 --augment rotation=10 --epochs 1 --out {HOME}/alone")
                .assertDone();
        assertNotEquals(weights("alone"), weights("run"));
    }

    @Test
    void aFileOfOptionsMayNameThem() throws IOException {
        Files.writeString(
                cli.path("config.json"),
                "{\"teacher\": [\"" + cli.path("a") + "\", \"" + cli.path("b") + "\"], \"hidden\": 8}");
        cli.train("--config {HOME}/config.json --dry-run").assertDone().assertOut("a/best", "b/best");
    }

    @Test
    void aLongerRunIsTheSame() {
        cli.train(STUDENT + "--epochs 3 --out {HOME}/whole").assertDone();
        cli.train(STUDENT + "--epochs 1 --out {HOME}/parts").assertDone();
        cli.resume("parts", "--epochs 3").assertDone();
        assertEquals(weights("whole"), weights("parts"));
    }

    @Test
    void aTeacherThatIsGoneOrChangedIsNamed() throws IOException {
        cli.train(STUDENT + "--epochs 1 --out {HOME}/run").assertDone();
        String before = weights("run");
        Files.copy(cli.path("a/best.safetensors"), cli.path("b/best.safetensors"), StandardCopyOption.REPLACE_EXISTING);
        cli.resume("run", "--epochs 2").assertRefused(ExitCodes.MODEL, "b/best.safetensors", "as when the run began");
        Files.delete(cli.path("b/best.safetensors"));
        cli.resume("run", "--epochs 2").assertRefused(ExitCodes.MODEL, "b/best.safetensors", "no such file", "teacher");
        assertEquals(before, weights("run"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--temperature 2                                 | 2 | --temperature needs a --teacher",
                "--teacher-weight 0.5                            | 2 | --teacher-weight needs a --teacher",
                "--teacher {HOME}/a --output sigmoid             | 2 | --teacher needs --output softmax",
                "--teacher {HOME}/a --temperature 0              | 2 | --temperature must be above 0",
                "--teacher {HOME}/a --teacher-weight 1.5         | 2 | --teacher-weight must be above 0 and at most 1",
                "--teacher {HOME}/a --teacher-weight 0           | 2 | teaches nothing",
                "--teacher {HOME}/nowhere --data {HOME}/no       | 4 | nowhere"
            })
    void whatCannotBeIsRefusedBeforeAnythingIsLoaded(String options, int code, String reason) {
        cli.command("train --backend ejml --out {HOME}/run " + options).assertRefused(code, reason);
        assertFalse(Files.exists(cli.path("run")));
    }

    @Test
    void teachersOfOtherImagesOrOutputsAreRefused() {
        Path small = OtherSize.write(cli.path("small"));
        cli.command("train --backend ejml --epochs 1 --hidden 4 --out {HOME}/small-run --data " + small)
                .assertDone();
        cli.train("--teacher {HOME}/small-run --out {HOME}/run")
                .assertRefused(ExitCodes.MODEL, "small-run", "expected 784 inputs and 10", "found 16 and");
        cli.train("--hidden 4 --output sigmoid --epochs 1 --out {HOME}/sigmoid").assertDone();
        cli.train("--teacher {HOME}/sigmoid --out {HOME}/run")
                .assertRefused(ExitCodes.MODEL, "sigmoid/best", "expected softmax outputs, found sigmoid");
        assertFalse(Files.exists(cli.path("run")));
    }

    private String weights(String run) {
        return ModelFile.tensorsSha256(cli.path(run).resolve("last.safetensors"));
    }
}
