package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mnist.Soak;
import mnist.data.generate.SomeDigits;
import mnist.store.Traces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program is killed at random moments and always goes on to the same end.
 */
@Tag("soak")
class KillTest {
    private static final int KILLS = Soak.times(6, 1000);

    /** Longer than the program takes to start, shorter than the whole run takes. */
    private static final int LONGEST_MILLISECONDS = 700;

    private static final List<String> OPTIONS = List.of(
            "train --data data --hidden 24 --epochs 60 --batch 16 --validation 40 --optimizer adam --lr 0.002",
            "--dropout 0.1 --ema 0.9 --checkpoint-every 3 --backend ejml --threads 1 --out");

    @TempDir
    Path folder;

    private int runs;

    @Test
    void aKilledRunGoesOnAsIfNothingHadBeen() throws IOException {
        SomeDigits.write(folder.resolve("data"), 200, 60);
        Path whole = folder.resolve("whole");
        try (Program program = Program.start(folder, beginning(whole))) {
            assertEquals(0, program.waitForEnd(), program::err);
        }
        Traces expected = Traces.of(whole);
        assertEquals(60, expected.metrics().size());

        long seed = Soak.seed();
        Random random = new Random(seed);
        int kills = 0;
        while (kills < KILLS) {
            Path run = folder.resolve("killed-" + runs++);
            kills += killedUntilDone(run, random, KILLS - kills);
            assertEquals(expected, Traces.of(run), "random moments of seed " + seed);
            assertWhole(run);
        }
    }

    /** Returns how often the run was killed before it was done. */
    private int killedUntilDone(Path run, Random random, int mostKills) {
        int kills = 0;
        while (kills < mostKills) {
            try (Program program = Program.start(folder, nextCommand(run))) {
                if (random.nextBoolean()) {
                    program.readUntil("data");
                }
                if (program.killAfter(random.nextInt(LONGEST_MILLISECONDS))) {
                    kills++;
                } else {
                    assertEquals(0, program.waitForEnd(), program::err);
                    return kills;
                }
            }
        }
        try (Program program = Program.start(folder, nextCommand(run))) {
            assertEquals(0, program.waitForEnd(), program::err);
        }
        return kills;
    }

    private static List<String> nextCommand(Path run) {
        if (!Files.exists(run.resolve("config.json"))) {
            return beginning(run);
        }
        return List.of(
                "train", "--resume", run.toString(), "--checkpoint-every", "3", "--backend", "ejml", "--threads", "1");
    }

    private static List<String> beginning(Path run) {
        List<String> command = new ArrayList<>(List.of(String.join(" ", OPTIONS).split(" ")));
        command.add(run.toString());
        return command;
    }

    private static void assertWhole(Path run) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("metrics.csv"));
        assertEquals(1, lines.stream().filter(line -> line.startsWith("epoch,")).count());
        assertEquals(
                lines.size() - 1,
                Files.readAllLines(run.resolve("metrics.jsonl")).size());
        assertTrue(Files.exists(run.resolve("result.json")));
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".tmp")).toList());
        }
    }
}
