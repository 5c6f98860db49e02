package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweep over a stand-in for mnist that notes its calls. */
class SweepTest {
    /** Fails for the rate $FAIL_LR; with $HANG it trains until it is told to stop. */
    private static final String FAKE_MNIST = """
            echo "$*" >>"$CALLS"
            case $1 in
                compare) echo "table of $#"; exit 0 ;;
            esac
            case $* in *--dry-run*) exit "${FAKE_EXIT-0}" ;; esac
            while [ $# -gt 0 ]; do
                case $1 in
                    --lr) lr=$2 ;;
                    --out) out=$2 ;;
                    --resume) out=$2 lr=resumed ;;
                esac
                shift
            done
            mkdir -p "$out"
            echo '{}' >"$out/config.json"
            if [ "$lr" = "${FAIL_LR-}" ]; then
                echo "epoch 1"
                echo "mnist: diverged at step 7" >&2
                echo "  try a smaller rate" >&2
                echo '{"event": "diverged"}' >"$out/diverged.json"
                exit 5
            fi
            if [ -n "${HANG-}" ]; then
                trap 'echo stopped >>"$CALLS"; exit 143' TERM
                echo "started $$" >>"$CALLS"
                while :; do sleep 0.05; done
            fi
            echo model >"$out/last.safetensors"
            echo '{}' >"$out/result.json"
            """;

    @TempDir
    Path folder;

    private Path calls;
    private Shell shell;

    @BeforeEach
    void aStandIn() {
        shell = new Shell(folder);
        calls = folder.resolve("calls");
        Path fake = Shell.executable(folder.resolve("fake mnist"), FAKE_MNIST);
        shell.with("MNIST", fake.toString()).with("CALLS", calls.toString());
    }

    @Test
    void everyRateIsTrainedInAFolderNamedByItsSettings() {
        Shell.Result result =
                sweep("--out", "my sweep", "0.01", "1e-1", "--", "--data", "../shared/mnist", "--epochs", "2");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("table of 3\n", result.out());
        String run = "./my sweep/lr-0.1-data-..-shared-mnist-epochs-2";
        assertTrue(trained("0.1").startsWith("train --data ../shared/mnist --epochs 2 --threads "), trained("0.1"));
        assertTrue(trained("0.1").endsWith(" --lr 0.1 --out " + run), trained("0.1"));
        assertTrue(Files.exists(folder.resolve(run + "/result.json")));
        assertTrue(Files.exists(folder.resolve(run + ".log")));
        assertTrue(lines().contains("compare ./my sweep/lr-0.01-data-..-shared-mnist-epochs-2 " + run));
    }

    @Test
    void finishedPointsAreNotTrainedAgain() {
        sweep("-j", "2", "0.01", "0.1", "--", "--epochs", "2");
        assertEquals(2, trainings());
        Shell.Result again = sweep("-j", "2", "0.01", "0.1", "--", "--epochs", "2");
        assertEquals(2, trainings());
        assertEquals("table of 3\n", again.out());
        sweep("0.01", "0.1", "0.3", "--", "--epochs", "2");
        assertEquals(3, trainings());
        sweep("0.01", "--", "--epochs", "3");
        assertEquals(4, trainings(), "other settings are another point");
    }

    @Test
    void unfinishedPointsGoOn() throws IOException {
        sweep("0.1", "--");
        Path run = folder.resolve("runs/sweep-lr/lr-0.1");
        Files.delete(run.resolve("result.json"));
        Files.writeString(run.resolve("mine"), "x");
        Shell.Result result = sweep("0.1", "--");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(2, trainings());
        assertEquals(1, count("train --resume ./runs/sweep-lr/lr-0.1 --threads "));
        assertTrue(Files.exists(run.resolve("mine")), "nothing is deleted");
    }

    @Test
    void whatIsNoRunIsNotRemoved() throws IOException {
        Path mine =
                Files.createDirectories(folder.resolve("runs/sweep-lr/lr-0.1")).resolve("thesis.txt");
        Files.writeString(mine, "x");
        Shell.Result result = sweep("0.1", "0.2", "--");
        assertEquals(1, result.exitCode());
        assertTrue(Files.exists(mine));
        assertTrue(result.err().contains("is not a run"), result.err());
        assertEquals(1, trainings());
    }

    @Test
    void aFailedPointDoesNotStopTheOthers() {
        shell.with("FAIL_LR", "0.1");
        Shell.Result result = sweep("0.1", "0.01", "0.2", "--");
        assertEquals(1, result.exitCode());
        assertEquals("table of 3\n", result.out());
        assertTrue(result.err().contains("lr 0.1: failed with exit code 5: diverged at step 7"), result.err());
        assertTrue(result.err().contains("without a result: 0.1"), result.err());
        assertEquals(3, trainings());
        Shell.Result again = sweepAfter("FAIL_LR", null, "0.1", "0.01", "0.2", "--");
        assertEquals(1, again.exitCode());
        assertTrue(again.err().contains("lr 0.1: diverged already"), again.err());
        assertEquals(3, trainings());
    }

