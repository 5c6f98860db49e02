package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sweep over the real program. */
class SweepProgramTest {
    @TempDir
    Path folder;

    @Test
    void theTableComparesTheRuns() throws Exception {
        Shell shell = new Shell(folder)
                .with("MNIST", Shell.program(folder.resolve("program")).toString());
        SomeDigits.write(folder.resolve("digits"), 300, 60);

        Shell.Result first = shell.run(sweep("0.03", "0.1"));
        assertEquals(0, first.exitCode(), first.err());
        List<String> table = first.out().lines().toList();
        assertTrue(table.get(0).startsWith("run "), first.out());
        assertTrue(table.get(1).matches("lr-0.03-\\S+ +0\\.03 .*"), first.out());
        assertTrue(table.get(2).matches("lr-0.1-\\S+ +0\\.1 .*"), first.out());
        assertTrue(table.get(3).matches("all: network 784-12-10, optimizer sgd, .*"), first.out());

        List<FileTime> times = times();
        Shell.Result again = shell.run(sweep("0.03", "0.1"));
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(first.out(), again.out());
        assertEquals(
                2,
                again.err()
                        .lines()
                        .filter(line -> line.contains("finished already"))
                        .count(),
                again.err());
        assertEquals(times, times(), "something was trained again");

        Shell.Result further = shell.run(sweep("0.1", "1e20"));
        assertEquals(1, further.exitCode(), further.err());
        assertTrue(further.err().contains("lr 1e+20: failed with exit code 5"), further.err());
        assertTrue(further.out().contains("lr-0.1-"), further.out());
    }

    private static String[] sweep(String... rates) {
        List<String> command =
                new ArrayList<>(List.of(Shell.script("sweep-lr.sh").toString(), "-j", "2", "--out", "sweep"));
        command.addAll(List.of(rates));
        command.addAll(List.of("--", "--data", "digits", "--epochs", "1", "--hidden", "12", "--backend", "ejml"));
        return command.toArray(String[]::new);
    }

    /** When every file of the runs was last written. */
    private List<FileTime> times() throws Exception {
        List<FileTime> times = new ArrayList<>();
        try (var files = Files.walk(folder.resolve("sweep"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                times.add(Files.getLastModifiedTime(file));
            }
        }
        assertTrue(times.size() > 10, "the runs were not found");
        return times;
    }
}
