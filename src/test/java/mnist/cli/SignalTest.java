package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.generate.SomeDigits;
import mnist.data.idx.IdxHeader;
import mnist.data.idx.IdxWriter;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is asked to stop writes a checkpoint, says how to go on, and does go on. */
class SignalTest {
    private static final String OPTIONS =
            "train --data data --hidden 24 --batch 16 --validation 40 --backend ejml --threads 1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void aSignalLeavesACheckpoint(String signal, int exitCode) throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals on Windows");
        assumeTrue(Program.heeds(signal), "this process was started with SIG" + signal + " ignored");
        SomeDigits.write(folder.resolve("data"), 200, 60);
        try (Program program = Program.start(folder, command("--epochs 1000000 --out stopped"))) {
            assertTrue(program.readUntil("2 "), program::err);
            program.signal(signal);
            assertEquals(exitCode, program.waitForEnd(), program::err);
            assertTrue(program.err().contains("stopped after "), program::err);
            assertTrue(program.err().contains("the checkpoint is stopped"), program::err);
            assertTrue(program.err().contains("mnist train --resume stopped"), program::err);
        }

        RunDirectory run = RunDirectory.view(folder.resolve("stopped"));
        int epochs = ModelFile.loadCheckpoint(run.last()).counters.epoch + 1;
        assertTrue(epochs > 2);
        for (String options : List.of(
                "train --resume stopped --backend ejml --epochs " + epochs,
                OPTIONS + " --out whole --epochs " + epochs)) {
            try (Program program = Program.start(folder, List.of(options.split(" ")))) {
                assertEquals(0, program.waitForEnd(), program::err);
            }
        }
        assertEquals(Traces.of(folder.resolve("whole")), Traces.of(folder.resolve("stopped")));
    }

    /** Gigabytes, perhaps. */
    @ParameterizedTest
    @ValueSource(strings = {"data generate --out digits --train 2000000000", "train --data generated"})
    void drawnDigitsAreRemovedByASignal(String command) throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals on Windows");
        Path digits = Files.createDirectories(folder.resolve(command.startsWith("data") ? "digits" : "data/generated"));
        Path begun = digits.resolve("train-images-idx3-ubyte.part");
        List<String> words = List.of(command.split(" "));
        try (Program program = Program.start(folder, List.of("-Dmnist.home=" + folder), words)) {
            assertTrue(program.waitUntil(() -> Files.exists(begun)), program::err);
            program.signal("TERM");
            assertEquals(143, program.waitForEnd(), program::err);
            assertEquals(
                    "mnist: stopped; the digits drawn so far are removed",
                    program.err().strip());
        }
        try (Stream<Path> left = Files.list(digits)) {
            assertEquals(List.of(digits.resolve(".lock")), left.toList());
        }
    }

    /** Pictures of one pixel, as many as take long to write. */
    @Test
    void whatWasConvertedIsRemovedByASignal() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals on Windows");
        Path data = Files.createDirectory(folder.resolve("data"));
        for (String part : List.of("train", "t10k")) {
            byte[] content = new byte[300_000];
            IdxHeader images = IdxHeader.ofBytes(content.length, 1, 1);
            IdxWriter.write(data.resolve(part + "-images-idx3-ubyte"), images, content);
            IdxWriter.write(data.resolve(part + "-labels-idx1-ubyte"), IdxHeader.ofBytes(content.length), content);
        }
        Path begun = folder.resolve("pictures.part/train/0/00000.png");
        List<String> words = List.of("data convert data pictures --to png".split(" "));
        try (Program program = Program.start(folder, words)) {
            assertTrue(program.waitUntil(() -> Files.exists(begun)), program::err);
            program.signal("TERM");
            assertEquals(143, program.waitForEnd(), program::err);
            assertEquals(
                    "mnist: stopped; what was written so far is removed",
                    program.err().strip());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(file -> file.getFileName().toString().startsWith("pictures")));
        }
    }

    /** Whoever stops machines kills after a while what does not stop: what stays is said before. */
    @Test
    void aStepThatTakesTooLongIsGivenUpWithWords() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals on Windows");
        SomeDigits.write(folder.resolve("data"), 200, 60);
        List<String> flags = List.of("-Dmnist.stop.seconds=0");
        try (Program program = Program.start(folder, flags, command("--epochs 1000000 --out stopped"))) {
            assertTrue(program.readUntil("2 "), program::err);
            program.signal("TERM");
            assertEquals(143, program.waitForEnd(), program::err);
            assertTrue(
                    program.err().contains("a step that takes longer than 0 s; the checkpoint stopped"), program::err);
            assertTrue(program.err().contains("mnist train --resume stopped"), program::err);
        }
    }

    private static List<String> command(String further) {
        return List.of((OPTIONS + " " + further).split(" "));
    }
}
