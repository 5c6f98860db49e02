package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.cli.frame.ExitCodes;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mnist train --config FILE}. */
class ConfigOptionTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    private Path config;

    @BeforeEach
    void someDigits() {
        config = cli.path("config.json");
    }

    @Test
    void optionsComeFromTheFile() throws IOException {
        Files.writeString(config, """
                {"epochs": 3, "lr": 0.25, "hidden": "16,16", "activation": "tanh", "batch": "full", "l2": 1e-4,
                 "validation": 0.1, "seed": 12345678901}
                """);
        cli.train("--config {HOME}/config.json --out {HOME}/run").assertDone();
        RunSettings settings =
                RunSettings.fromMap(RunDirectory.view(cli.path("run")).readConfig());
        assertEquals("784-16-16-10", settings.network().widths());
        assertEquals("tanh", settings.network().activation().toString());
        assertEquals(3, settings.training().epochs());
        assertEquals(0.25f, settings.training().learningRate());
        assertEquals(270, settings.training().batchSize());
        assertEquals(1e-4f, settings.training().optimization().penalty().l2());
        assertEquals(30, settings.data().validationImages());
        assertEquals(12345678901L, settings.training().seed());
    }

    @Test
    void theCommandLineWins() throws IOException {
        Files.writeString(config, "{\"epochs\": 3, \"learning-rate\": 0.25, \"hidden\": [16, 16], \"batch\": 7}");
        for (String order : new String[] {
            "--epochs 5 --lr 0.5 --config {HOME}/config.json", "--config={HOME}/config.json --epochs 5 --lr 0.5"
        }) {
            cli.train("--dry-run " + order)
                    .assertDone()
                    .assertOut("parameters 13,002", "5 epochs, batch 7, sgd, lr 0.5");
        }
    }

    @Test
    void flagsAreTrueOrFalse() throws IOException {
        Files.writeString(config, "{\"json\": true, \"dry-run\": true, \"quiet\": false}");
        for (String options : new String[] {"", "--json", "--dry-run --json"}) {
            Cli.Result result = cli.train("--config {HOME}/config.json --out {HOME}/run " + options);
            assertEquals("start", result.assertDone().json().get("event"), options);
        }
        assertFalse(Files.exists(cli.path("run")));
        Files.writeString(config, "{\"json\": false}");
        assertEquals(
                "start",
                cli.train("--dry-run --json --config {HOME}/config.json")
                        .assertDone()
                        .json()
                        .get("event"));
    }

    @Test
    void itMayBeNamedInAFileOfArguments() throws IOException {
        Files.writeString(config, "{\"epochs\": 3}");
        Files.writeString(cli.path("options.txt"), "--config " + config);
        cli.train("--dry-run @{HOME}/options.txt").assertDone().assertOut("3 epochs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'momentum': 0.8, 'lr': 1}                | --momentum 0.8 has no effect with --optimizer sgd",
                "{'schedule': 'cosine', 'lr-every': 3}     | --lr-every 3 has no effect with --schedule cosine",
                "{'loss': 'mse', 'label-smoothing': 0.1}   | --label-smoothing spreads",
                "{'hidden': 'none', 'activation': 'tanh'}  | --activation tanh has no effect with --hidden none"
            })
    void whatHasNoEffectIsRefusedWithTheFile(String content, String reason) throws IOException {
        Files.writeString(config, content.replace('\'', '"'));
        cli.train("--out {HOME}/run --config {HOME}/config.json")
                .assertRefused(ExitCodes.USAGE, "mnist: " + config + ": " + reason);
        assertFalse(Files.exists(cli.path("run")));
    }

    @Test
    void aRefusalNamesTheFileOfArgumentsToo() throws IOException {
        Path arguments = Files.writeString(cli.path("options.txt"), "--epochs 3\n--momentum=0.8\n");
        cli.train("@{HOME}/options.txt")
                .assertRefused(ExitCodes.USAGE, "mnist: " + arguments + ": --momentum 0.8 has no effect");
        cli.train("@{HOME}/options.txt --optimizer nesterov --dry-run").assertDone();
        Files.writeString(arguments, "--epochs 3");
        cli.train("@{HOME}/options.txt --momentum 0.8")
                .assertRefused(ExitCodes.USAGE, "mnist: --momentum 0.8 has no effect");
    }

    @Test
    void whatAnotherOptionMakesUsefulIsNotRefused() throws IOException {
        Files.writeString(config, "{\"momentum\": 0.8, \"hidden\": 16, \"augment-fade\": 0}");
        cli.train("--dry-run --config {HOME}/config.json --optimizer momentum").assertDone();
    }

    @Test
    void helpDoesNotNeedTheFile() {
        cli.command("train --config {HOME}/nowhere.json --help").assertDone().assertOut("--config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'epoch': 3}              | unknown key 'epoch'   | did you mean epochs?",
                "{'xyzzy': 3}              | unknown key 'xyzzy'   | name of an option",
                "{'resume': 'x'}           | unknown key 'resume'  | name of an option",
                "{'config': 'x'}           | unknown key 'config'  | name of an option",
                "{'lr': 1, 'learning-rate': 2} | 'lr'              | the same option",
                "{'epochs': 'many'}        | 'epochs'              | 'many' is not a whole number",
                "{'epochs': 1.5}           | 'epochs'              | '1.5' is not a whole number",
                "{'epochs': true}          | 'epochs'              | expected a number or a text",
                "{'epochs': null}          | 'epochs'              | found null",
                "{'epochs': {'a': 1}}      | 'epochs'              | expected a number or a text",
                "{'json': 1}               | 'json'                | true or false",
                "{'json': 'true'}          | 'json'                | true or false",
                "{'epochs': 1, 'epochs': 2} | epochs               | for the second time",
                "{'epochs': 5              | the end of the text in the middle of it | expected a JSON object",
                "{'epochs' 3}              | line 1                | expected a JSON object",
                "[1]                       | found                 | expected a JSON object",
                "``                        | found                 | expected a JSON object"
            })
    void whatIsWrongIsNamedWithTheFile(String content, String key, String reason) throws IOException {
        Files.writeString(config, content == null ? "" : content.replace('\'', '"'));
        Cli.Result result = cli.train("--out {HOME}/run --config {HOME}/config.json");
        String quoted = result.err().replace('"', '\'');
        new Cli.Result(result.exitCode(), result.out(), quoted)
                .assertRefused(ExitCodes.USAGE, config.toString(), key, reason);
        assertFalse(Files.exists(cli.path("run")));
    }

    @Test
    void aMissingFileIsNamed() {
        cli.train("--config {HOME}/nowhere.json")
                .assertRefused(ExitCodes.USAGE, cli.path("nowhere.json").toString());
    }

    @Test
    void oneFileLeavesNothingBehindForTheNextCommand() throws IOException {
        Files.writeString(config, "{\"epochs\": 3}");
        cli.train("--dry-run --config {HOME}/config.json").assertDone().assertOut("3 epochs");
        Cli.Result plain = cli.train("--dry-run").assertDone();
        assertFalse(plain.out().contains(" 3 epochs"), plain.out());
    }
}
