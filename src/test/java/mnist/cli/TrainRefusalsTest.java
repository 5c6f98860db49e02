package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mnist.cli.frame.ExitCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mnist train} will not do: one line, exit code 2, and nothing written. */
class TrainRefusalsTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--epochs 0           | --epochs must be 1 or more",
                "--epochs x           | --epochs",
                "--lr 0               | --lr must be above 0",
                "--lr -1              | lr must be above 0",
                "--lr NaN             | lr must be above 0",
                "--lr Infinity        | lr must be above 0",
                "--lr abc             | option '--lr': 'abc' is not a number: expected one like 0.5",
                "--epochs 3.5         | option '--epochs': '3.5' is not a whole number: expected one like 12",
                "--epochs 3000000000  | option '--epochs': '3000000000' is beyond 2147483647 in size",
                "--batch 0            | --batch must be 1 or more",
                "--batch half         | expected a number of images or 'full'",
                "--seed one           | --seed",
                "--momentum 1 --optimizer momentum | --momentum must be at least 0 and below 1",
                "--momentum -0.1 --optimizer nesterov | --momentum",
                "--beta1 1 --optimizer adam | --beta1",
                "--beta2 1.5 --optimizer rmsprop | --beta2",
                "--epsilon 0 --optimizer adamw | --epsilon",
                "--epsilon Infinity --optimizer adam | --epsilon",
                "--warmup -1          | --warmup must",
                "--warmup 5 --epochs 5 | --warmup 5.0 does not fit into epochs 5: shorten it or train longer",
                "--lr-decay 0 --schedule step | --lr-decay",
                "--lr-decay 2 --schedule exponential | --lr-decay",
                "--lr-every 0 --schedule step | --lr-every must be 1 or more",
                "--lr-floor 2 --schedule cosine | --lr-floor must be from 0 to 1",
                "--l1 -1              | l1 must be 0 or more",
                "--l2 NaN             | l2 must be 0 or more",
                "--l2 30 --lr 0.1     | ever wider",
                "--weight-decay -1    | --weight-decay must be 0 or more",
                "--weight-decay 10 --lr 0.1 | below 1",
                "--max-norm 0         | --max-norm",
                "--dropout 1          | --dropout must be at least 0 and below 1",
                "--dropout -0.5       | --dropout",
                "--input-dropout 1    | --input-dropout",
                "--noise -0.1         | --noise must be from 0 to 10",
                "--noise NaN          | --noise must be from 0 to 10",
                "--input-noise 1.5    | --input-noise must be a share of full ink, 0 to 1, not 1.5",
                "--label-smoothing 1  | --label-smoothing",
                "--clip-norm -1       | --clip-norm",
                "--ema 1              | --ema must",
                "--patience -1        | --patience must",
                "--hidden 0           | --hidden '0'",
                "--hidden -5          | --hidden '-5'",
                "--hidden 16,,16      | --hidden '16,,16'",
                "--hidden many        | widths",
                "--hidden 99999999999 | widths",
                "--hidden 900000,900000 | too wide",
                "--augment simard --augment-fade 2 --augment-end 1.5 | augment-end must be a share from 0 to 1, not 1.5",
                "--augment-fade 9 --epochs 3 --augment simard | --augment-fade 9 does not fit into epochs 3",
                "--augment cirsan     | --augment 'cirsan' is not known; did you mean ciresan?",
                "--augment simard,rotatoin=3 | --augment 'rotatoin' is not known; did you mean rotation?",
                "--augment xyz        | --augment 'xyz' is not known; choose ciresan, none, simard, or settings",
                "--augment-fade -1    | --augment-fade must be 0 epochs or more",
                "--augment rotation=5,gentle=12 | gentle=12: expected classes from 0 to 9",
                "--norm batch --batch 1 | use --norm layer, or --batch 2 or more",
                "--residual --hidden none | two or more hidden layers",
                "--receptive-field -1 | receptive-field must be from 1 to 28",
                "--receptive-field 2000000000 | receptive-field must be from 1 to 30000 pixels",
                "--receptive-field 9 --hidden none | there is none: give hidden layers",
                "--residual --hidden 9 | two or more hidden layers",
                "--validation x       | --validation 'x'",
                "--validation -1      | --validation -1: expected 0 images or more, a fraction below 1, or 'test'",
                "--validation NaN     | --validation NaN: expected 0 images or more",
                "--validation 1.0     | --validation 1.0: expected a fraction below 1, a whole number of images, or 'test'",
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
                "--activation relus   | did you mean relu?",
                "--activation xyz     | expected one of sigmoid",
                "--output softmaxx    | did you mean softmax?",
                "--loss crossentropy  | did you mean cross-entropy?",
                "--init xaver         | did you mean xavier?",
                "--norm bach          | did you mean batch?",
                "--optimizer adm      | did you mean adam?",
                "--optimizer sdg      | did you mean sgd?",
                "--schedule cosin     | did you mean cosine?",
                "--backend smid       | did you mean simd?",
                "--epoch 3            | unknown option --epoch; did you mean --epochs?",
                "--epoch=3            | unknown option --epoch; did you mean --epochs?",
                "--learning-rte 3     | did you mean --learning-rate?",
                "--unheard-of         | unknown option --unheard-of",
                "surplus              | 'surplus' is one word too many",
                "@missing.txt         | missing.txt: no such file (@missing.txt takes options from a file)",
                "--epochs             | --epochs",
                "--epochs 1 --epochs 2 | option '--epochs' (N) should be specified only once",
                "--lr 1 --learning-rate 2 | option '--lr' (X) should be specified only once"
            })
    void badUsageIsOneLine(String options, String reason) throws IOException {
        cli.train("--out {HOME}/run " + options).assertRefused(ExitCodes.USAGE, "mnist: ", reason);
        try (var files = Files.list(cli.home())) {
            assertEquals(1, files.count(), "something was written");
        }
    }

    /** With data that are not there: whoever looked for them first would exit with 3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--momentum 0.8 | --momentum 0.8 has no effect with --optimizer sgd: use --optimizer momentum",
                "--momentum 0.9 --optimizer adam | use --optimizer momentum, or leave --momentum out",
                "--beta1 0.8    | --beta1 0.8 has no effect with --optimizer sgd: use --optimizer adam",
                "--beta2 0.8 --optimizer momentum | use --optimizer adam, or leave --beta2 out",
                "--beta1 0.8 --optimizer rmsprop | --beta1 0.8 has no effect with --optimizer rmsprop",
                "--epsilon 1e-6 | --epsilon 1.0E-6 has no effect with --optimizer sgd",
                "--lr-every 3   | --lr-every 3 has no effect with --schedule constant: use --schedule step",
                "--lr-every 3 --schedule exponential | use --schedule step, or leave --lr-every out",
                "--lr-decay 0.9 --schedule cosine | use --schedule step, or leave --lr-decay out",
                "--lr-floor 0.1 --schedule step | use --schedule cosine, or leave --lr-floor out",
                "--warmup 1 --schedule one-cycle | --warmup 1.0 has no effect with --schedule one-cycle",
                "--augment-fade 2 | has no effect with --augment none: use --augment ciresan",
                "--augment ciresan --augment-end 0.5 | has no effect with --augment-fade 0: use --augment-fade 5",
                "--hidden none --activation tanh | has no effect with --hidden none: give hidden layers",
                "--hidden none --norm batch | --norm batch has no effect with --hidden none",
                "--hidden none --dropout 0.5 | --dropout 0.5 has no effect with --hidden none",
                "--hidden none --noise 0.3 | --noise 0.3 has no effect with --hidden none",
                "--label-smoothing 0.1 --loss mse | use --loss cross-entropy, or leave --label-smoothing out",
                "--warmup 9 --epochs 9 | does not fit",
                "--max-norm 0   | would leave no weights",
                "--dropout 1    | --dropout must be",
                "--residual --hidden 50 | never reaches over the input layer",
                "--activation sigmod | did you mean sigmoid?",
                "--optimizer adm | did you mean adam?",
                "--schedule cosin | did you mean cosine?",
                "--target-accuracy 98 | 0.98 for 98 %",
                "--validation 0 --patience 2 | needs images to watch",
                "--out {HOME}/digits | expected a new or empty folder, found files of another kind",
                "--out {HOME}/digits/train-images-idx3-ubyte | expected a new folder for the run, found a file"
            })
    void whatCannotBeIsRefusedBeforeDataAreLookedFor(String options, String reason) throws IOException {
        cli.command("train --data {HOME}/nowhere " + options).assertRefused(ExitCodes.USAGE, reason);
        try (var files = Files.list(cli.home())) {
            assertEquals(1, files.count(), "something was written");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--momentum 0.8 --optimizer momentum",
                "--momentum 0.8 --optimizer nesterov",
                "--beta2 0.9 --optimizer rmsprop",
                "--beta1 0.8 --beta2 0.9 --epsilon 1e-7 --optimizer adamw",
                "--lr-every 3 --lr-decay 0.3 --schedule step",
                "--lr-floor 0.1 --warmup 1 --schedule cosine",
                "--warmup 1 --schedule constant",
                "--augment-fade 1 --augment-end 0.5 --augment simard",
                "--hidden none --dropout 0 --norm none",
                "--momentum 0",
                "--label-smoothing 0.1 --output sigmoid",
                "--label-smoothing 0 --loss mse"
            })
    void whatHasAnEffectIsNot(String options) {
        cli.train("--dry-run " + options).assertDone();
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
        again.assertRefused(ExitCodes.USAGE, "an earlier run", "--resume " + cli.path("run"), "--out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4 | 4 | --receptive-field 5 | --receptive-field must be from 1 to 4 pixels, the side of an image",
                "2 | 8 | --receptive-field 2 | --receptive-field needs square images; these are 2 x 8: leave it out"
            })
    void receptiveFieldsMustFitTheImages(int rows, int columns, String options, String reason) {
        Path small = OtherSize.write(cli.path("small"), rows, columns);
        cli.command("train --out {HOME}/run --data " + small + " " + options).assertRefused(ExitCodes.USAGE, reason);
        assertFalse(Files.exists(cli.path("run")));
    }

    @Test
    void missingDataIsNamed() {
        cli.command("train --data {HOME}/nowhere").assertRefused(ExitCodes.DATA, "nowhere");
        assertFalse(Files.exists(cli.path("nowhere")));
    }

    @Test
    void damagedDataIsNamed() throws IOException {
        Path images = cli.data().resolve("train-images-idx3-ubyte");
        Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 5000));
        cli.train("--out {HOME}/run").assertRefused(ExitCodes.DATA, images.toString());
        assertFalse(Files.exists(cli.path("run")));
    }
}
