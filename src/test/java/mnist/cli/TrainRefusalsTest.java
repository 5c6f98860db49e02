package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    @ValueSource(
            strings = {
                "--epochs 0",
                "--epochs x",
                "--lr 0",
                "--lr -1",
                "--lr NaN",
                "--lr Infinity",
                "--epochs 3.5",
                "--batch 0",
                "--batch half",
                "--seed one",
                "--momentum 1 --optimizer momentum",
                "--momentum -0.1 --optimizer nesterov",
                "--beta1 1 --optimizer adam",
                "--beta2 1.5 --optimizer rmsprop",
                "--epsilon 0 --optimizer adamw",
                "--epsilon Infinity --optimizer adam",
                "--warmup -1",
                "--lr-decay 0 --schedule step",
                "--lr-decay 2 --schedule exponential",
                "--lr-every 0 --schedule step",
                "--lr-floor 2 --schedule cosine",
                "--l1 -1",
                "--l2 NaN",
                "--l2 30 --lr 0.1",
                "--weight-decay -1",
                "--weight-decay 10 --lr 0.1",
                "--max-norm 0",
                "--dropout 1",
                "--dropout -0.5",
                "--input-dropout 1",
                "--noise -0.1",
                "--noise NaN",
                "--input-noise 1.5",
                "--label-smoothing 1",
                "--clip-norm -1",
                "--ema 1",
                "--patience -1",
                "--hidden 0",
                "--hidden -5",
                "--hidden 16,,16",
                "--hidden many",
                "--hidden 99999999999",
                "--hidden 900000,900000",
                "--augment simard --augment-fade 2 --augment-end 1.5",
                "--augment-fade 9 --epochs 3 --augment simard",
                "--augment cirsan",
                "--augment xyz",
                "--augment-fade -1",
                "--residual --hidden none",
                "--receptive-field -1",
                "--receptive-field 2000000000",
                "--receptive-field 9 --hidden none",
                "--tied-epochs -1 --receptive-field 7/2 --hidden 121",
                "--tied-epochs 4 --receptive-field 7/2 --hidden 121 --epochs 3",
                "--residual --hidden 9",
                "--validation x",
                "--validation -1",
                "--validation NaN",
                "--validation 1.5",
                "--validation 2.5e99",
                "--limit -1",
                "--threads -1",
                "--threads two",
                "--checkpoint-every -1",
                "--target-accuracy -1",
                "--require-accuracy 1.1",
                "--max-time 0",
                "--max-time -3",
                "--target-accuracy 0.9 --validation 0",
                "--patience 2 --validation 0",
                "--schedule plateau --validation 0",
                "--activation relus",
                "--activation xyz",
                "--output softmaxx",
                "--loss crossentropy",
                "--init xaver",
                "--norm bach",
                "--optimizer adm",
                "--optimizer sdg",
                "--schedule cosin",
                "--backend smid",
                "--epochs",
                "--momentum 0.9 --optimizer adam",
                "--beta1 0.8",
                "--beta2 0.8 --optimizer momentum",
                "--beta1 0.8 --optimizer rmsprop",
                "--epsilon 1e-6",
                "--lr-every 3",
                "--lr-every 3 --schedule exponential",
                "--lr-decay 0.9 --schedule cosine",
                "--lr-floor 0.1 --schedule step",
                "--warmup 1 --schedule one-cycle",
                "--augment-fade 2",
                "--augment ciresan --augment-end 0.5",
                "--activation tanh --hidden none",
                "--norm batch --hidden none",
                "--noise 0.3 --hidden none",
                "--label-smoothing 0.1 --loss mse",
                "--tied-epochs 1",
                "--tied-epochs 1 --receptive-field 9",
                "--warmup 9 --epochs 9",
                "--residual --hidden 50"
            })
    void theFirstOfTheseOptionsIsRefusedBeforeDataAreLookedFor(String options) throws IOException {
        Cli.Result result = cli.command("train --data {HOME}/nowhere --out {HOME}/run " + options);
        result.assertRefused(ExitCodes.USAGE);
        String start = "mnist: " + options.split(" ")[0] + "\\b";
        assertTrue(Pattern.compile(start).matcher(result.err()).lookingAt(), result.err());
        assertNothingWritten();
    }

    /** What is wrong, why, and a cure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--lr abc | --lr 'abc' is not a number: expected one like 0.1",
                "--epochs 3000000000 | --epochs '3000000000' is beyond 2147483647 in size",
                "--warmup 5 --epochs 5 | --warmup 5 is in epochs, and does not fit into the training: expected less than 5; shorten it",
                "--augment simard,rotatoin=3 | --augment 'rotatoin' is not known; did you mean rotation?",
                "--norm batch --batch 1 | use --norm layer, or --batch 2 or more",
                "--validation 1.0 | --validation 1.0: expected a fraction below 1, a whole number of images, or 'test'",
                "--target-accuracy 98 | 0.98 for 98 %",
                "--output identity --loss cross-entropy | cross-entropy needs probabilities",
                "--activation sigmod | did you mean sigmoid?",
                "--epoch 3 | unknown option --epoch; did you mean --epochs?",
                "--epoch=3 | unknown option --epoch; did you mean --epochs?",
                "--learning-rte 3 | did you mean --learning-rate?",
                "--unheard-of | unknown option --unheard-of",
                "surplus | 'surplus' is one word too many",
                "@missing.txt | missing.txt: no such file (@missing.txt takes options from a file)",
                "--epochs 1 --epochs 2 | --epochs is given twice: give it once",
                "--lr 1 --learning-rate 2 | --lr is given twice: give it once (--learning-rate is the same option)",
                "--momentum 0.8 | --momentum 0.8 has no effect with --optimizer sgd: use --optimizer momentum",
                "--hidden none --dropout 0.5 | --dropout 0.5 has no effect with --hidden none",
                "--out {HOME}/digits | expected a new or empty folder, found files of another kind",
                "--out {HOME}/digits/train-images-idx3-ubyte | expected a new folder for the run, found a file"
            })
    void refusalsSayWhatIsWrongAndWhatToDo(String options, String reason) throws IOException {
        cli.command("train --data {HOME}/nowhere " + options).assertRefused(ExitCodes.USAGE, "mnist: ", reason);
        assertNothingWritten();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--validation 300", "--augment rotation=5,gentle=12"})
    void whatDoesNotFitTheDataIsRefused(String options) throws IOException {
        cli.train("--out {HOME}/run " + options).assertRefused(ExitCodes.USAGE, options.split(" ")[0]);
        assertNothingWritten();
    }

    /** All of them are of use with other data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--label-column 1 | no table",
                "--image-array x | no NumPy file",
                "--label-array y | no NumPy file",
                "--prepare digit | no folder of pictures",
                "--test-share 0.3 | not without a test part"
            })
    void whatDoesNothingWithTheDataIsRefused(String option, String reason) throws IOException {
        cli.train("--out {HOME}/run " + option)
                .assertRefused(ExitCodes.USAGE, option + ": has no effect, as " + cli.data() + " is " + reason);
        assertNothingWritten();
    }

    private void assertNothingWritten() throws IOException {
        try (Stream<Path> files = Files.list(cli.home())) {
            assertEquals(List.of(cli.data()), files.toList());
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
    void optionsThatHaveAnEffectAreAccepted(String options) {
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
                "4 | 4 | --receptive-field 2/2,2/1 --hidden 8 | --receptive-field 2/2,2/1: has windows for 2 hidden layers",
                "4 | 4 | --receptive-field 2/2 --hidden 6 | its width must be a multiple of 4, for example 8, not 6",
                "2 | 8 | --receptive-field 2/2 | --receptive-field needs square images; these are 8 x 2: leave it out",
                "2 | 8 | --receptive-field 2 | --receptive-field needs square images; these are 8 x 2: leave it out"
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
