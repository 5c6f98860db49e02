package mnist.cli.train;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.OptionSections.Section;
import mnist.cli.options.Recipe;
import mnist.store.RecipeUse;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options chosen together, by name. {@link PresetStrategy} fills them in. */
@Section("Recipe")
public final class RecipeOptions {
    /** What a recipe speaks of: where the results go and how fast they are computed does not change it. */
    private static final Set<Class<?>> DECIDING =
            Set.of(NetworkOptions.class, TrainingOptions.class, TeacherOptions.class, ValidationOptions.class);

    private static final Set<Class<?>> CHOOSING =
            Set.of(NetworkOptions.class, TrainingOptions.class, TeacherOptions.class);

    /** Those that everybody may change without becoming a composer of networks. */
    private static final Set<String> MERE_NUMBERS = Set.of("--seed", "--epochs");

    private static final Set<String> CHOOSING_NAMES = Set.of("--recipe", "--list-recipes", "--config", "--resume");

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            completionCandidates = Recipe.Names.class,
            description = {
                "Options known to work well together; those on the command line replace single ones.",
                "Default: 'default' when no option of Network, Training or Teacher is given besides --epochs and --seed;"
                        + " else none, and the defaults below hold."
            })
    private String name;

    @Option(names = "--list-recipes", description = "List the recipes with what to expect of them, and stop.")
    boolean list;

    void print(Console console, boolean json) {
        List<Recipe> recipes = Recipe.all();
        if (json) {
            recipes.forEach(console::json);
            return;
        }
        console.results(Recipe.table(recipes));
        console.result("");
        console.result("Errors are on MNIST's test images, minutes on two cores; ? is not measured yet.");
        console.result("Train with one: %s train --recipe %s", Console.program(), Recipe.NAMES.get(0));
    }

    /** The recipe as it is noted in the run's settings, null without; {@code config} is the file of --config or null. */
    RecipeUse use(CommandSpec command, Path config) {
        if (name == null) {
            return null;
        }
        List<String> changed = new GivenOptions(command, config)
                .all().stream()
                        .filter(option ->
                                isOf(DECIDING, option) && !option.longestName().equals("--seed"))
                        .map(option -> option.shortestName().replaceFirst("^-+", ""))
                        .toList();
        return new RecipeUse(name, changed);
    }

    /** What the supplier gives; where options contradict each other, the message says that some came from the recipe. */
    <T> T explaining(Supplier<T> options) {
        try {
            return options.get();
        } catch (InvalidSetting e) {
            String hint = name == null ? "" : "; options that were not given come from recipe " + name;
            throw new InvalidSetting(e.setting(), e.reason() + hint);
        }
    }

    /** Whether an option shows that somebody composes a training, be it by a recipe, a file or a run to go on with. */
    static boolean choosesTraining(OptionSpec option) {
        return CHOOSING_NAMES.contains(option.longestName())
                || (isOf(CHOOSING, option) && !MERE_NUMBERS.contains(option.longestName()));
    }

    private static boolean isOf(Set<Class<?>> groups, OptionSpec option) {
        return option.userObject() instanceof Field field && groups.contains(field.getDeclaringClass());
    }
}
