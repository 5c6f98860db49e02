package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mnist.linalg.Backends;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Short trainings end in the very weights they ended in with version 1.0.0. Where a test fails, a change that should not
 * have touched the numbers did: a run that was begun before it would go on differently after it.
 */
class PinnedTensorsTest {
    private static final String TRAININGS = "/pinned/trainings.csv";
    private static final Path RUN_OF_1_0_0 = Path.of("src", "test", "resources", "pinned", "run-1.0.0");

    /** The weights of that run, trained to its end by version 1.0.0 too. */
    private static final String AFTER_TWO_EPOCHS = "9e89b19a88c11bbe31197178c5269a2948d695daaf71b4aca730099cbebac888";

    private static final String TAUGHT = "226f9f51d2fa1b3f1bfd0d4e47fc76b27b5bf27668345c4b91137a2b5315c8c4";
    private static final String STREAMED = "f1d9fd670ccb5dd6eeb1eb5c822ea696ba416e687bb6a35319a41fa1f4941576";

    @RegisterExtension
    private static final Cli cli = Cli.withDigits();

    @BeforeAll
    static void someDigits() {
        cli.command("data generate --train 300 --test 60 --seed 1 --out {HOME}/generated")
                .assertDone();
    }

    @ParameterizedTest
    @CsvFileSource(resources = TRAININGS, delimiter = '|')
    void weightsByEjml(String options, String ejml) {
        assertEquals(ejml, trained(options + " --backend ejml --threads 1"), options);
    }

    /** Alike on every processor: the width of its vectors has no part in the results. */
    @ParameterizedTest
    @CsvFileSource(resources = TRAININGS, delimiter = '|')
    void weightsBySimd(String options, String ejml, String simd) {
        Assumptions.assumeTrue(Backends.obstacle() == null, Backends.obstacle());
        assertEquals(simd, trained(options + " --backend simd --threads 2"), options);
    }

    /** Otherwise the same command would give other weights on another machine. */
    @ParameterizedTest
    @CsvFileSource(resources = TRAININGS, delimiter = '|')
    void theNumberOfThreadsChangesNothing(String options, String ejml) {
        assertEquals(ejml, trained(options + " --backend ejml --threads 2"), options);
    }

    /** Stopped after its first step. Otherwise optimizer, schedule, averages or random numbers are not taken up where they were. */
    @ParameterizedTest
    @CsvFileSource(resources = TRAININGS, delimiter = '|')
    void aResumedRunEndsInTheSameWeights(String options, String ejml) {
        Path run = newRun();
        command("train --backend ejml --max-time 0.000001 " + options + " --out " + run);
        assertEquals(ejml, sha256(command("train --backend ejml --resume " + run)), options);
    }

    @Test
    void aRunOfOneEpochIsMadeLonger() {
        Path run = newRun();
        command("train --hidden 16 --epochs 1 --backend ejml --threads 1 --out " + run);
        String longer = sha256(command("train --backend ejml --epochs 2 --resume " + run));
        assertEquals(trained("--hidden 16 --epochs 2 --backend ejml --threads 1"), longer);
    }

    @Test
    void weightsOfADistilledNetwork() {
        Path teacher = newRun();
        command("train --hidden 16 --epochs 2 --backend ejml --out " + teacher);
        String options = "--hidden 12 --temperature 3 --teacher-weight 0.4 --augment shift=1 --epochs 2 --teacher ";
        assertEquals(TAUGHT, trained(options + teacher + " --backend ejml"));
    }

    /** Streamed images come in another order than those in memory; a run says which it had. */
    @Test
    void weightsOfStreamedImages() throws IOException {
        Path run = newRun();
        command("train --hidden 12 --epochs 1 --backend ejml --out " + run);
        Path config = run.resolve("config.json");
        String written = Files.readString(config);
        String streamed = written.replace("\"residence\" : \"memory\"", "\"residence\" : \"streamed\"");
        assertNotEquals(written, streamed);
        Files.writeString(config, streamed);
        assertEquals(STREAMED, sha256(command("train --backend ejml --epochs 2 --resume " + run)));
    }

    /** A folder that version 1.0.0 left in the second of two epochs. Otherwise nobody's runs go on. */
    @Test
    void aRunOf100GoesOn() throws IOException {
        Path run = Files.createDirectories(newRun());
        for (String file :
                List.of("config.json", "last.safetensors", "best.safetensors", "metrics.csv", "metrics.jsonl")) {
            Files.copy(RUN_OF_1_0_0.resolve(file), run.resolve(file));
        }
        Map<String, Object> end = command("train --backend ejml --resume " + run);
        assertEquals(2, end.get("epochs"));
        assertEquals(AFTER_TWO_EPOCHS, sha256(end));
    }

    private static String trained(String options) {
        return sha256(command("train " + options + " --out " + newRun()));
    }

    private static Path newRun() {
        for (int i = 1; ; i++) {
            Path run = cli.path("run" + i);
            if (!Files.exists(run)) {
                return run;
            }
        }
    }

    /** The last line that a training prints, which ends well. */
    private static Map<String, Object> command(String words) {
        List<Map<String, Object>> lines = cli.command(words + " --data {HOME}/generated --json")
                .assertDone()
                .objects();
        return lines.get(lines.size() - 1);
    }

    private static String sha256(Map<String, Object> end) {
        return String.valueOf(end.get("tensors_sha256"));
    }
}
