package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mnist.cli.options.Recipe;
import mnist.cli.usage.ForeignWords;
import mnist.data.augment.Augmentation;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The table of words from elsewhere: what it sends people to exists. */
class ForeignWordsTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");
    private static final Pattern COMMAND = Pattern.compile("'mnist ([a-z]+)");

    private final List<CommandSpec> commands = commands(Main.commandLine());

    @Test
    void everyTargetOfAnOptionExists() {
        Set<String> labels = new HashSet<>();
        commands.forEach(command -> command.positionalParameters().stream()
                .map(ArgSpec::paramLabel)
                .forEach(label -> labels.addAll(List.of(label.split("\\|", -1)))));
        entries("option").filter(entry -> !entry.target().isEmpty()).forEach(entry -> {
            boolean exists =
                    entry.target().startsWith("--") ? isOption(entry.target()) : labels.contains(entry.target());
            assertTrue(exists, entry.toString());
        });
    }

    /** A line that is confined to commands says something of each, and none of its words is an option there. */
    @Test
    void whatIsConfinedSuitsItsCommands() {
        ForeignWords.entries().filter(entry -> entry.place().contains(" ")).forEach(entry -> {
            boolean options = entry.place().startsWith("option ");
            for (String name : entry.place().replaceFirst("^(option|word) ", "").split(", ", -1)) {
                CommandSpec command = commands.stream()
                        .filter(spec ->
                                spec.qualifiedName().replaceFirst("^mnist ", "").equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(entry));
                for (String word : entry.words()) {
                    String typed = word.startsWith("-") ? word : word.matches("[a-z0-9-]+") ? word : "7";
                    boolean said = options
                            ? ForeignWords.option(command, typed).isPresent()
                            : !word.equals(typed)
                                    || ForeignWords.word(command, typed).isPresent();
                    assertTrue(said, name + " " + word + " in " + entry);
                    assertFalse(options && command.findOption(word) != null, name + " " + word + " in " + entry);
                }
            }
        });
    }

    @Test
    void everyTargetOfACommandExists() {
        Set<String> names = Main.commandLine().getSubcommands().keySet();
        entries("command").forEach(entry -> {
            assertTrue(entry.target().isEmpty() || names.contains(entry.target()), entry.toString());
            assertTrue(entry.words().stream().noneMatch(names::contains), entry.toString());
        });
    }

    @Test
    void everyTargetOfAValueIsAValueOrAnOption() {
        List<ForeignWords.Entry> values = ForeignWords.entries()
                .filter(entry -> entry.place().startsWith("--"))
                .toList();
        assertFalse(values.isEmpty());
        for (ForeignWords.Entry entry : values) {
            List<String> known = values(entry.place());
            boolean exists = entry.target().isEmpty() || known.contains(entry.target()) || isOption(entry.target());
            assertTrue(exists, entry + ": " + known);
            assertTrue(entry.words().stream().noneMatch(known::contains), entry.toString());
        }
    }

    @Test
    void whatTheAdviceNamesExists() {
        ForeignWords.entries().forEach(entry -> {
            Matcher option = OPTION.matcher(entry.advice());
            while (option.find()) {
                assertTrue(isOption(option.group()), entry.toString());
            }
            Matcher command = COMMAND.matcher(entry.advice());
            while (command.find()) {
                assertTrue(Main.commandLine().getSubcommands().containsKey(command.group(1)), entry.toString());
            }
            assertFalse(entry.target().isEmpty() && entry.advice().isEmpty(), entry.toString());
        });
    }

    /** A word that the same target stands for twice, or that is the option itself, is a slip in the table. */
    @Test
    void noWordIsThereInVain() {
        Set<String> seen = new HashSet<>();
        ForeignWords.entries()
                .forEach(entry -> entry.words().forEach(word -> {
                    assertTrue(seen.add(entry.place() + " " + word + " " + entry.target()), word + " in " + entry);
                    assertTrue(
                            word.matches("-[A-Z]|.*[\\[*].*")
                                    || word.equals(word.toLowerCase(Locale.ROOT).replace('_', '-')),
                            entry.toString());
                    boolean own = word.startsWith("-")
                            && entry.target().startsWith("--")
                            && commands.stream()
                                    .filter(command -> command.findOption(entry.target()) != null)
                                    .allMatch(command -> command.findOption(word) != null);
                    assertFalse(own, word + " in " + entry);
                }));
    }

    private static Stream<ForeignWords.Entry> entries(String place) {
        return ForeignWords.entries()
                .filter(entry -> entry.place().split(" ", 2)[0].equals(place));
    }

    private boolean isOption(String name) {
        return commands.stream().anyMatch(command -> command.findOption(name) != null);
    }

    private List<String> values(String option) {
        if (option.equals("--augment")) {
            return Stream.concat(Augmentation.names().stream(), Augmentation.settings().stream())
                    .toList();
        }
        if (option.equals("--recipe")) {
            return Recipe.NAMES;
        }
        OptionSpec spec = commands.stream()
                .map(command -> command.findOption(option))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow();
        return spec.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(spec.completionCandidates().spliterator(), false)
                        .toList();
    }

    private static List<CommandSpec> commands(CommandLine top) {
        List<CommandSpec> commands = new ArrayList<>(List.of(top.getCommandSpec()));
        top.getSubcommands().values().forEach(command -> commands.addAll(commands(command)));
        return commands;
    }
}
