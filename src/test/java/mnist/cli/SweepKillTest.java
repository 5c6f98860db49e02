package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mnist.Soak;
import mnist.store.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real program is killed at random moments of a sweep, and the sweep always ends with the same weights. */
@Tag("soak")
class SweepKillTest {
    private static final int KILLS = Soak.times(3, 40);
    private static final int RUNS = 6;
    private static final String OPTIONS =
            "--data {HOME}/digits --validation 40 --batch 4 --epochs 4 --hidden 12 --backend ejml"
                    + " --checkpoint-every 5 --lr 0.03,0.1,0.3 --seeds 2 --out {HOME}/";

    /** Of the start, and of all runs. */
    private static final int LONGEST_MILLISECONDS = 2500;

    @RegisterExtension
    final Cli cli = Cli.withDigits(200, 40);

    @Test
    void aKilledSweepEndsAsIfNothingHadBeen() throws IOException {
        cli.command("sweep " + OPTIONS + "whole").assertDone();
        cli.command("sweep plan " + OPTIONS + "killed").assertDone();
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
    }

    private List<Map<String, Object>> results(String sweep) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Map<String, Object> result = Json.read(cli.path(sweep + "/runs/000" + run + "/result.json"));
            result.remove("run");
            results.add(result);
        }
        return results;
    }
}
