package mnist.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.DataOptions;
import mnist.cli.train.NetworkOptions;
import mnist.cli.train.RecipeOptions;
import mnist.cli.train.RunOptions;
import mnist.cli.train.TeacherOptions;
import mnist.cli.train.TrainingOptions;
import mnist.cli.train.ValidationOptions;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Lists a command's options under headings, by the mixin they come from. */
final class OptionSections implements IHelpSectionRenderer {
    private static final Map<Class<?>, String> HEADINGS = headings();
    private static final String OTHERS = "Other";

    private static Map<Class<?>, String> headings() {
        Map<Class<?>, String> headings = new LinkedHashMap<>();
        headings.put(RecipeOptions.class, "Recipe");
        headings.put(DataOptions.class, "Data");
        headings.put(ValidationOptions.class, "Data");
        headings.put(NetworkOptions.class, "Network");
        headings.put(TrainingOptions.class, "Training");
        headings.put(TeacherOptions.class, "Teacher");
        headings.put(RunOptions.class, "Run");
        headings.put(BackendOptions.class, "Computing");
        return headings;
    }

    /** The options under their headings, in the order of the headings; those without options are left out. */
    static Map<String, List<OptionSpec>> of(CommandSpec command) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        HEADINGS.values().forEach(heading -> sections.put(heading, new ArrayList<>()));
        sections.put(OTHERS, new ArrayList<>());
        for (OptionSpec option : command.options()) {
            sections.get(heading(option)).add(option);
        }
        sections.values().removeIf(List::isEmpty);
        return sections;
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        of(help.commandSpec()).forEach((heading, options) -> {
            text.append(System.lineSeparator()).append(heading).append(':').append(System.lineSeparator());
            text.append(help.optionListExcludingGroups(options));
        });
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        return option.userObject() instanceof Field field
                ? HEADINGS.getOrDefault(field.getDeclaringClass(), OTHERS)
                : OTHERS;
    }
}