    @Test
    void theJobsShareTheCores() {
        int cores = Integer.parseInt(shell.run("nproc").out().strip());
        sweep("0.1", "--");
        assertTrue(trained("0.1").contains("--threads " + cores + " "), trained("0.1"));
        sweep("-j2", "0.2", "0.3", "--");
        assertTrue(trained("0.2").contains("--threads " + Math.max(1, cores / 2) + " "), trained("0.2"));
        sweep("-j", "8", "0.4", "--");
        assertTrue(trained("0.4").contains("--threads " + cores + " "), "one point, one job");
        sweep("0.5", "--", "--threads", "7");
        assertEquals(1, trained("0.5").split("--threads", -1).length - 1);
    }

    @Test
    void doubledRatesAreTrainedOnce() {
        Shell.Result result = sweep("0.1", "1e-1", "0.10", ".1", "--");
        assertEquals(1, trainings());
        assertTrue(result.err().contains("1e-1 is given twice"), result.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 --",
                "-0.1 --",
                "abc --",
                "0.1x --",
                "0,1 --",
                "nan --",
                "inf --",
                "1e99 --",
                "--",
                "-j 0 0.1 --",
                "-j x 0.1 --",
                "-j",
                "--epochs 2 0.1",
                "0.1 -- --lr 3",
                "0.1 -- --out=x",
                "0.1 -- --resume x"
            })
    void badUsageIsRefusedBeforeAnythingStarts(String arguments) {
        Shell.Result result = sweep(arguments.split(" "));
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().startsWith("sweep-lr: ") && result.err().contains("--help"), result.err());
        assertFalse(Files.exists(calls));
        assertFalse(Files.exists(folder.resolve("runs")));
    }

    @Test
    void helpIsAnOutput() {
        Shell.Result result = sweep("--help");
        assertEquals(0, result.exitCode());
        assertTrue(result.out().startsWith("Usage: sweep-lr.sh"), result.out());
    }

    @Test
    void aProgramThatDoesNotStartEndsTheSweep() {
        assertEquals(2, sweepAfter("FAKE_EXIT", "2", "0.1", "--").exitCode());
        assertEquals(0, trainings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsAllTrainers(String signal) throws Exception {
        Assumptions.assumeTrue(
                shell.run("sh", "-c", "trap 'echo trapped' " + signal + "; kill -" + signal + " $$")
                        .out()
                        .equals("trapped\n"),
                "this process was started with SIG" + signal + " ignored");
        shell.with("HANG", "yes");
        Process sweep = shell.start(command("-j", "2", "0.1", "0.2", "0.3", "--"));
        Shell.waitUntil("two trainers at work", () -> count("started ") == 2);
        // A second sweep in the same folder is refused meanwhile.
        Shell other = new Shell(Files.createDirectories(folder.resolve("other"))).in(folder);
        Shell.Result refused = other.with("MNIST", "false").run(command("0.9", "--"));
        assertEquals(2, refused.exitCode());
        assertTrue(refused.err().contains("process " + sweep.pid()), refused.err());
        new ProcessBuilder("kill", "-" + signal, Long.toString(sweep.pid()))
                .start()
                .waitFor();
        assertTrue(sweep.waitFor(Shell.PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(signal.equals("INT") ? 130 : 143, sweep.exitValue());
        assertEquals(2, count("stopped"), "both trainers were told, and waited for");
        assertEquals(2, trainings(), "the third point was not begun");
        assertTrue(trainersAreGone());
        assertFalse(Files.exists(folder.resolve("runs/sweep-lr/.sweep.pid")));
        assertEquals(0, sweepAfter("HANG", null, "0.1", "0.2", "0.3", "--").exitCode());
    }

    @Test
    void aSweepAfterAKilledOneTakesItsPlace() throws IOException {
        Files.createDirectories(folder.resolve("runs/sweep-lr"));
        Files.writeString(folder.resolve("runs/sweep-lr/.sweep.pid"), "999999999\n");
        assertEquals(0, sweep("0.1", "--").exitCode());
    }

    private Shell.Result sweep(String... arguments) {
        return shell.run(command(arguments));
    }

    private Shell.Result sweepAfter(String variable, String value, String... arguments) {
        return shell.with(variable, value).run(command(arguments));
    }

    private static String[] command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Shell.script("sweep-lr.sh").toString()));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private List<String> lines() {
        return Shell.text(calls).lines().toList();
    }

    private long count(String start) {
        return lines().stream().filter(line -> line.startsWith(start)).count();
    }

    private long trainings() {
        return lines().stream()
                .filter(line -> line.startsWith("train ") && !line.contains("--dry-run"))
                .count();
    }

    private String trained(String rate) {
        return lines().stream()
                .filter(line -> line.contains(" --lr " + rate + " --out"))
                .findFirst()
                .orElse("");
    }

    private boolean trainersAreGone() {
        return lines().stream()
                .filter(line -> line.startsWith("started "))
                .map(line -> Long.parseLong(line.substring("started ".length())))
                .noneMatch(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent());
    }
}
