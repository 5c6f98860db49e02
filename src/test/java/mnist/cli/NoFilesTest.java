package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.data.generate.GeneratedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes that nobody fills and devices without an end, where files are expected: refused, and not waited for. */
@Timeout(10)
class NoFilesTest {
    @RegisterExtension
    final Cli cli = Cli.withDigits(30, 10);

    @BeforeEach
    void aRun() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "there are no such devices here");
        cli.train("--hidden 4 --epochs 1 --validation 10 --out {HOME}/run").assertDone();
        cli.command("sweep plan --lr 0.1,0.2 --out {HOME}/sweep").assertDone();
        Process process = new ProcessBuilder("mkfifo", cli.path("pipe").toString()).start();
        assumeTrue(process.waitFor() == 0, "no pipes can be made here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --config X",
                "train @X",
                "train @{HOME}/options",
                "eval X",
                "eval {HOME}/run --data X",
                "average X {HOME}/run --out {HOME}/mean.safetensors",
                "import X --to {HOME}/model.safetensors",
                "export X --to {HOME}/model.onnx",
                "export X --to {HOME}/events",
                "export {HOME}/run --to X",
                "predict {HOME}/run X",
                "serve X --port 0",
                "explain X",
                "lab X",
                "data verify X",
                "data show X",
                "report X",
                "compare X",
                "lesson 1 --out X",
                "sweep X",
                "sweep show X",
                "sweep plan --lr 0.1,0.2 --out X",
                "train --resume X",
                "train --out X",
                "report {HOME}/run --out X",
                "lab {HOME}/run --out X"
            })
    void inThePlaceOfAFile(String words) throws IOException {
        for (String path : new String[] {cli.path("pipe").toString(), "/dev/zero"}) {
            Files.writeString(cli.path("options"), "--epochs 2 @" + path);
            assertRefused(path, cli.command(words.replace("X", path)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run/config.json, train --resume {HOME}/run --epochs 2",
                "run/metrics.csv, compare {HOME}/run",
                "run/metrics.jsonl, report {HOME}/run",
                "run/best.safetensors, eval {HOME}/run",
                "run/result.json, report {HOME}/run",
                "sweep/sweep.json, sweep show {HOME}/sweep",
                "run/.lock, train --resume {HOME}/run --epochs 2",
                "digits/train-images-idx3-ubyte, train --data {HOME}/digits --out {HOME}/other",
                "digits/t10k-labels-idx1-ubyte, eval {HOME}/run",
                "digits/t10k-labels-idx1-ubyte, data verify {HOME}/digits"
            })
    void inAFolder(String where) throws IOException {
        String[] parts = where.split(", ");
        Path file = cli.path(parts[0]);
        for (Path target : new Path[] {cli.path("pipe"), Path.of("/dev/zero")}) {
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, target);
            assertRefused(parts[0], cli.command(parts[1]));
        }
    }

    /** Whatever is there under the name of the note, it is not that of this program. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "pipe"})
    void inThePlaceOfTheNote(String target) throws IOException {
        Path note = cli.path("digits").resolve(GeneratedData.NOTE);
        Files.delete(note);
        Files.createSymbolicLink(note, cli.home().resolve(target));
        assertFalse(GeneratedData.isIn(cli.path("digits")));
    }

    private static void assertRefused(String name, Cli.Result result) {
        assertTrue(result.exitCode() >= 2 && result.exitCode() <= 4, result.toString());
        assertFalse(result.err().contains("\tat "), result.err());
        assertTrue(result.err().contains(name), result.err());
        assertFalse(result.err().contains("a bug"), result.err());
    }
}
