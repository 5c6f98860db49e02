package mnist.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mnist.store.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that somebody gave, on the command line, in a file of arguments, or in the file of {@code --config}. Those
 * of a recipe are not among them.
 */
final class GivenOptions {
    private static final String COMMAND_LINE = "";

    private final CommandSpec command;

    /** Where each was given, as a message about it begins. */
    private final Map<OptionSpec, String> places = new LinkedHashMap<>();

    /** @param config the file of {@code --config}; null without */
    GivenOptions(CommandSpec command, Path config) {
        this.command = command;
        if (config != null) {
            Json.read(config).keySet().forEach(key -> places.put(command.findOption("--" + key), config + ": "));
        }
        List<String> words = command.commandLine().getParseResult().originalArgs();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            places.put(option, place(option, words));
        }
    }

    Set<OptionSpec> all() {
        return places.keySet();
    }

    boolean has(String name) {
        return places.containsKey(command.findOption(name));
    }

    /** The file in which the option stands and a colon; nothing for one on the command line. */
    String place(String name) {
        return places.getOrDefault(command.findOption(name), COMMAND_LINE);
    }

    private static String place(OptionSpec option, List<String> words) {
        if (words.stream().anyMatch(word -> isNamed(option, word))) {
            return COMMAND_LINE;
        }
        return words.stream()
                .filter(word -> word.startsWith("@") && stands(option, Path.of(word.substring(1))))
                .map(word -> word.substring(1) + ": ")
                .findFirst()
                .orElse(COMMAND_LINE);
    }

    private static boolean isNamed(OptionSpec option, String word) {
        return Stream.of(option.names()).anyMatch(name -> word.equals(name) || word.startsWith(name + "="));
    }

    /** A file that cannot be read any more merely goes unnamed: its options are known already. */
    private static boolean stands(OptionSpec option, Path file) {
        try {
            return Stream.of(Files.readString(file).split("[\\s\"']+")).anyMatch(word -> isNamed(option, word));
        } catch (IOException e) {
            return false;
        }
    }
}
