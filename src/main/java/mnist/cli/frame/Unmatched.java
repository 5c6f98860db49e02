package mnist.cli.frame;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Says what is wrong with a word on the command line that means nothing, and what was likely meant. */
final class Unmatched {
    private Unmatched() {}

    /** @param words that the command has no use for, in their order */
    static String message(CommandSpec command, List<String> words) {
        String word = words.get(0);
        if (word.startsWith("@") && word.length() > 1) {
            return word.substring(1) + ": no such file (" + word + " takes options from a file)";
        }
        if (word.startsWith("-")) {
            String name = word.split("=", 2)[0];
            if (name.equals("--data") && !command.positionalParameters().isEmpty()) {
                return command.name() + " takes the data without --data: " + command.qualifiedName() + " "
                        + command.positionalParameters().get(0).paramLabel();
            }
            return "unknown option " + name + Choices.suggestion(name, optionNames(command));
        }
        if (!command.subcommands().isEmpty()) {
            List<String> names = List.copyOf(command.subcommands().keySet());
            String suggestion = Choices.suggestion(word, names);
            return "unknown command '" + word + "'"
                    + (suggestion.isEmpty() ? ": expected one of " + String.join(", ", names) : suggestion);
        }
        return "'" + word + "' is one word too many: " + command.qualifiedName() + " has no use for it";
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }
}
