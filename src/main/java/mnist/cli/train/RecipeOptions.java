package mnist.cli.train;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.OptionSections.Section;
import mnist.cli.options.DataOptions;
import mnist.cli.options.PictureReadingOptions;
import mnist.cli.options.ReadingOptions;
import mnist.cli.options.Recipe;
import mnist.store.RecipeUse;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Options chosen together, by name. {@link PresetStrategy} fills them in. */
@Section("Recipe")
public final class RecipeOptions {
    /** What a recipe speaks of: where the results go and how fast they are computed does not change it. */
    private static final Set<Class<?>> DECIDING =
            Set.of(NetworkOptions.class, TrainingOptions.class, TeacherOptions.class, ValidationOptions.class);

    /** What an earlier run has decided besides. */
    private static final Set<Class<?>> OF_DATA =
            Set.of(DataOptions.class, PictureReadingOptions.class, ReadingOptions.class);

    private static final Set<Class<?>> CHOOSING =
            Set.of(StartOptions.class, NetworkOptions.class, TrainingOptions.class, TeacherOptions.class);

    /** Those that everybody may change without becoming a composer of networks. */
    private static final Set<String> MERE_NUMBERS = Set.of("--seed", "--epochs");

    private static final Set<String> CHOOSING_NAMES = Set.of("--recipe", "--list-recipes", "--config", "--resume");

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            completionCandidates = Recipe.Names.class,
            description = {
                "Options known to work well together; those on the command line replace single ones.",
                "Default: 'default' when no option of Start, Network, Training or Teacher is given besides --epochs and --seed;"
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

    /**
     * The recipe as it is noted in the run's settings, null without.
     *
     * @param former the run that is done again, by its own recipe, or null
     */
    RecipeUse use(GivenOptions given, StartOptions start, FormerRun former) {
        List<String> changed = new ArrayList<>(names(
                given, option -> isOf(DECIDING, option) && !option.longestName().equals("--seed")));
        if (start.isGivenModel()) {
            changed.add("init-from");
        }
        RecipeUse earlier = former == null ? null : former.settings().recipe();
        return name != null ? new RecipeUse(name, changed) : earlier == null ? null : earlier.changing(changed);
    }

    /** The options that make the run another than the one that it does again. */
    static List<String> changed(GivenOptions given) {
        return names(
                given,
                option ->
                        option.longestName().equals("--init-from") || isOf(DECIDING, option) || isOf(OF_DATA, option));
    }

    private static List<String> names(GivenOptions given, Predicate<OptionSpec> chosen) {
        return given.all().stream()
                .filter(chosen)
                .map(option -> option.shortestName().replaceFirst("^-+", ""))
                .toList();
    }

    /** What the supplier gives; where options contradict each other, the message says that some came from the recipe. */
    <T> T explaining(StartOptions start, Supplier<T> options) {
        try {
            return options.get();
        } catch (InvalidSetting e) {
            Object source = name != null ? "recipe " + name : start.from;
            String hint = source == null ? "" : "; options that were not given come from " + source;
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
