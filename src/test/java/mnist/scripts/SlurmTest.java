package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of a Slurm array: on a Slurm of the test's own, and by hand. */
class SlurmTest {
    private static final String SCRIPT = Shell.script("sweep.slurm").toString();
    private static final Path CLUSTER = Path.of("src", "test", "resources", "slurm", "cluster.sh");

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void aProgram() throws IOException {
        shell = new Shell(folder)
                .with("MNIST", Shell.program(folder.resolve("program")).toString());
        SomeDigits.write(folder.resolve("digits"), 300, 60);
    }

    private void mnist(String words) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("program").toString()));
        command.addAll(List.of(words.split(" ")));
        Shell.Result result = shell.run(command.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
    }

    private String ranking(String sweep) {
        return shell.run(folder.resolve("program").toString(), "sweep", "show", sweep, "--json")
                .out()
                .replace(sweep + "/", "");
    }

    /** An array for each rung, each when the one before is done, as the document says. */
    @Test
    void arraysTrainTheRunsOfTheSweepRungByRung() {
        boolean installed = shell.run("sh", "-c", "command -v slurmctld slurmd sbatch munged && [ $(id -u) = 0 ]")
                        .exitCode()
                == 0;
        assumeTrue(installed, "Slurm is not installed, or this is not root");
        String options =
                "--data digits --backend ejml --hidden 8 --halving 1,2 --keep 0.5 --lr 0.1,0.3 --seeds 2 --out ";
        mnist("sweep " + options + "here");
        mnist("sweep plan " + options + "there");
        Shell.Result result = shell.run(
                "bash",
                CLUSTER.toAbsolutePath().toString(),
                folder.resolve("slurm").toString(),
                "sh",
                "-ec",
                "job=$(sbatch --parsable --array=0-3 " + SCRIPT + " there)\n"
                        + "sbatch --array=0-3 --dependency=afterany:$job " + SCRIPT + " there");
        assertEquals(0, result.exitCode(), result.err());
        String expected = ranking("here");
        assertEquals(2, expected.split("\"tensors_sha256\":\"", -1).length - 1, expected);
        assertEquals(expected, ranking("there"));
    }

    @Test
    void aTaskThatIsToldToStopGoesBackIntoTheQueue() throws Exception {
        mnist("sweep plan --data digits --backend ejml --hidden 8 --epochs 1000000 --lr 0.1,0.3 --out long");
        Shell.executable(folder.resolve("bin/scontrol"), "echo \"$@\" >\"" + folder.resolve("requeued") + "\"\n");
        shell.with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
                .with("SLURM_ARRAY_JOB_ID", "77")
                .with("SLURM_ARRAY_TASK_ID", "1");
        Process task = shell.start(SCRIPT, "long");
        Path csv = folder.resolve("long/runs/0001/metrics.csv");
        Shell.waitUntil("an epoch", () -> Shell.text(csv).lines().count() > 1);
        task.destroy();
        assertTrue(task.waitFor(Shell.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(143, task.exitValue(), () -> shell.result(task).err());
        assertEquals("requeue 77_1\n", Files.readString(folder.resolve("requeued")));
        mnist("verify long/runs/0001");
    }

    /** It would end alike again. */
    @Test
    void aRefusedRunDoesNotGoBack() {
        mnist("sweep plan --data digits --backend ejml --hidden 8 --lr -1,0.3 --out refused");
        Shell.executable(folder.resolve("bin/scontrol"), "echo called >\"" + folder.resolve("requeued") + "\"\n");
        Shell.Result result = shell.with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
                .with("SLURM_ARRAY_TASK_ID", "0")
                .run(SCRIPT, "refused");
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains("--lr must be above 0"), result.err());
        assertEquals("", Shell.text(folder.resolve("requeued")));
    }
}
