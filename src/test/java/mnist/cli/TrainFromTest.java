package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.data.generate.SomeDigits;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist train --from RUN}: that run again. */
class TrainFromTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits(200, 40);

    private Object sha256(String run) {
        return Json.read(cli.path(run + "/result.json")).get("tensors_sha256");
    }

    private RunSettings settings(String run) {
        return RunDirectory.view(cli.path(run)).readSettings();
    }

    private Cli.Result again(String options) {
        return cli.command("train --threads 1 --from {HOME}/run --out {HOME}/again " + options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--hidden 8 --seed 7",
                "--hidden none --batch full --output sigmoid --limit 90 --validation 0",
                "--hidden 9,9,7 --residual --norm batch --activation tanh --optimizer adamw --weight-decay 0.01",
                "--hidden 8 --norm layer --optimizer rmsprop --beta2 0.98 --schedule cosine --warmup 0.5 --lr-floor 0.1",
                "--hidden 8 --optimizer adam --schedule step --lr-every 1 --lr-decay 0.3 --init he --l1 1e-5 --max-norm 2",
                "--hidden 8 --optimizer nesterov --momentum 0.8 --dropout 0.2 --input-dropout 0.1 --ema 0.9 --clip-norm 1",
                "--hidden 8 --loss mse --output identity --lr 0.01 --noise 0.1 --input-noise 0.1 --validation test",
                "--hidden 8 --receptive-field 9 --augment ciresan,noise=0.1 --augment-fade 1 --augment-end 0.3",
                "--hidden 16 --receptive-field 9/5 --tied-epochs 1",
                "--hidden 8 --label-smoothing 0.1 --validation 17 --patience 3 --target-accuracy 0.99",
                "--hidden 8 --classes 0,1,2,3 --merge low=0,1 --resize 14 --batch 7 --checkpoint-every 3",
                "--recipe quick --limit 100",
                "--epochs 1"
            })
    void anUnchangedRunIsTheSame(String options) throws IOException {
        String epochs = options.contains("--epochs") ? "" : "--epochs 2 ";
        cli.train(epochs + "--out {HOME}/run " + options).assertDone();
        again("").assertDone().assertOut("from       " + cli.path("run") + ", unchanged");
        assertEquals(Files.readString(cli.path("run/config.json")), Files.readString(cli.path("again/config.json")));
        assertEquals(sha256("run"), sha256("again"));
    }

    @Test
    void optionsReplaceSingleSettings() throws IOException {
        cli.train("--epochs 1 --hidden 8 --optimizer adam --lr 0.01 --seed 3 --out {HOME}/run")
                .assertDone();
        again("--lr 0.02 --optimizer rmsprop --seed 4").assertDone().assertOut("with other lr, optimizer, seed");
        cli.train("--epochs 1 --hidden 8 --optimizer rmsprop --lr 0.02 --seed 4 --out {HOME}/said")
                .assertDone();
        assertEquals(Files.readString(cli.path("said/config.json")), Files.readString(cli.path("again/config.json")));
        assertEquals(sha256("said"), sha256("again"));
        assertNotEquals(sha256("run"), sha256("again"));
    }

    /** What follows from an option goes with it: the images held out, the first weights. */
    @Test
    void defaultsAreThoseOfTheNewSettings() {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        again("--limit 100 --activation tanh").assertDone();
        assertEquals(10, settings("again").data().validationImages());
        assertEquals(
                "xavier",
                settings("again").training().optimization().initializer().toString());
    }

    @Test
    void whatDoesNothingAnyMoreIsLeftOut() {
        cli.train(
                        "--epochs 2 --hidden 8 --optimizer momentum --schedule cosine --warmup 1 --norm batch --out {HOME}/run")
                .assertDone();
        again("--optimizer sgd --schedule one-cycle --epochs 1 --hidden none").assertDone();
        again("--momentum 0.5 --optimizer sgd")
                .assertRefused(ExitCodes.USAGE, "--momentum 0.5 has no effect with --optimizer sgd");
    }

    @Test
    void theRecipeIsNotClaimedForOtherSettings() {
        cli.train("--recipe quick --epochs 1 --out {HOME}/run").assertDone();
        again("--lr 0.01 --data {HOME}/digits").assertDone().assertOut("recipe     quick, with other epochs, lr");
        assertEquals(List.of("epochs", "lr"), settings("again").recipe().changed());
        cli.train("--epochs 1 --hidden 8 --out {HOME}/own").assertDone();
        cli.command("train --from {HOME}/own --epochs 2 --dry-run --json").assertDone();
        assertNull(settings("own").recipe());
    }

    @Test
    void aConfigFileDoesAndSaysSoForPrograms() throws IOException {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        Files.copy(cli.path("run/config.json"), cli.path("settings.json"));
        Files.writeString(cli.path("more.json"), "{\"lr\": 0.05, \"batch\": 16}");
        Map<String, Object> start = cli.command(
                        "train --from {HOME}/settings.json --config {HOME}/more.json --batch 8 --dry-run --json")
                .assertDone()
                .json();
        assertEquals(
                Map.of("run", cli.path("settings.json").toString(), "changed", List.of("lr", "batch")),
                start.get("from"));
        Map<?, ?> training = (Map<?, ?>) ((Map<?, ?>) start.get("settings")).get("training");
        assertEquals(0.05, training.get("learningRate"));
        assertEquals(8, training.get("batchSize"));
    }

    @Test
    void otherDataAreReadAsTheyAre() {
        cli.train("--epochs 1 --hidden 8 --classes 3,5,8 --out {HOME}/run").assertDone();
        SomeDigits.write(cli.path("others"), 90, 30);
        again("--data {HOME}/others").assertDone();
        assertEquals(10, settings("again").data().classes());
        SomeDigits.write(cli.data(), 190, 40);
        cli.command("train --from {HOME}/run --dry-run").assertDone().assertErr("the data have changed since");
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        cli.command("train --from {HOME}/nowhere")
                .assertRefused(ExitCodes.MODEL, "nowhere: expected the folder of a run, found no such folder");
        cli.command("train --from {HOME}/digits").assertRefused(ExitCodes.MODEL, "no config.json");
        Path file = Files.writeString(cli.path("bad.json"), "{\"format\": 99}");
        cli.command("train --from " + file).assertRefused(ExitCodes.MODEL, "bad.json: expected format 1, found 99");
        cli.train("--epochs 1 --hidden 8 --out {HOME}/run").assertDone();
        again("--recipe quick").assertRefused(ExitCodes.USAGE, "--from and --recipe exclude each other");
        cli.resume("run", "--from {HOME}/run").assertRefused(ExitCodes.USAGE, "leave out --from");
        again("--epochs 0").assertRefused(ExitCodes.USAGE, "--epochs must be 1 or more, not 0; options that were not");
        assertFalse(Files.exists(cli.path("again")));
    }

    @Test
    void anotherTeacherUnderTheSameNameIsNoticed() throws IOException {
        cli.train("--epochs 1 --hidden 8 --out {HOME}/teacher").assertDone();
        cli.train("--epochs 1 --hidden 8 --teacher {HOME}/teacher --out {HOME}/run")
                .assertDone();
        again("").assertDone();
        assertEquals(sha256("run"), sha256("again"));
        cli.train("--epochs 1 --hidden 8 --seed 2 --out {HOME}/other").assertDone();
        Files.copy(
                cli.path("other/best.safetensors"),
                cli.path("teacher/best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        cli.command("train --from {HOME}/run --out {HOME}/third")
                .assertRefused(ExitCodes.MODEL, "teacher/best.safetensors: expected tensors ", "put the teacher back");
    }
}
