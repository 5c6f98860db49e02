package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptStyleTest {
    @TempDir
    Path folder;

    @Test
    void shellcheckHasNothingToSay() throws IOException {
        Shell shell = new Shell(folder);
        Assumptions.assumeTrue(
                shell.run("sh", "-c", "command -v shellcheck").exitCode() == 0, "shellcheck is not installed");
        List<String> command = new ArrayList<>(List.of("shellcheck", "-x", "-P", "SCRIPTDIR"));
        command.add(Shell.script("mnist").toString());
        command.add(Shell.script("sweep-lr.sh").toString());
        command.add(Shell.script("writer-folds.sh").toString());
        command.add(Shell.script("sweep.slurm").toString());
        command.add(
                Path.of("src/test/resources/slurm/cluster.sh").toAbsolutePath().toString());
        command.add(Shell.script("bench-peers.sh").toString());
        command.add(Path.of(".ci/run").toAbsolutePath().toString());
        for (String script : List.of("submit.sh", "lib.sh", "test.sh", "kill.sh")) {
            command.add(Path.of("src", "spark", script).toAbsolutePath().toString());
        }
        try (Stream<Path> lessons = Files.list(Shell.script("lessons"))) {
            lessons.map(Path::toString).forEach(command::add);
        }
        Shell.Result result = shell.run(command.toArray(String[]::new));
        assertEquals("", result.out());
        assertEquals(0, result.exitCode());
    }
}
