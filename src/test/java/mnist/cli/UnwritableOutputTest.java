package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is to be written: if it cannot be, that is one line with the place, the reason and a cure, and exit code 4. */
class UnwritableOutputTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits(100, 20);

    @BeforeAll
    static void aModel() throws IOException {
        cli.command("train --data {HOME}/digits --hidden 4 --epochs 1 --validation 20 --out {HOME}/run")
                .assertDone();
        cli.command("sweep --data {HOME}/digits --hidden 4 --epochs 1 --validation 20 --lr 0.1 --out {HOME}/sweep")
                .assertDone();
        cli.command("export {HOME}/run --to {HOME}/plain.npz").assertDone();
        Files.createFile(cli.path("file"));
    }

    /** Nothing can lie below a file, not even for root. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data {HOME}/digits --epochs 1 --out {HOME}/file/x",
                "report {HOME}/run --out {HOME}/file/x",
                "sweep report {HOME}/sweep --out {HOME}/file/x",
                "report {HOME}/run --png {HOME}/file/x",
                "explain {HOME}/run --html {HOME}/file/x",
                "lab {HOME}/run --out {HOME}/file/x",
                "explain --toy neuron --html={HOME}/file/x",
                "predict {HOME}/run --index 0 --save-prepared {HOME}/file/x",
                "average {HOME}/run {HOME}/run --out {HOME}/file/x",
                "export {HOME}/run --to {HOME}/file/x.onnx",
                "export {HOME}/run --to {HOME}/file/x.npz",
                "export {HOME}/run --to {HOME}/file/x.py",
                "lesson 1 --out {HOME}/file/x",
                "sweep plan --lr 0.1,0.2 --out {HOME}/file/x",
                "sweep show {HOME}/sweep --best {HOME}/file/x",
                "import {HOME}/plain.npz --to {HOME}/file/x.safetensors",
                "export {HOME}/run --to {HOME}/file/x",
                "data show {HOME}/digits --augment=ciresan --png {HOME}/file/x",
                "data generate --out {HOME}/file/x --train 10 --test 10",
                "data convert {HOME}/digits {HOME}/file/x",
                "data convert {HOME}/digits {HOME}/file/x --to npz"
            })
    void outputThatCannotBeWrittenHasOneExitCode(String command) {
        Cli.Result result = cli.command(command);
        assertEquals(4, result.exitCode(), result.err());
        assertEquals("", result.out(), "nothing is said before");
        String last = result.err().lines().reduce("", (before, line) -> line);
        assertTrue(last.matches("mnist: .*/file/x(\\.[a-z]+)?: cannot be written: [^;]+; .*"), result.err());
    }

    /** Asked before there is work: data that are missing are not even looked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --data {HOME}/nowhere --out {HOME}/file/x",
                "report {HOME}/run --data {HOME}/nowhere --out {HOME}/none/x",
                "report {HOME}/run --data {HOME}/nowhere --out {HOME}/digits",
                "report {HOME}/run --data {HOME}/nowhere --png {HOME}/file/x",
                "explain {HOME}/run --data {HOME}/nowhere --html={HOME}/none/x",
                "lab --data {HOME}/nowhere --out {HOME}/none/x",
                "predict {HOME}/run --index 0 --data {HOME}/nowhere --save-prepared {HOME}/file/x",
                "average {HOME}/nowhere {HOME}/nowhere --out {HOME}/none/x",
                "export {HOME}/nowhere --to {HOME}/none/x.npz",
                "lesson 1 --data {HOME}/nowhere --out {HOME}/file/x",
                "data show {HOME}/nowhere --augment=ciresan --png {HOME}/none/x",
                "data convert {HOME}/nowhere {HOME}/file/x"
            })
    void thePlaceIsLookedAtFirst(String command) {
        cli.command(command).assertRefused(4, ": cannot be written: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export {HOME}/nowhere --to {HOME}/none/x.onnx",
                "import {HOME}/nowhere.npz --to {HOME}/none/x.safetensors",
                "average {HOME}/nowhere {HOME}/nowhere --out {HOME}/none/x",
                "report {HOME}/run --data {HOME}/nowhere --out {HOME}/none/x"
            })
    void aFolderThatIsMissingIsNamed(String command) {
        String folder = cli.path("none").toString();
        cli.command(command).assertRefused(4, "there is no folder " + folder + "; make it with mkdir -p " + folder);
    }

    /** The folder's name is free, and yet nothing can be made there. */
    @Test
    void aFolderThatMayNotBeWrittenIsRefusedFirst() throws IOException {
        Path folder = Files.createDirectory(cli.path("read-only"));
        assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder), "may write everywhere");
        try {
            cli.command("train --data {HOME}/nowhere --out {HOME}/read-only/a/b")
                    .assertRefused(4, "read-only/a/b: cannot be written: permission denied");
        } finally {
            assertTrue(folder.toFile().setWritable(true));
        }
    }

    @Test
    void foldersAreMadeWhereTheyCanBe() {
        cli.command("train --data {HOME}/digits --epochs 1 --hidden 4 --out {HOME}/new/deep/run")
                .assertDone();
        cli.command("data convert {HOME}/digits {HOME}/fresh/deep/set.npz").assertDone();
    }
}
