package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for more than there is gets what there is, and is told so in one line. */
class BeyondLimitsTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits(100, 20);

    @BeforeAll
    static void aModel() {
        cli.train("--hidden 4 --epochs 2 --validation 20 --out {HOME}/run").assertDone();
    }

    private static final String TRAIN = "train --data {HOME}/digits --dry-run --validation 20 ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--batch 81 | --batch 81: there are 80 images to train on; each step takes them all, as --batch full does",
                "--limit 101 | --limit 101: there are 100 training images; all are used",
                "--epochs 5 --patience 5 | --patience 5: the run has 5 epochs, so it never ends one early",
                "--epochs 2 --batch 40 --checkpoint-every 5 | --checkpoint-every 5: the run has 4 steps; checkpoints are"
                        + " written after its epochs alone",
                "--epochs 10 --schedule step | --lr-every 10: the run has 10 epochs; its rate never falls, as without"
                        + " --schedule step",
                "--hidden 784,128,10 | warning: --hidden names the hidden layers alone: 784 inputs and 10 outputs are"
                        + " there without it; if they were meant, leave them out, --hidden 128",
                "--hidden 784,10 | warning: --hidden names the hidden layers alone: 784 inputs and 10 outputs are there"
                        + " without it; if they were meant, leave them out, --hidden none",
                "--epochs 4 --schedule plateau --lr-every 4 | --lr-every 4: the run has 4 epochs; its rate never falls"
            })
    void trainTells(String options, String line) {
        assertOneLine(cli.command(TRAIN + options), line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--batch 80",
                "--batch full",
                "--limit 40",
                "--limit 100",
                "--epochs 5 --patience 4",
                "--epochs 2 --batch 40 --checkpoint-every 4",
                "--epochs 11 --schedule step",
                "--hidden 784",
                "--hidden 128,10",
                "--epochs 3"
            })
    void whatIsThereIsNotSpokenOf(String options) {
        assertEquals("", cli.command(TRAIN + options).assertDone().err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "predict {HOME}/run --index 0 --top 11 | --top 11: the model has 10 classes; all are shown",
                "predict {HOME}/run --index 0 --top 11 --json | --top 11: the model has 10 classes; all are shown",
                "eval {HOME}/run --worst 21 | --worst 21: there are",
                "train --threads 1 --resume {HOME}/run --patience 2 --epochs 2 | --patience 2: the run has 2 epochs"
            })
    void otherCommandsTell(String command, String line) {
        List<String> lines = cli.command(command).assertDone().err().lines().toList();
        assertTrue(lines.get(0).startsWith(line), lines.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "predict {HOME}/run --index 20",
                "predict {HOME}/run --index 5..30",
                "explain {HOME}/run --data {HOME}/digits --index 20",
                "data show {HOME}/digits --index 20"
            })
    void imagesThatAreNotThereAreRefused(String command) {
        cli.command(command).assertRefused(2, "--index ", "20 images, numbered 0 to 19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"predict {HOME}/run --index 0 --top 10", "predict {HOME}/run --index 0", "eval {HOME}/run"})
    void defaultsAreNotSpokenOf(String command) {
        assertEquals("", cli.command(command).assertDone().err());
    }

    private static void assertOneLine(Cli.Result result, String line) {
        List<String> lines = result.assertDone().err().lines().toList();
        assertEquals(1, lines.size(), result.err());
        assertTrue(lines.get(0).startsWith(line), lines.get(0));
    }
}
