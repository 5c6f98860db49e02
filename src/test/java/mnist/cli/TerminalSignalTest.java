package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import mnist.data.generate.SomeDigits;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and the closing of the window on a terminal, with the progress bar on it. */
class TerminalSignalTest {
    private static final String OPTIONS =
            "train --data data --hidden 256 --batch 1 --validation 40 --backend ejml --threads 1";

    private static final String FIRST_BAR = "epoch \\d+/";

    @TempDir
    Path folder;

    /** As soon as there is a bar, which mostly is in the first epoch, and later. */
    @ParameterizedTest
    @ValueSource(strings = {FIRST_BAR, "epoch ([3-9]|\\d\\d+)/"})
    void ctrlCLeavesACheckpoint(String bar) throws Exception {
        assumeTrue(Program.heeds("INT"), "this process was started with SIGINT ignored");
        try (Terminal terminal = train(bar)) {
            terminal.press(Terminal.CTRL_C);
            assertEquals(130, terminal.waitForEnd(), terminal::screen);
            String last = terminal.screen().substring(terminal.screen().indexOf("stopped after "));
            assertTrue(last.contains("the checkpoint is stopped"), last);
            assertTrue(last.contains("mnist train --resume stopped"), last);
        }
        assertGoesOn();
    }

    @Test
    void aClosedWindowLeavesACheckpoint() throws Exception {
        assumeTrue(Program.heeds("HUP"), "this process was started with SIGHUP ignored");
        try (Terminal terminal = train(FIRST_BAR)) {
            terminal.hangUp();
        }
        assertGoesOn();
    }

    @Test
    void theBarFitsTheWindow() {
        try (Terminal terminal = train(FIRST_BAR + "[^\r]*\r")) {
            String bar = terminal.screen().replaceAll("(?s).*\r(epoch \\d+/[^\r]*).*", "$1");
            assertEquals(59, bar.length(), bar);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data generate --out drawn --train 60000", "bench --measure products"})
    void ctrlCEndsWhatHasNothingToSave(String command) throws Exception {
        assumeTrue(Program.heeds("INT"), "this process was started with SIGINT ignored");
        try (Terminal terminal = Terminal.start(folder, words(command))) {
            assertTrue(terminal.readUntil(command.startsWith("bench") ? "\n" : "images"), terminal::screen);
            terminal.press(Terminal.CTRL_C);
            assertEquals(130, terminal.waitForEnd(), terminal::screen);
            assertFalse(terminal.screen().contains("\tat "), terminal::screen);
            assertTrue(terminal.screen().contains("mnist: stopped"), terminal::screen);
        }
    }

    private Terminal train(String bar) {
        SomeDigits.write(folder.resolve("data"), 1000, 60);
        Terminal terminal = Terminal.start(folder, words(OPTIONS + " --epochs 1000000 --out stopped"));
        assertTrue(terminal.readUntil(bar), terminal::screen);
        return terminal;
    }

    /** The run ends in the same bits as one that was not stopped. */
    private void assertGoesOn() {
        Path last = RunDirectory.view(folder.resolve("stopped")).last();
        int epochs = ModelFile.loadCheckpoint(last).counters.epoch + 1;
        for (String options : List.of(
                "train --resume stopped --backend ejml --epochs " + epochs,
                OPTIONS + " --out whole --epochs " + epochs)) {
            try (Program program = Program.start(folder, words(options))) {
                assertEquals(0, program.waitForEnd(), program::err);
            }
        }
        assertEquals(Traces.of(folder.resolve("whole")), Traces.of(folder.resolve("stopped")));
    }

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }
}
