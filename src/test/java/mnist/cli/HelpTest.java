package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What every command's help has in common. */
class HelpTest {
    private static final int COMMANDS = 23;

    @RegisterExtension
    private final Cli cli = new Cli();

    @Test
    void itFitsInto80Columns() {
        for (CommandLine command : commands(Main.commandLine())) {
            command.getUsageMessage().lines().forEach(line -> assertTrue(line.length() <= 80, line));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 55, 79})
    void itFitsANarrowTerminal(int columns) {
        for (CommandLine command : commands(Main.commandLine())) {
            String words = (command.getCommandSpec().qualifiedName() + " --help").replaceFirst("^mnist ", "");
            Cli.Result result = OnTerminal.of(columns, () -> cli.command(words)).assertDone();
            for (String line : result.out().lines().toList()) {
                boolean oneWord = line.strip().indexOf(' ') < 0;
                assertTrue(line.length() <= columns || oneWord, words + ": " + line);
            }
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertTrue(
                        option.hidden() || result.out().contains(option.longestName()), words + option.longestName());
            }
        }
    }

    @Test
    void itIsAskedForInManyWays() {
        String train = cli.command("train --help").assertDone().out();
        assertEquals(train, cli.command("help train").assertDone().out());
        assertEquals(train, cli.command("--help train").assertDone().out());
        String fetch = cli.command("data fetch --help").assertDone().out();
        assertEquals(fetch, cli.command("help data fetch").assertDone().out());
        assertEquals(fetch, cli.command("data help fetch").assertDone().out());
        assertEquals(
                cli.command("--help").out(), cli.command("help").assertDone().out());
        assertEquals(
                cli.command("--version").out(),
                cli.command("version").assertDone().out());
        cli.command("--help").assertOut("'mnist help COMMAND'", "'mnist version'");
    }

    /** picocli would break a longer one in two, which then cannot be copied. */
    @Test
    void itsExamplesAreWhole() {
        for (CommandLine command : commands(Main.commandLine())) {
            String[] examples = command.getCommandSpec().usageMessage().customSynopsis();
            assertTrue(examples.length > 1, command.getCommandName() + " begins without an example");
            for (String example : examples) {
                assertTrue(("Usage: " + example.strip()).length() <= 80, example);
            }
        }
    }

    @Test
    void everyOptionSaysWhatItIsForInWordsOfItsOwn() {
        for (CommandLine command : commands(Main.commandLine())) {
            CommandSpec spec = command.getCommandSpec();
            List<String> texts = spec.options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::description)
                    .map(text -> String.join(" ", text))
                    .toList();
            assertTrue(texts.stream().noneMatch(String::isBlank), spec.qualifiedName());
            assertEquals(texts.size(), texts.stream().distinct().count(), spec.qualifiedName() + ": " + texts);
        }
    }

    /** A list of commands shows the first paragraph alone. */
    @Test
    void whatACommandDoesIsWhole() {
        for (CommandLine command : commands(Main.commandLine())) {
            String does = command.getCommandSpec().usageMessage().description()[0];
            assertTrue(does.endsWith("."), does);
        }
    }

    @Test
    void noCommandIsLeftOut() {
        assertTrue(commands(Main.commandLine()).size() >= COMMANDS);
    }

    /** A command and all below it. */
    private static List<CommandLine> commands(CommandLine top) {
        List<CommandLine> commands = new ArrayList<>(List.of(top));
        top.getSubcommands().values().forEach(command -> commands.addAll(commands(command)));
        return commands;
    }
}
