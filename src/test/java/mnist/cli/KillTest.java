package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mnist.Soak;
import mnist.store.json.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real program is killed at random moments, in all sorts of training, and always goes on to the same files. */
@Tag("soak")
class KillTest {
    private static final int KILLS = Soak.times(30, 1000);
    private static final int EPOCHS = 6;

    /** Longer than an epoch takes, with its checkpoints. */
    private static final int LONGEST_MILLISECONDS = 60;

    /** Of a start until the first step. */
    private static final int LONGEST_START = 700;

    private static final String STREAMED = "streamed";

    /** Options of each way to train; what they add to the common ones. */
    private static final List<String> SETUPS = List.of(
            "--hidden 12",
            "--hidden 12 --optimizer momentum --lr 0.05 --schedule step --lr-every 2",
            "--hidden 12 --optimizer nesterov --lr 0.05 --schedule exponential",
            "--hidden 12 --optimizer rmsprop --lr 0.002 --schedule one-cycle",
            "--hidden 12 --optimizer adam --lr 0.002 --schedule cosine --warmup 1.5",
            "--hidden 12 --optimizer adamw --lr 0.002 --weight-decay 0.01 --clip-norm 1",
            "--hidden 12 --schedule plateau --lr 1 --lr-every 1 --lr-decay 0.5",
            "--hidden 12,8 --norm batch",
            "--hidden 12,8 --norm layer --activation gelu",
            "--hidden 12 --ema 0.9 --optimizer momentum --lr 0.05",
            "--hidden 12 --dropout 0.2 --input-dropout 0.1 --noise 0.1 --input-noise 0.1",
            "--hidden 12 --augment ciresan --augment-fade 2 --augment-end 0.3",
            "--hidden 12,12,8 --residual",
            "--hidden 16 --receptive-field 9",
            "--hidden 32,8 --receptive-field 9/5,3/1 --tied-epochs 2 --norm batch --optimizer nesterov --lr 0.05",
            "--hidden 8 --teacher {HOME}/teacher --temperature 3",
            "--hidden 12 --l1 0.0001 --l2 0.001 --max-norm 2 --label-smoothing 0.1",
            "--hidden 12 --output sigmoid --loss mse --validation 0",
            "--hidden 12 --optimizer adam --lr 0.002 --backend simd",
            "--hidden 12,8 --norm batch --residual --ema 0.9 --dropout 0.1 --augment simard --optimizer adamw --lr 0.002"
                    + " --receptive-field 9 --teacher {HOME}/teacher --backend simd",
            STREAMED);

    @RegisterExtension
    final Cli cli = Cli.withDigits(200, 40);

    @Test
    void aKilledRunGoesOnAsIfNothingHadBeen() throws IOException {
        cli.train("--hidden 8 --epochs 1 --out {HOME}/teacher").assertDone();
        long seed = Soak.seed();
        Random random = new Random(seed);
        for (int setup = 0; setup < SETUPS.size(); setup++) {
            Path whole = cli.path("whole-" + setup);
            prepare(setup, whole);
            cli.run(command(setup, whole)).assertDone();
        }
        for (int kills = 0, run = 0; kills < KILLS; run++) {
            int setup = run % SETUPS.size();
            Path killed = cli.path("killed-" + run);
            prepare(setup, killed);
            int now = Math.min(KILLS - kills, 1 + random.nextInt(KILLS < SETUPS.size() * 2 ? 2 : 4));
            for (int i = 0; i < now; i++) {
                kill(setup, killed, random);
            }
            kills += now;
            String about = "seed " + seed + ", run " + run + ": " + SETUPS.get(setup);
            Cli.Result result = cli.run(command(setup, killed));
            assertEquals(0, result.exitCode(), about + "\n" + result.err());
            assertSame(cli.path("whole-" + setup), killed, about);
        }
    }

    /** A run of streamed images begins as one that was killed before its first step. */
    private void prepare(int setup, Path run) throws IOException {
        if (SETUPS.get(setup).equals(STREAMED)) {
            String settings = Files.readString(cli.path("whole-0").resolve("config.json"));
            Files.createDirectories(run);
            Files.writeString(
                    run.resolve("config.json"),
                    settings.replace("\"residence\" : \"memory\"", "\"residence\" : \"streamed\""));
        }
    }

    private String[] command(int setup, Path run) {
        String common = "train --checkpoint-every 3 --threads 1 ";
        String begin = "--data {HOME}/digits --validation 40 --batch 16 --epochs " + EPOCHS + " --out " + run + " ";
        String options = Files.exists(run.resolve("config.json"))
                ? "--resume " + run
                : (SETUPS.get(setup).contains("--validation") ? begin.replace("--validation 40 ", "") : begin)
                        + (SETUPS.get(setup).contains("--backend") ? "" : "--backend ejml ")
                        + SETUPS.get(setup);
        return Arrays.stream((common + options).split(" "))
                .map(word -> word.replace("{HOME}", cli.home().toString()))
                .toArray(String[]::new);
    }

    /** While it starts, or within one of the epochs that are left. */
    private void kill(int setup, Path run, Random random) throws IOException {
        List<String> flags = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        if (SETUPS.get(setup).contains("simd")) {
            // Whatever else the flag is set to, the vector kernels are not used.
            flags.add("-XX:TieredStopAtLevel=4");
        }
        Path metrics = run.resolve("metrics.csv");
        int done =
                Files.exists(metrics) ? Math.max(0, Files.readAllLines(metrics).size() - 1) : 0;
        boolean starting = random.nextInt(4) == 0;
        try (Program program = Program.start(cli.home(), flags, List.of(command(setup, run)))) {
            if (!starting) {
                int epoch = done + random.nextInt(Math.max(1, EPOCHS - done));
                program.readUntil(epoch == done ? "data" : epoch + " ");
            }
            program.killAfter(random.nextInt(starting ? LONGEST_START : LONGEST_MILLISECONDS));
        }
    }

    private static void assertSame(Path whole, Path run, String about) throws IOException {
        for (String file : List.of("config.json", "last.safetensors", "best.safetensors")) {
            assertEquals(-1, Files.mismatch(whole.resolve(file), run.resolve(file)), file + " of " + about);
        }
        assertEquals(rows(whole, "metrics.csv"), rows(run, "metrics.csv"), about);
        assertEquals(rows(whole, "metrics.jsonl"), rows(run, "metrics.jsonl"), about);
        Map<String, Object> expected = Json.read(whole.resolve("result.json"));
        Map<String, Object> result = Json.read(run.resolve("result.json"));
        expected.remove("run");
        result.remove("run");
        assertEquals(expected, result, about);
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith(".tmp")).toList(),
                    about);
        }
    }

    /** The lines without the times. */
    private static List<String> rows(Path run, String file) throws IOException {
        return Files.readAllLines(run.resolve(file)).stream()
                .map(line -> file.endsWith(".csv")
                        ? line.replaceAll(",[^,]*,[^,]*$", "")
                        : line.replaceAll("\"(seconds|images_per_second|evaluation_seconds)\":[^,]*,", ""))
                .toList();
    }
}
