package mnist.cli.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What people type who know other programs, and what it is called here: the table in {@code foreign-words.txt}. */
public final class ForeignWords {
    private static final String TABLE = "/mnist/cli/foreign-words.txt";

    private ForeignWords() {}

    /**
     * Some words that mean the same.
     *
     * @param place "option", "command", the option of which they are values, or the command of which they are none
     * @param target what they are called here; empty where there is no such thing
     * @param advice in a sentence; empty where the target says it all
     */
    public record Entry(String place, List<String> words, String target, String advice) {
        private static Entry of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Entry(
                    cells[0].strip(),
                    List.of(cells[1].strip().split(" +", -1)),
                    cells[2].strip(),
                    cells.length < 4 ? "" : cells[3].strip());
        }

        private boolean has(String sought, String word) {
            return place.equals(sought) && words.contains(word);
        }

        /** Whether the command has what the words mean; a command has what does not exist, too: it says so. */
        boolean suits(CommandSpec command) {
            return target.isEmpty() || (target.startsWith("-") ? command.findOption(target) != null : labels(command));
        }

        private boolean labels(CommandSpec command) {
            return command.positionalParameters().stream()
                    .map(argument -> argument.paramLabel())
                    .anyMatch(label -> List.of(label.split("\\|", -1)).contains(target));
        }

        private String said() {
            return advice.isEmpty() ? "it is called " + target + " here" : advice;
        }
    }

    /** What to do about an option that the command does not have, if it is known from elsewhere. */
    public static Optional<String> option(CommandSpec command, String name) {
        return meanings(name)
                .filter(entry -> entry.suits(command))
                .findFirst()
                .map(entry -> entry.said().replace("{command}", command.qualifiedName()));
    }

    /** What an option from elsewhere is called here, in one command or another. */
    static Stream<String> optionTargets(String name) {
        return meanings(name).map(Entry::target).filter(target -> target.startsWith("--"));
    }

    private static Stream<Entry> meanings(String name) {
        String word = plain(name);
        return entries().filter(entry -> entry.has("option", word));
    }

    /** What a command from elsewhere, which was expected in {@code parent}, is called here. */
    static Optional<String> command(String parent, String name) {
        return Stream.of(parent, "command")
                .flatMap(place -> entries().filter(entry -> entry.has(place, plain(name))))
                .findFirst()
                .map(entry -> entry.advice().isEmpty() ? "did you mean " + entry.target() + "?" : entry.advice());
    }

    /** What a value of an option is called here, to be said after the value; empty if it is not known from elsewhere. */
    public static Optional<String> value(String option, String value) {
        return entries()
                .filter(entry -> entry.has(option, plain(value)))
                .findFirst()
                .map(Entry::said);
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The whole table, in its order. */
    public static Stream<Entry> entries() {
        try (InputStream in = ForeignWords.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(Entry::of).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
