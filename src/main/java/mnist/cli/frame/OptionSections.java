package mnist.cli.frame;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lists a command's options under the headings that their classes bear, see {@link Section}. */
public final class OptionSections implements IHelpSectionRenderer {
    private static final String OTHERS = "Options";

    /** The heading under which a long help lists the options of the class that bears it. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Section {
        String value();
    }

    private OptionSections() {}

    /** From now on the command's help has sections. */
    public static void divide(CommandLine command) {
        command.getCommandSpec().usageMessage().optionListHeading("");
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
    }

    /** The options in the order of the help, under their headings; without headings under "" if the help has none. */
    public static Map<String, List<OptionSpec>> of(CommandLine command) {
        boolean divided =
                command.getHelpSectionMap().get(UsageMessageSpec.SECTION_KEY_OPTION_LIST) instanceof OptionSections;
        return of(command.getCommandSpec(), divided);
    }

    private static Map<String, List<OptionSpec>> of(CommandSpec command, boolean divided) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        command.options().stream()
                .sorted(Comparator.comparing(OptionSpec::order))
                .forEach(option -> sections.computeIfAbsent(divided ? heading(option) : "", key -> new ArrayList<>())
                        .add(option));
        return sections;
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        of(help.commandSpec(), true)
                .forEach((heading, options) ->
                        text.append(String.format("%n%s:%n%s", heading, help.optionListExcludingGroups(options))));
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        Section section = option.userObject() instanceof Member member
                ? member.getDeclaringClass().getAnnotation(Section.class)
                : null;
        return section == null ? OTHERS : section.value();
    }
}
