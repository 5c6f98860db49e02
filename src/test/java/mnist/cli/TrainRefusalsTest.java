package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code mnist train} will not do: one line, exit code 2, and nothing written. */
class TrainRefusalsTest {
    @TempDir
    Path home;

    private TrainingCli cli;

    @BeforeEach
    void someDigits() {
        cli = new TrainingCli(home);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epochs 0           | epochs must be 1 or more",
                "--epochs x           | --epochs",
                "--lr 0               | lr must be above 0",
                "--lr -1              | lr must be above 0",
                "--lr NaN             | lr must be above 0",
                "--lr Infinity        | lr must be above 0",
                "--lr abc             | is not a float",
                "--batch 0            | batch must be 1 or more",
                "--batch half         | expected a number of images or 'full'",
                "--seed one           | --seed",
                "--momentum 1         | momentum",
                "--momentum -0.1      | momentum",
                "--beta1 1            | beta1",
                "--beta2 1.5          | beta2",
                "--epsilon 0          | epsilon",
                "--epsilon Infinity   | epsilon",
                "--warmup -1          | warm-up",
                "--warmup 5 --epochs 5 | does not fit into 5 epochs",
                "--lr-decay 0         | decay",
                "--lr-decay 2         | decay",
                "--lr-every 0         | 1 or more",
                "--lr-floor 2         | floor",
                "--l1 -1              | l1 must be 0 or more",
                "--l2 NaN             | l2 must be 0 or more",
                "--l2 30 --lr 0.1     | ever wider",
                "--weight-decay -1    | weight decay must be 0 or more",
                "--weight-decay 10 --lr 0.1 | below 1",
                "--max-norm 0         | --max-norm",
                "--dropout 1          | dropout",
                "--dropout -0.5       | dropout",
                "--input-dropout 1    | input dropout",
                "--label-smoothing 1  | label smoothing",
                "--clip-norm -1       | clipping norm",
                "--ema 1              | averaging",
                "--patience -1        | patience",
                "--hidden 0           | --hidden '0'",
                "--hidden -5          | --hidden '-5'",
                "--hidden 16,,16      | --hidden '16,,16'",
                "--hidden many        | widths",
                "--hidden 99999999999 | widths",
                "--hidden 900000,900000 | too wide",
                "--residual --hidden 9 | two or more hidden layers",
                "--validation x       | --validation 'x'",
                "--validation -1      | --validation -1",
                "--validation 1.5     | --validation 1.5",
                "--validation 2.5e99  | --validation",
                "--validation 300     | fewer than the 300 training images",
                "--limit -1           | --limit -1",
                "--threads -1         | --threads -1",
                "--threads two        | --threads",
                "--checkpoint-every -1 | --checkpoint-every -1",
                "--target-accuracy 98 | 0.98 for 98 %",
                "--target-accuracy -1 | --target-accuracy",
                "--require-accuracy 1.1 | --require-accuracy",
                "--max-time 0         | --max-time",
                "--max-time -3        | --max-time",
                "--validation 0 --target-accuracy 0.9 | --target-accuracy needs images to watch",
                "--validation 0 --patience 2 | --patience needs images to watch",
                "--validation 0 --schedule plateau | --schedule plateau needs images to watch",
                "--output identity --loss cross-entropy | cross-entropy needs probabilities",
                "--activation sigmod  | did you mean sigmoid?",
                "--activation Relu    | did you mean relu?",
                "--activation xyz     | expected one of sigmoid",
                "--output softmaxx    | did you mean softmax?",
                "--loss crossentropy  | did you mean cross-entropy?",
                "--init xaver         | did you mean xavier?",
                "--norm bach          | did you mean batch?",
                "--optimizer adm      | did you mean adam?",
                "--optimizer sdg      | did you mean sgd?",
                "--schedule cosin     | did you mean cosine?",
                "--backend smid       | did you mean simd?",
                "--epoch 3            | --epochs",
                "--learning-rte 3     | --learning-rate",
                "--unheard-of         | --unheard-of",
                "surplus              | surplus",
                "--epochs             | --epochs",
                "--epochs 1 --epochs 2 | --epochs"
            })
    void badUsageIsOneLine(String options, String reason) throws IOException {
        cli.train("--out {HOME}/run " + options).assertRefused(ExitCodes.USAGE, reason);
        try (var files = Files.list(home)) {
            assertEquals(1, files.count(), "something was written");
        }
    }

    @Test
    void theOtherPairsOfOutputAndLossAreAccepted() {
        for (String pair : new String[] {
            "softmax --loss cross-entropy",
            "sigmoid --loss cross-entropy",
            "softmax --loss mse",
            "sigmoid --loss mse",
            "identity --loss mse"
        }) {
            cli.train("--dry-run --output " + pair).assertDone();
        }
    }

    @Test
    void anExistingRunIsNotReused() {
        cli.train("--epochs 1 --out {HOME}/run").assertDone();
        Cli.Result again = cli.train("--epochs 1 --out {HOME}/run");
        assertEquals(ExitCodes.MODEL, again.exitCode());
        again.assertErr("an earlier run", "--resume " + cli.run("run"), "--out");
        assertEquals(1, again.err().lines().count());
    }

    @Test
    void missingDataIsNamed() {
        cli.command("train --data {HOME}/nowhere").assertRefused(ExitCodes.DATA, "nowhere");
        assertFalse(Files.exists(home.resolve("nowhere")));
    }

    @Test
    void damagedDataIsNamed() throws IOException {
        Path images = cli.data().resolve("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 5000));
        cli.train("--out {HOME}/run").assertRefused(ExitCodes.DATA, images.toString());
        assertFalse(Files.exists(cli.run("run")));
    }
}
