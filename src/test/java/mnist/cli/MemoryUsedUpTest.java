package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory that is used up is told in one line with what would help there. */
@Timeout(60)
class MemoryUsedUpTest {
    @TempDir
    Path folder;

    @Test
    void aNetworkCanBeSmaller() {
        SomeDigits.write(folder.resolve("data"), 100, 20);
        String err = assertUsedUp("train --data data --validation 20 --epochs 1 --hidden 20000 --out run");
        assertTrue(err.contains("; take a smaller network or batch, or give Java more"), err);
    }

    @Test
    void aFileOfOptionsIsNoNetwork() throws IOException {
        Files.writeString(
                folder.resolve("options.json"), "{\"epochs\": 1, \"lr\": [" + "0.1,".repeat(8_000_000) + "1]}");
        String err = assertUsedUp("train --config options.json");
        assertTrue(err.contains("; check that the file is the one you mean, or give Java more"), err);
    }

    private String assertUsedUp(String command) {
        try (Program program = Program.start(folder, List.of("-Xmx48m"), List.of(command.split(" ")))) {
            assertEquals(1, program.waitForEnd(), program::err);
            String err = program.err();
            String last = err.lines().reduce("", (before, line) -> line);
            assertTrue(last.startsWith("mnist: the memory of "), err);
            return last;
        }
    }
}
