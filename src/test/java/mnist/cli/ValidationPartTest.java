package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.data.generate.SomeDigits;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --part validation}: the images that were held out when the model was trained. */
class ValidationPartTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    private void train(String options) {
        cli.train("--epochs 3 --hidden 8 --out {HOME}/run " + options).assertDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--seed 5 --validation 0.3",
                "--limit 90 --validation 40",
                "--classes 2,4,6,8 --validation 33",
                "--norm layer --ema 0.9 --validation 100"
            })
    void itGivesTheAccuracyOfTheBestEpoch(String options) {
        train(options);
        Map<String, Object> result = Json.read(cli.path("run/result.json"));
        Map<String, Object> measured = cli.command("eval {HOME}/run --part validation --json")
                .assertDone()
                .json();
        assertEquals(result.get("best_validation_accuracy"), measured.get("accuracy"));
        assertEquals("validation", measured.get("part"));
        assertEquals(false, measured.get("trained_on"));
        Map<String, Object> best = cli.command("compare {HOME}/run --json").json();
        assertEquals(result.get("best_validation_accuracy"), best.get("best_validation_accuracy"));
    }

    @Test
    void singleImagesCanBeLookedAt() {
        train("--validation 30");
        cli.command("predict {HOME}/run --part validation --index 29")
                .assertDone()
                .assertOut("held out 29");
        cli.command("predict {HOME}/run --part validation --index 30")
                .assertRefused(ExitCodes.USAGE, "--index 30: ", "held out has 30 images, numbered 0 to 29");
        cli.command("explain {HOME}/run --part validation --index 3")
                .assertDone()
                .assertOut("image 3 of", "held out");
        assertEquals(
                31,
                cli.command("predict {HOME}/run --part validation --csv")
                        .assertDone()
                        .out()
                        .lines()
                        .count());
        cli.command("eval {HOME}/run --part validation").assertDone().assertOut("held out, " + cli.data());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | --part validation: no images were held out when the model was trained; use --part test",
                "test | --part validation: the test images were watched when the model was trained; use --part test"
            })
    void whereNothingWasHeldOutItIsRefused(String validation, String reason) {
        train("--validation " + validation);
        for (String command : List.of("eval {HOME}/run", "predict {HOME}/run --index 0")) {
            cli.command(command + " --part validation").assertRefused(ExitCodes.USAGE, reason);
        }
    }

    @Test
    void otherImagesAreNotThoseHeldOut() {
        train("");
        SomeDigits.write(cli.path("others"), 301, 60);
        cli.command("eval {HOME}/run --part validation --data {HOME}/others")
                .assertRefused(ExitCodes.DATA, "are not the images that the model was trained on", "--data");
    }

    /** An ensemble's member must not have been trained on what another held out. */
    @Test
    void modelsThatHeldOutOtherImagesAreNotMeasuredTogether() {
        train("");
        cli.train("--epochs 1 --hidden 9 --seed 2 --out {HOME}/other").assertDone();
        cli.train("--epochs 1 --hidden 9 --out {HOME}/like").assertDone();
        cli.command("eval {HOME}/run {HOME}/other --part validation")
                .assertRefused(ExitCodes.USAGE, "other/best.safetensors was trained with other images held out than");
        cli.command("eval {HOME}/run {HOME}/like --part validation").assertDone();
    }

    @Test
    void aDataSetAloneHasNoSuchPart() {
        Cli.Result result = cli.command("data show {HOME}/digits --part validation");
        result.assertRefused(ExitCodes.USAGE, "--part", "expected one of train, test");
        assertFalse(cli.command("data show --help").out().contains("train|validation"));
        assertTrue(cli.command("eval --help").out().contains("test|train|validation"));
    }
}
