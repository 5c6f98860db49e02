package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptStyleTest {
    @TempDir
    Path folder;

    @Test
    void shellcheckHasNothingToSay() {
        Shell shell = new Shell(folder);
        Assumptions.assumeTrue(
                shell.run("sh", "-c", "command -v shellcheck").exitCode() == 0, "shellcheck is not installed");
        Shell.Result result = shell.run(
                "shellcheck",
                Shell.script("mnist").toString(),
                Shell.script("sweep-lr.sh").toString(),
                Path.of(".ci/run").toAbsolutePath().toString());
        assertEquals("", result.out());
        assertEquals(0, result.exitCode());
    }
}
