package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.cli.frame.ExitCodes;
import mnist.cli.options.Recipe;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mnist train --recipe NAME}. */
class RecipeTest {
    @RegisterExtension
    private final Cli cli = Cli.withDigits();

    static List<String> names() {
        return Recipe.NAMES;
    }

    @Test
    void everyFileIsListed() throws IOException, URISyntaxException {
        Path folder = Path.of(Recipe.class.getResource("/mnist/recipes").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> found = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(Recipe.NAMES), found);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecipeIsAccepted(String name) {
        Cli.Result result = cli.train("--recipe " + name + " --dry-run --json").assertDone();
        Map<?, ?> settings = (Map<?, ?>) result.json().get("settings");
        assertEquals(Map.of("name", name, "changed", List.of()), settings.get("recipe"));
        // Not the defaults, but what stands in the file.
        Object epochs = Recipe.load(name).options().get("epochs");
        assertEquals(epochs, ((Map<?, ?>) settings.get("training")).get("epochs"));
    }

    /** A few epochs over few digits: no rate may be so high that a wide network runs away. */
    @ParameterizedTest
    @MethodSource("names")
    void everyRecipeTrains(String name) {
        assertNotDiverging(name, "--data {HOME}/digits");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRecipeTrainsOnStronglyWarpedDigits(String name) throws IOException {
        WarpedDigits.write(cli.path("warped"), Cli.IMAGES, Cli.TEST_IMAGES);
        assertNotDiverging(name, "--data {HOME}/warped");
    }

    /** No epoch's loss is twice that of guessing: what runs away is far above it at once. */
    private void assertNotDiverging(String name, String data) {
        Map<String, Object> options = Recipe.load(name).options();
        int epochs = 2 + ((Number) options.getOrDefault("warmup", 0)).intValue();
        String fade = options.containsKey("augment-fade") ? " --augment-fade 0" : "";
        Cli.Result result = cli.command("train --json --threads 2 --limit 200 --validation 40 --epochs " + epochs
                + " --out {HOME}/run --recipe " + name + " " + data + fade);
        List<Double> losses = result.assertDone().objects().stream()
                .filter(object -> "epoch".equals(object.get("event")))
                .map(object -> ((Number) object.get("train_loss")).doubleValue())
                .toList();
        assertEquals(epochs, losses.size());
        assertTrue(losses.stream().allMatch(loss -> loss < 2 * Math.log(10)), () -> name + ": " + losses);
    }

    @Test
    void theCommandLineWinsOverTheFileAndTheFileOverTheRecipe() throws IOException {
        Files.writeString(cli.path("config.json"), "{\"epochs\": 3, \"batch\": 50, \"recipe\": \"quick\"}");
        Cli.Result result = cli.train("--config {HOME}/config.json --epochs 2 --lr 0.02 --out {HOME}/run");
        result.assertDone().assertOut("recipe     quick, with other batch, epochs, lr", "2 epochs, batch 50");
        RunSettings settings =
                RunSettings.fromMap(RunDirectory.view(cli.path("run")).readConfig());
        assertEquals("quick", settings.recipe().name());
        assertEquals(List.of("batch", "epochs", "lr"), settings.recipe().changed());
        assertEquals(
                Recipe.load("quick").options().get("optimizer"),
                settings.training().optimization().optimizer().kind().toString());
    }

    /** The recipe's momentum and warm-up have no effect then, and nobody is to blame. */
    @Test
    void whatRecipesSayIsNotRefusedForWhatIsChanged() throws IOException {
        Map<String, Object> simard = Recipe.load("simard").options();
        assertTrue(simard.containsKey("momentum") || simard.containsKey("augment-fade"), simard.toString());
        Cli.Result result = cli.train("--dry-run --recipe simard --optimizer sgd --augment none --lr 0.1 --epochs 5");
        result.assertDone().assertOut("sgd, lr 0.1 cosine, warmup 1, ema");
        assertFalse(result.out().contains("fading"), result.out());
        result = cli.train("--dry-run --recipe simard --hidden none --schedule one-cycle")
                .assertDone();
        assertFalse(result.out().contains("normalization") || result.out().contains("warmup"), result.out());
        cli.train("--dry-run --recipe simard").assertOut("warmup 1,", "fading over 10 epochs to 0,");
        Files.writeString(cli.path("config.json"), "{\"optimizer\": \"sgd\", \"augment\": \"none\", \"lr\": 0.1}");
        cli.train("--dry-run --recipe simard --config {HOME}/config.json").assertDone();
    }

    /** The recipes that hold out nothing would else have to be written down anew to be measured on writers never seen. */
    @Test
    void anotherWayToHoldOutReplacesTheRecipes() throws IOException {
        assertEquals(0, Recipe.load("record").options().get("validation"));
        Files.writeString(cli.path("config.json"), "{\"writers-fold\": \"1/3\"}");
        for (String other : List.of("--writers-fold 1/3", "--holdout-writers 0.1", "--config {HOME}/config.json")) {
            // These digits do not say who wrote them, which is asked after the options were found to agree.
            cli.train("--recipe record " + other + " --epochs 1 --out {HOME}/run")
                    .assertRefused(ExitCodes.DATA, "does not say who wrote the images");
        }
        cli.train("--recipe record --writers-fold 1/3 --validation 10 --dry-run")
                .assertRefused(ExitCodes.USAGE, "--writers-fold and --validation exclude each other");
    }

    @Test
    void theRecipeStaysWithTheRun() {
        cli.train("--recipe quick --epochs 1 --seed 5 --out {HOME}/run").assertDone();
        cli.command("eval {HOME}/run --worst 0").assertDone().assertOut("recipe quick, with other epochs");
        assertEquals(
                Map.of("name", "quick", "changed", List.of("epochs")),
                cli.command("eval {HOME}/run --json").json().get("recipe"));
        cli.command("report {HOME}/run").assertDone();
        assertTrue(read("report.html").contains("\"recipe\":{\"name\":\"quick\",\"changed\":[\"epochs\"]}"));
        cli.train("--epochs 1 --lr 0.1 --out {HOME}/other").assertDone();
        assertFalse(cli.command("eval {HOME}/other --worst 0").out().contains("recipe"));
    }

    @Test
    void theDefaultRecipeIsUsedUnlessASettingIsGiven() {
        cli.train("--epochs 1 --seed 3 --out {HOME}/run").assertDone().assertOut("recipe     default");
        assertFalse(settings("run")
                .training()
                .regularisation()
                .augmentationPlan()
                .changes()
                .equals("none"));
        cli.train("--epochs 1 --batch 32 --out {HOME}/plain").assertDone();
        assertEquals(
                "none",
                settings("plain").training().regularisation().augmentationPlan().changes());
        assertEquals(
                "constant",
                settings("plain").training().optimization().schedule().kind().toString());
    }

    private RunSettings settings(String run) {
        return RunSettings.fromMap(RunDirectory.view(cli.path(run)).readConfig());
    }

    private String read(String file) {
        try {
            return Files.readString(cli.path("run").resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLongerRunIsSaidToBeOne() {
        cli.train("--recipe quick --limit 100 --out {HOME}/run").assertDone();
        Number epochs = (Number) Recipe.load("quick").options().get("epochs");
        cli.resume("run", "--epochs " + (epochs.intValue() + 1))
                .assertDone()
                .assertOut("recipe     quick, with other epochs, limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--recipe simart", "--recipe simart --data {HOME}/nowhere", "--config {HOME}/config.json"})
    void anUnknownRecipeIsRefusedBeforeAnythingIsLoaded(String options) throws IOException {
        Files.writeString(cli.path("config.json"), "{\"recipe\": \"simart\"}");
        cli.command("train --out {HOME}/run " + options)
                .assertRefused(ExitCodes.USAGE, "--recipe 'simart'", "did you mean simard?");
        assertFalse(Files.exists(cli.path("run")));
    }

    @Test
    void aContradictionNamesTheRecipe() {
        cli.train("--recipe simard --epochs 2 --warmup 2")
                .assertRefused(ExitCodes.USAGE, "--warmup 2 is in epochs", "come from recipe simard");
    }

    @Test
    void warmupFadingAndTiedEpochsAreShortenedForFewerEpochs() throws IOException {
        cli.train("--dry-run --recipe pyramid --epochs 8").assertDone().assertOut("windows tied for 6 epochs");
        cli.train("--dry-run --recipe simard --epochs 10").assertDone().assertOut("warmup 1,", "fading over 10 epochs");
        Cli.Result five = cli.train("--dry-run --recipe simard --epochs 5").assertDone();
        five.assertOut("warmup 1,");
        assertFalse(five.out().contains("fading"), five.out());
        Files.writeString(cli.path("config.json"), "{\"epochs\": 1, \"recipe\": \"record\"}");
        Cli.Result one = cli.train("--dry-run --config {HOME}/config.json").assertDone();
        assertFalse(one.out().contains("warmup"), one.out());
        assertEquals(
                8,
                new Recipe("", "", 0., 0., 0., Map.of("epochs", 20, "augment-fade", 18))
                        .optionsFor(9)
                        .get("augment-fade"));
    }

    @Test
    void aRunThatGoesOnHasItsRecipe() {
        cli.train("--recipe quick --epochs 1 --out {HOME}/run").assertDone();
        cli.resume("run", "--recipe plain").assertRefused(ExitCodes.USAGE, "leave out --recipe");
    }

    @Test
    void theListFitsTheScreen() {
        Cli.Result result = cli.command("train --list-recipes").assertDone();
        for (String name : Recipe.NAMES) {
            assertTrue(result.out().contains("\n" + name + " "), result.out());
        }
        result.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void theListForProgramsHasTheOptions() {
        List<Map<String, Object>> recipes =
                cli.command("train --list-recipes --json").objects();
        assertEquals(
                Recipe.NAMES,
                recipes.stream().map(recipe -> recipe.get("recipe")).toList());
        for (Map<String, Object> recipe : recipes) {
            assertEquals(
                    Json.compact(Recipe.load((String) recipe.get("recipe")).options()),
                    Json.compact(recipe.get("options")));
        }
    }
}
