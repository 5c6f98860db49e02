package mnist.cli.train;

import java.nio.file.Path;
import java.util.Map;
import mnist.InvalidSetting;
import mnist.cli.frame.Failures;
import mnist.cli.frame.Usage;
import mnist.cli.options.Recipe;
import mnist.file.StoreException;
import mnist.store.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the command; where its options name a recipe, or a file with further options, the command line is read again with
 * those. The command line wins over the file, the file over the recipe. Who trains and chooses nothing gets the recipe
 * "default".
 */
public final class PresetStrategy implements IExecutionStrategy {
    private static final String CONFIG = "--config";
    private static final String RECIPE = "--recipe";

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean preset = (last.hasMatchedOption(CONFIG) || last.hasMatchedOption(RECIPE) || choosesNothing(last))
                && !last.isUsageHelpRequested()
                && !last.isVersionHelpRequested();
        try {
            return new RunLast().execute(preset ? withPresets(parsed, last) : parsed);
        } catch (OutOfMemoryError e) {
            return Failures.memoryUsedUp(e, last.commandSpec().commandLine());
        }
    }

    private static ParseResult withPresets(ParseResult all, ParseResult last) {
        try {
            Path file = last.matchedOptionValue(CONFIG, null);
            Map<String, Object> config = file == null ? Map.of() : Json.read(file);
            Object recipe =
                    choosesNothing(last) ? Recipe.DEFAULT : last.matchedOptionValue(RECIPE, config.get("recipe"));
            Presets presets = new Presets(last.commandSpec());
            String recipeSource = "recipe " + recipe;
            if (recipe != null) {
                presets.add(recipeSource, Map.of("recipe", recipe));
                Recipe loaded = Recipe.load(recipe.toString());
                Object epochs = last.matchedOptionValue("--epochs", config.get("epochs"));
                presets.add(
                        recipeSource,
                        epochs instanceof Number number ? loaded.optionsFor(number.intValue()) : loaded.options());
            }
            presets.add(String.valueOf(file), config);
            presets.without(last.matchedOptions());
            CommandLine root = all.commandSpec().commandLine();
            ParseResult parsed = presets.parseAgain(root, all.originalArgs());
            boolean dropped =
                    recipe != null && presets.withoutThoseOf(recipeSource, OptionConflicts.useless(last.commandSpec()));
            return dropped ? presets.parseAgain(root, all.originalArgs()) : parsed;
        } catch (InvalidSetting e) {
            throw Usage.error(last.commandSpec(), e);
        } catch (StoreException | IllegalArgumentException e) {
            throw new ParameterException(last.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    private static boolean choosesNothing(ParseResult last) {
        return last.commandSpec().userObject() instanceof TrainCommand
                && last.matchedOptions().stream().noneMatch(RecipeOptions::choosesTraining);
    }
}
