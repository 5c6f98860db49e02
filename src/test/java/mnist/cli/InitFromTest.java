package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.ExitCodes;
import mnist.nn.Network;
import mnist.nn.Parameter;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.Traces;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist train --init-from MODEL}: the weights of a model, trained on. */
class InitFromTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits(200, 40);

    private void model(String options) {
        cli.train(oneEpoch(options) + "--out {HOME}/model " + options).assertDone();
    }

    private Cli.Result tuned(String options) {
        return cli.train(oneEpoch(options) + "--init-from {HOME}/model --out {HOME}/tuned " + options);
    }

    private static String oneEpoch(String options) {
        return options.contains("--epochs") ? "" : "--epochs 1 ";
    }

    private RunSettings settings(String run) {
        return RunDirectory.view(cli.path(run)).readSettings();
    }

    /** So small a step changes no weight; running statistics move by a tenth of the way in each step. */
    @ParameterizedTest
    @ValueSource(
            strings = {"--hidden 8", "--hidden 8,8 --residual --activation tanh", "--hidden 8 --norm batch --ema 0.9"})
    void theWeightsAreThoseOfTheModel(String network) {
        model(network);
        tuned("--lr 1e-30").assertDone().assertOut("start      the weights of " + cli.path("model/best.safetensors"));
        Network before = ModelFile.load(cli.path("model/best.safetensors")).network();
        Network after = ModelFile.load(cli.path("tuned/best.safetensors")).network();
        assertEquals(before.spec(), after.spec());
        for (int i = 0; i < before.parameters().size(); i++) {
            Parameter parameter = before.parameters().get(i);
            if (parameter.trainable()) {
                assertEquals(
                        boxed(parameter.value().data),
                        boxed(after.parameters().get(i).value().data),
                        parameter.name());
            }
        }
    }

    private static List<Float> boxed(float[] data) {
        List<Float> list = new ArrayList<>();
        for (float value : data) {
            list.add(value);
        }
        return list;
    }

    @Test
    void runningStatisticsComeAlong() {
        model("--hidden 8 --norm batch --epochs 9");
        tuned("--batch full --lr 1e-30").assertDone();
        float[] before = mean("model");
        float[] after = mean("tuned");
        float moved = 0;
        float size = 0;
        for (int i = 0; i < before.length; i++) {
            moved += Math.abs(after[i] - before[i]);
            size += Math.abs(before[i]);
        }
        assertTrue(moved < 0.1 * size, moved + " of " + size + ": one step moves them by less than a tenth");
    }

    private float[] mean(String run) {
        return ModelFile.load(cli.path(run + "/best.safetensors")).network().parameters().stream()
                .filter(parameter -> parameter.name().endsWith("running_mean"))
                .findFirst()
                .orElseThrow()
                .value()
                .data;
    }

    @Test
    void theRunSaysWithWhatItBegan() {
        model("--hidden 8");
        tuned("--lr 0.01").assertDone();
        RunSettings.StartWeights start = new RunSettings.StartWeights(
                cli.path("model/best.safetensors").toString(),
                ModelFile.tensorsSha256(cli.path("model/best.safetensors")));
        assertEquals(start, settings("tuned").start());
        assertEquals(
                start,
                ModelFile.load(cli.path("tuned/best.safetensors")).settings().start());
        assertEquals(
                Map.of("file", start.file(), "sha256", start.sha256()),
                ((Map<?, ?>) Json.read(cli.path("tuned/result.json")).get("settings")).get("start"));
        assertFalse(Json.read(cli.path("model/config.json")).containsKey("start"), "as older versions read it");
        cli.command("verify {HOME}/tuned").assertDone();
        cli.command("compare {HOME}/model {HOME}/tuned").assertDone().assertOut("init-from", start.file());
    }

    @Test
    void aModelFileAfterFromMeansTheSame() {
        model("--hidden 8");
        tuned("").assertDone();
        cli.train("--epochs 1 --from {HOME}/model/best.safetensors --out {HOME}/other")
                .assertDone();
        assertEquals(Traces.of(cli.path("tuned")), Traces.of(cli.path("other")));
        cli.train("--from {HOME}/model/best.safetensors --init-from {HOME}/model")
                .assertRefused(ExitCodes.USAGE, "is a model, as --init-from takes it: give one of the two");
        cli.command("train --threads 1 --from {HOME}/tuned --out {HOME}/again").assertDone();
        assertEquals(Traces.of(cli.path("tuned")), Traces.of(cli.path("again")));
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointBeginsWithTheSameWeights() throws IOException {
        model("--hidden 8 --norm batch");
        tuned("--epochs 2").assertDone();
        Traces whole = Traces.of(cli.path("tuned"));
        for (String file :
                List.of("result.json", "last.safetensors", "best.safetensors", "metrics.csv", "metrics.jsonl")) {
            Files.delete(cli.path("tuned/" + file));
        }
        cli.resume("tuned", "").assertDone().assertErr("beginning again");
        assertEquals(whole, Traces.of(cli.path("tuned")));
    }

    /** A checkpoint has all that is needed: the model may be gone by then. */
    @Test
    void aLongerRunIsTheSameAsAWholeOne() throws IOException {
        model("--hidden 8");
        tuned("--epochs 2 --optimizer adam --lr 0.003").assertDone();
        cli.train("--epochs 1 --init-from {HOME}/model --optimizer adam --lr 0.003 --out {HOME}/longer")
                .assertDone();
        Files.delete(cli.path("model/best.safetensors"));
        cli.resume("longer", "--epochs 2").assertDone().assertOut("start      the weights of");
        assertEquals(Traces.of(cli.path("tuned")), Traces.of(cli.path("longer")));
        cli.command("verify {HOME}/longer").assertDone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--hidden 9 | --hidden 9: --init-from MODEL has 8,8; leave it out",
                "--hidden none | --hidden none: --init-from MODEL has 8,8",
                "--activation relu | --activation relu: --init-from MODEL has tanh",
                "--norm none | --norm none: --init-from MODEL has batch",
                "--output sigmoid | --output sigmoid: --init-from MODEL has softmax",
                "--receptive-field 5 | --receptive-field 5: --init-from MODEL has 0",
                "--residual | --residual true: --init-from MODEL has false",
                "--init he | --init has no effect with --init-from"
            })
    void anotherNetworkIsRefused(String line) {
        model("--hidden 8,8 --activation tanh --norm batch");
        String[] parts = line.split(" \\| ", -1);
        String file = cli.path("model/best.safetensors").toString();
        tuned(parts[0]).assertRefused(ExitCodes.USAGE, parts[1].replace("MODEL", file));
        assertFalse(Files.exists(cli.path("tuned")));
        tuned("--hidden 8,8 --activation tanh --norm batch --output softmax").assertDone();
    }

    @Test
    void theLossMayBeAnother() {
        model("--hidden 8");
        tuned("--loss mse --lr 0.01").assertDone().assertOut("loss       mse of softmax outputs");
    }

    @Test
    void aRecipeTrainsTheModelsNetwork() {
        model("--hidden 8");
        tuned("--recipe quick").assertDone().assertOut("recipe     quick, with other epochs, init-from", "784-8-10");
    }

    @Test
    void otherImagesAndClassesAreRefused() throws IOException {
        model("--hidden 8");
        Path small = OtherSize.write(cli.path("small"), 8, 8);
        cli.command("train --init-from {HOME}/model --data " + small)
                .assertRefused(ExitCodes.DATA, "expected images of 28 x 28 pixels, found 8 x 8");
        tuned("--classes 0,1,2")
                .assertRefused(
                        ExitCodes.DATA,
                        "expected 10 (0 to 9), as " + cli.path("model/best.safetensors")
                                + " has them, found 3 (0 to 2)",
                        "train without --init-from");
        assertFalse(Files.exists(cli.path("tuned")));
    }

    @Test
    void imagesThatTheModelKnowsAreNoFairValidation() {
        model("--hidden 8");
        assertFalse(tuned("").assertDone().err().contains("flatters"));
        cli.train("--epochs 1 --init-from {HOME}/model --seed 2 --dry-run")
                .assertDone()
                .assertErr("validation flatters", "--seed 1");
        assertFalse(cli.train("--epochs 1 --init-from {HOME}/model --seed 2 --validation test --dry-run")
                .err()
                .contains("flatters"));
    }

    /** A run that is done again from a model has that one's network. */
    @Test
    void theNetworkThatTheModelChangesIsNamed() {
        model("--hidden 8 --activation tanh");
        cli.train("--epochs 1 --hidden 5 --out {HOME}/former").assertDone();
        String out = cli.command("train --from {HOME}/former --init-from {HOME}/model --dry-run")
                .assertDone()
                .out()
                .replaceAll("\\s+", " ");
        assertTrue(out.contains("with other init-from, hidden, activation data "), out);
    }

    /** Nothing is advised that would not help. */
    @Test
    void aModelThatHeldNothingOutKnowsAllImages() {
        model("--hidden 8 --validation 0");
        Cli.Result result = tuned("").assertDone();
        result.assertErr("without holding images out", "validation flatters");
        assertFalse(result.err().contains("--seed"), result.err());
    }

    @Test
    void nobodyKnowsWhatAnImportedModelHasSeen() {
        model("--hidden 8");
        cli.command("export {HOME}/model --to {HOME}/net.npz").assertDone();
        for (String data : List.of("", " --data {HOME}/digits")) {
            String file = "{HOME}/imported" + data.length() + ".safetensors";
            cli.command("import {HOME}/net.npz --to " + file + data).assertDone();
            Cli.Result result =
                    cli.train("--epochs 1 --dry-run --init-from " + file).assertDone();
            result.assertErr("was imported", "validation may flatter");
            assertFalse(result.err().contains("--seed"), result.err());
        }
    }

    @Test
    void whatIsNoModelIsRefused() {
        cli.train("--init-from {HOME}/nowhere").assertRefused(ExitCodes.MODEL, "nowhere", "no such file");
        cli.train("--init-from {HOME}/digits").assertRefused(ExitCodes.MODEL, "a folder without best.safetensors");
        cli.train("--from {HOME}/digits/train-images-idx3-ubyte").assertRefused(ExitCodes.MODEL, "safetensors");
    }

    @Test
    void theModelMayNotChangeUnderARun() throws IOException {
        model("--hidden 8");
        tuned("").assertDone();
        cli.train("--epochs 1 --hidden 8 --seed 5 --out {HOME}/other").assertDone();
        Files.copy(
                cli.path("other/best.safetensors"),
                cli.path("model/best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        cli.command("train --from {HOME}/tuned --out {HOME}/again")
                .assertRefused(ExitCodes.MODEL, "expected tensors ", "as when the run began", "put the start back");
        cli.command("train --from {HOME}/tuned --init-from {HOME}/other --out {HOME}/again")
                .assertDone();
        assertNotEquals(settings("tuned").start(), settings("again").start());
    }
}
