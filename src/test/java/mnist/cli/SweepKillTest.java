package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mnist.Soak;
import mnist.file.PathKind;
import mnist.store.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real program is killed at random moments of a sweep, and the sweep always ends with the same weights. */
@Tag("soak")
class SweepKillTest {
    private static final int KILLS = Soak.times(3, 40);
    private static final int RUNS = 6;
    private static final String OPTIONS = " --data {HOME}/digits --validation 40 --batch 4 --hidden 12 --backend ejml"
            + " --checkpoint-every 5 --lr 0.03,0.1,0.3 --seeds 2 --out {HOME}/";

    /** Of the start, and of all runs. */
    private static final int LONGEST_MILLISECONDS = 2500;

    @RegisterExtension
    final Cli cli = Cli.withDigits(200, 40);

    @ParameterizedTest
    @ValueSource(strings = {"--epochs 4", "--halving 1,2,4 --keep 0.5"})
    void aKilledSweepEndsAsIfNothingHadBeen(String length) throws IOException {
        cli.command("sweep " + length + OPTIONS + "whole").assertDone();
        cli.command("sweep plan " + length + OPTIONS + "killed").assertDone();
        long seed = Soak.seed();
        Random random = new Random(seed);
        String command = "sweep run " + cli.path("killed") + " -j 2";
        for (int kill = 0; kill < KILLS; kill++) {
            try (Program program = Program.start(cli.home(), List.of(), List.of(command.split(" ")))) {
                program.killAfter(random.nextInt(LONGEST_MILLISECONDS));
            }
        }
        cli.command(command).assertDone();
        assertEquals(results("whole"), results("killed"), "seed " + seed);
        assertEquals(ranking("whole"), ranking("killed"), "seed " + seed);
    }

    private String ranking(String sweep) {
        return cli.command("sweep show {HOME}/" + sweep).assertDone().out().replace(sweep, "");
    }

    private List<Map<String, Object>> results(String sweep) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Path file = cli.path(sweep + "/runs/000" + run + "/result.json");
            Map<String, Object> result = PathKind.exists(file) ? Json.read(file) : new HashMap<>();
            result.remove("run");
            results.add(result);
        }
        return results;
    }
}
