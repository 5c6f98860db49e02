package mnist.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.InvalidSetting;
import mnist.cli.frame.Failures;
import mnist.cli.frame.Usage;
import mnist.cli.options.Recipe;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.RunDirectory;
import mnist.store.json.Json;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Runs the command; where its options name a recipe, an earlier run, a model or a file that say further options, the
 * command line is read again with those. The command line wins over the file, the file over the model's network, that over
 * the run or the recipe. Who trains and chooses nothing gets the recipe "default".
 */
public final class PresetStrategy implements IExecutionStrategy {
    private static final String CONFIG = "--config";
    private static final String RECIPE = "--recipe";
    private static final String FROM = "--from";
    private static final String INIT_FROM = "--init-from";
    /** Options as a file has them. */
    static final String EXAMPLE = "{\"epochs\": 5, \"lr\": 0.1}";

    private static final Pattern OTHER_FORM = Pattern.compile("(?i)[.](ya?ml|toml|ini|py|xml|cfg|conf|properties)$");

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean preset = (List.of(CONFIG, RECIPE, FROM, INIT_FROM).stream().anyMatch(last::hasMatchedOption)
                        || choosesNothing(last))
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
            Presets presets = new Presets(last.commandSpec());
            Path file = last.matchedOptionValue(CONFIG, null);
            Map<String, Object> config = file == null ? Map.of() : read(file);
            addRecipe(presets, last, config);
            addEarlier(presets, last, config);
            presets.add(String.valueOf(file), config);
            presets.without(last.matchedOptions());
            CommandLine root = all.commandSpec().commandLine();
            ParseResult parsed = presets.parseAgain(root, all.originalArgs());
            boolean dropped =
                    presets.withoutOthersThan(String.valueOf(file), OptionConflicts.useless(last.commandSpec()));
            return dropped ? presets.parseAgain(root, all.originalArgs()) : parsed;
        } catch (InvalidSetting e) {
            throw Usage.error(last.commandSpec(), e);
        } catch (StoreException | IllegalArgumentException e) {
            throw new ParameterException(last.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    private static void addRecipe(Presets presets, ParseResult last, Map<String, Object> config) {
        Object recipe = choosesNothing(last) ? Recipe.DEFAULT : last.matchedOptionValue(RECIPE, config.get("recipe"));
        if (recipe != null) {
            String source = "recipe " + recipe;
            presets.add(source, Map.of("recipe", recipe));
            presets.add(source, fitted(Recipe.load(recipe.toString()).options(), last, config));
        }
    }

    /** For as many epochs as were asked for. */
    private static Map<String, Object> fitted(
            Map<String, Object> options, ParseResult last, Map<String, Object> config) {
        Object epochs = last.matchedOptionValue("--epochs", config.get("epochs"));
        return epochs instanceof Number number ? Recipe.fitted(options, number.intValue()) : options;
    }

    /** The settings of an earlier run, and the network of a model to begin with. */
    private static void addEarlier(Presets presets, ParseResult last, Map<String, Object> config) {
        Path from = last.matchedOptionValue(FROM, null);
        Object given = last.matchedOptionValue(INIT_FROM, config.get("init-from"));
        if (from == null && given == null) {
            return;
        }
        CommandLine command = last.commandSpec().commandLine();
        try {
            Object model = given;
            if (from != null && FormerRun.isModel(from)) {
                if (given != null) {
                    throw new ParameterException(
                            command, "--from " + from + ": is a model, as --init-from takes it: give one of the two");
                }
                model = from;
                presets.add(FROM, Map.of("init-from", from.toString()));
            } else if (from != null) {
                if (last.hasMatchedOption(RECIPE) || config.containsKey("recipe")) {
                    throw new ParameterException(
                            command, "--from and --recipe exclude each other: the run has options of its own");
                }
                Map<String, Object> options = FormerRun.read(from).options(last.commandSpec());
                presets.add(from.toString(), fitted(options, last, config));
                model = given == null ? options.get("init-from") : given;
            }
            if (model != null) {
                presets.add(
                        model.toString(),
                        StartOptions.model(Path.of(model.toString())).options());
            }
        } catch (StoreException e) {
            // It is the run or the model that is no good, not the command line.
            throw new ExecutionException(command, e.getMessage(), e);
        }
    }

    /** Who writes options in another form is told which is expected. */
    private static Map<String, Object> read(Path file) {
        Matcher ending = OTHER_FORM.matcher(file.toString());
        if (ending.find() && PathKind.exists(file)) {
            throw StoreException.of(
                    file,
                    "options as JSON",
                    "the name of a " + ending.group(1).toUpperCase(Locale.ROOT) + " file",
                    "write " + EXAMPLE + " into a .json file");
        }
        if (file.toString().startsWith("{")) {
            throw StoreException.of(
                    file,
                    "the name of a JSON file",
                    "options",
                    "write them into a file, or on the command line, as --epochs 5 --lr 0.1");
        }
        if (RunDirectory.isRun(file)) {
            throw StoreException.of(
                    file, "a JSON file of options", "a run", "--from " + file + " takes the options of that run");
        }
        // Whoever calls the options config.json has no run beside them.
        RunDirectory.ofFile(file).filter(RunDirectory::isBegun).ifPresent(run -> {
            throw StoreException.of(
                    file, "options", "a file of a run", "--from " + run + " takes the options of that run");
        });
        try {
            return Json.readWritten(file, "a JSON file", EXAMPLE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean choosesNothing(ParseResult last) {
        return last.commandSpec().userObject() instanceof TrainCommand
                && last.matchedOptions().stream().noneMatch(RecipeOptions::choosesTraining);
    }
}
