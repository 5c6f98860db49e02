package mnist.cli.usage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** What people type who know other programs, and what it is called here: the table in {@code foreign-words.txt}. */
public final class ForeignWords {
    private static final String TABLE = "/mnist/cli/foreign-words.txt";

    private static final String OPTION = "option";

    /** What other programs put before the name of a setting. */
    private static final Pattern PREFIX =
            Pattern.compile("^--(?:(?:[\\w-]+\\.)+|(?:use|enable|disable|with|without|no|do|auto|n|num"
                    + "|max|model|train|training|trainer|network|optimizer)-)");

    /** A setting that names what is chosen, as --optimizer.name adam. */
    private static final Pattern NAMED =
            Pattern.compile("^--([\\w-]+)\\.(?:name|type|kind|class|class-path|target|-target-|id)$");

    /** Endings of names that say nothing by themselves. */
    private static final Pattern VAGUE =
            Pattern.compile("-(?:type|name|path|dir|file|id|size|value|kind|mode|count|level|rate|num|list|steps?)$");

    private ForeignWords() {}

    /**
     * Some words that mean the same.
     *
     * @param place "option" or "word" (one too many), perhaps with the commands to which that is confined; "command",
     *     the option of which they are values, or the command of which they are none
     * @param target what they are called here; empty where there is no such thing
     * @param advice in a sentence; empty where the target says it all
     */
    public record Entry(String place, List<String> words, String target, String advice) {
        private static Entry of(String line) {
            // Advice may have a pipe of the shell in it.
            String[] cells = line.split("\\|", 4);
            return new Entry(
                    cells[0].strip(),
                    List.of(cells[1].strip().split(" +", -1)),
                    cells[2].strip(),
                    cells.length < 4 ? "" : cells[3].strip());
        }

        private boolean has(String sought, String word) {
            return place.equals(sought) && words.stream().anyMatch(listed -> means(listed, word));
        }

        /** What has a bracket or an asterisk is a regular expression. */
        private static boolean means(String listed, String word) {
            return listed.equals(word) || ((listed.contains("*") || listed.contains("[")) && word.matches(listed));
        }

        /** Whether it stands at such a place of this command alone. */
        private boolean isOf(String kind, String command, String word) {
            return place.startsWith(kind + " ")
                    && List.of(place.substring(kind.length() + 1).split(", ", -1))
                            .contains(command)
                    && has(place, word);
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
        return advice(OPTION, command, name, List.of());
    }

    /** What to do about a word that belongs to no option of the command, if it is known from elsewhere. */
    public static Optional<String> word(CommandSpec command, String word) {
        return word(command, word, List.of());
    }

    /** @param words of the command line: what is given there already needs no advice to give it */
    static Optional<String> word(CommandSpec command, String word, List<String> words) {
        return advice("word", command, word, words);
    }

    private static Optional<String> advice(String kind, CommandSpec command, String name, List<String> words) {
        String path = command.qualifiedName().replaceFirst("^mnist ", "");
        List<Entry> entries = entries()
                .filter(entry -> entry.suits(command) && !words.contains(entry.target()))
                .toList();
        // What is an option in another form needs no other advice.
        return Stream.concat(Stream.of(plain(name)), kind.equals(OPTION) ? forms(name) : Stream.of())
                .takeWhile(form -> kind.equals("word") || command.findOption(form) == null)
                .flatMap(word -> Stream.concat(
                        entries.stream().filter(entry -> entry.isOf(kind, path, word)),
                        entries.stream().filter(entry -> entry.has(kind, word))))
                .findFirst()
                .map(entry -> entry.said()
                        .replace("{command}", command.qualifiedName())
                        .replace("{word}", name));
    }

    /** Other forms of an option's name: without a prefix, with one letter more or less at its end, less exact by a word. */
    static Stream<String> forms(String name) {
        String word = plain(name);
        if (!word.startsWith("--")) {
            return Stream.of();
        }
        String bare = PREFIX.matcher(word).replaceFirst("--");
        String head = VAGUE.matcher(word).find() ? word : word.replaceFirst("^--[^-]+-", "--");
        return Stream.of(
                        word,
                        NAMED.matcher(word).replaceFirst("--$1"),
                        bare,
                        word + "s",
                        word.replaceFirst("s$", ""),
                        bare + "s",
                        head,
                        word.replaceFirst("-[^-]+$", ""))
                .filter(form -> !form.equals(name) && form.length() > 2);
    }

    /** What an option from elsewhere is called here, in one command or another. */
    static Stream<String> optionTargets(String name) {
        String word = plain(name);
        return entries()
                .filter(entry -> entry.has(OPTION, word))
                .map(Entry::target)
                .filter(target -> target.startsWith("--"));
    }

    /** What a command from elsewhere, which was expected in {@code parent}, is called here. */
    static Optional<String> command(String parent, String name) {
        String word = plain(name);
        return Stream.of(word, word.replaceFirst("s$", ""), word + "s")
                .flatMap(form -> Stream.of(parent, "command")
                        .flatMap(place -> entries().filter(entry -> entry.has(place, form))))
                .findFirst()
                .map(entry -> entry.advice().isEmpty() ? "did you mean " + full(parent, entry) + "?" : entry.advice());
    }

    private static String full(String parent, Entry entry) {
        return entry.place().equals(parent) || parent.equals("mnist")
                ? entry.target()
                : "'mnist " + entry.target() + "'";
    }

    /** What a value of an option is called here, to be said after the value; empty if it is not known from elsewhere. */
    public static Optional<String> value(String option, String value) {
        return entries()
                .filter(entry -> entry.has(option, plain(value)))
                .findFirst()
                .map(Entry::said);
    }

    /** One-letter options differ in capitals. */
    private static String plain(String word) {
        return word.matches("-[A-Z]")
                ? word
                : word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
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
