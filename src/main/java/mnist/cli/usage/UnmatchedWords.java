package mnist.cli.usage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mnist.file.PathKind;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Words of a command line that no command and no option takes: what was likely meant by them. */
final class UnmatchedWords {
    /** Of one hyphen and one letter, perhaps with a value behind: -e or -e5. */
    private static final Pattern LETTER = Pattern.compile("-[A-Za-z][0-9.]*");

    /** A word before its value, as in model.lr=0.1 or +lr=0.1, which is how Hydra takes settings. */
    private static final Pattern SETTING = Pattern.compile("[+~]*(?:\\w+\\.)*([A-Za-z][\\w-]*)[=:](.+)");

    /** What quotes, or a backslash before a blank, make one word. */
    private static final Pattern QUOTED = Pattern.compile("(?=.* ) *(-{1,2}[A-Za-z][\\w-]*)(| .*)");

    /** What word processors make of hyphens. */
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212]+(?=.)");

    /** So many options can be listed in a complaint. */
    private static final int FEW = 8;

    private final Supplier<CommandLine> program;

    /** @param program with all commands, which is only asked for when somebody errs */
    UnmatchedWords(Supplier<CommandLine> program) {
        this.program = program;
    }

    /** What is wrong with words on the command line that mean nothing, and what was likely meant. */
    String meaning(CommandSpec command, List<String> surplus, List<String> words) {
        String word = surplus.get(0);
        if (word.startsWith("@") && word.length() > 1) {
            return word.substring(1) + ": no such file (" + word + " takes options from a file)";
        }
        if (DASHES.matcher(word).lookingAt()) {
            return "'" + word + "' begins with a dash that is no hyphen: type "
                    + DASHES.matcher(word).replaceFirst("--");
        }
        Matcher quoted = QUOTED.matcher(word);
        if (quoted.matches()) {
            return "'" + word + "' is one word because of quotes or a backslash: write " + quoted.group(1)
                    + quoted.group(2).replaceFirst("^ *= *", " ");
        }
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.split("=", 2)[0];
            if (words.contains("--") && command.findOption(name) != null) {
                return name + " stands behind '--', where options end: leave '--' out";
            }
            return unknownOption(command, name, words);
        }
        if (!command.subcommands().isEmpty()) {
            List<String> names = List.copyOf(command.subcommands().keySet());
            return "unknown command '" + word + "'" + subcommand(command.name(), word, names);
        }
        String wrong = strange(command, word, words);
        return "'" + wrong + "' is one word too many: " + tooMany(command, wrong, words);
    }

    /** Of a word behind the command that names nothing and the surplus one, which names a file: the former, as in serve start RUN. */
    private static String strange(CommandSpec command, String surplus, List<String> words) {
        int place = words.indexOf(command.name()) + 1;
        String first = place > 0 && place < words.size() ? words.get(place) : surplus;
        boolean meant = first.matches("[a-z]+") && !names(first) && names(surplus);
        return meant ? first : surplus;
    }

    private static boolean names(String word) {
        try {
            return PathKind.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String subcommand(String parent, String word, List<String> names) {
        if (names.contains(word.split(" ", 2)[0])) {
            return ", which is one word because of quotes: write mnist " + word;
        }
        if (word.contains("=")) {
            return "; a command comes first, one of " + String.join(", ", names);
        }
        // Perhaps a script's file.
        String name = word.replaceFirst("^.*[/\\\\]", "").replaceFirst("[.][a-z]+$", "");
        return ForeignWords.command(parent, name)
                .map(advice -> "; " + advice)
                .or(() -> Optional.of(Choices.suggestion(name, names)).filter(suggestion -> !suggestion.isEmpty()))
                .orElse(": expected one of " + String.join(", ", names));
    }

    String unknownOption(CommandSpec command, String name, List<String> words) {
        return "unknown option " + name + meant(command, name, words);
    }

    private String meant(CommandSpec command, String name, List<String> words) {
        boolean letter = LETTER.matcher(name).matches();
        Optional<String> known = ForeignWords.option(command, letter ? name.substring(0, 2) : name);
        if (known.isPresent()) {
            return ": " + known.get();
        }
        if (letter) {
            return leaveOut(command);
        }
        Optional<String> own = ForeignWords.forms(name)
                .filter(form -> command.findOption(form) != null)
                .findFirst();
        if (own.isPresent() && name.matches("--(?:no|without|disable)-.*")) {
            return ": what is not asked for is not done; leave it out, and " + own.get() + " as well";
        }
        String suggestion = own.map(form -> "; did you mean " + form + "?")
                .orElseGet(() -> Choices.suggestion(name, names(command)));
        return suggestion.isEmpty() ? elsewhere(command, name, words) : suggestion;
    }

    private static List<String> names(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    /** Options of other commands are not of this one. */
    private String elsewhere(CommandSpec command, String name, List<String> words) {
        String bare = name.replaceFirst("^-+", "");
        Optional<CommandSpec> behind = words.stream()
                .map(command.subcommands()::get)
                .filter(Objects::nonNull)
                .map(CommandLine::getCommandSpec)
                .filter(below -> below.findOption(name) != null)
                .findFirst();
        if (behind.isPresent()) {
            return ": " + name + " is an option of " + behind.get().qualifiedName() + "; write it behind "
                    + behind.get().name();
        }
        if (command.subcommands().containsKey(bare)) {
            return "; commands have no hyphens: " + command.qualifiedName() + " " + bare;
        }
        List<CommandSpec> all = commands(program.get()).toList();
        for (CommandSpec other : all) {
            if (other.findOption(name) != null) {
                return ": " + name + " is an option of " + other.qualifiedName()
                        + (command.parent() == null
                                ? "; write it behind " + other.name()
                                : ", not of " + command.qualifiedName() + "; leave it out");
            }
        }
        return ForeignWords.optionTargets(name)
                .flatMap(target -> all.stream()
                        .filter(other -> other.findOption(target) != null)
                        .map(other -> ": it would be " + target + " of " + other.qualifiedName() + ", but "
                                + command.qualifiedName() + " has nothing like it; leave it out"))
                .findFirst()
                .orElseGet(() -> leaveOut(command));
    }

    /** With the options that there are, where these are few. */
    private static String leaveOut(CommandSpec command) {
        if (command.parent() == null) {
            return "; write a command first, one of "
                    + String.join(", ", command.subcommands().keySet());
        }
        List<String> names = command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList();
        boolean few = !names.isEmpty() && names.size() <= FEW;
        return "; leave it out: "
                + (few
                        ? command.qualifiedName() + " has " + String.join(", ", names)
                        : "nothing in " + command.qualifiedName() + " --help is like it");
    }

    private static Stream<CommandSpec> commands(CommandLine top) {
        return Stream.concat(
                Stream.of(top.getCommandSpec()),
                top.getSubcommands().values().stream().flatMap(UnmatchedWords::commands));
    }

    /** What was likely meant by a word that belongs to no option. */
    private String tooMany(CommandSpec command, String word, List<String> words) {
        if (word.equals("help") || word.equals("/?")) {
            return command.qualifiedName() + " --help shows the help";
        }
        if (command.findOption("--" + word.split("=", 2)[0]) != null) {
            return "options begin with hyphens, --" + word;
        }
        String listed = inList(command, words, word);
        if (listed != null) {
            return listed;
        }
        Matcher setting = SETTING.matcher(word);
        if (setting.matches()) {
            String name = "--" + setting.group(1).replace('_', '-');
            return "options begin with hyphens, "
                    + (command.findOption(name) == null
                            ? "as --lr 0.1; " + name + meant(command, name, words)
                            : name + " " + setting.group(2));
        }
        for (OptionSpec option : command.options()) {
            if (isCandidate(option, word)) {
                return "write its option before it, " + option.names()[0] + " " + word;
            }
        }
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals(word)) {
                String before = behind(command, words, i);
                if (before != null) {
                    return before;
                }
            }
        }
        Optional<String> known = ForeignWords.word(command, word, words);
        if (known.isPresent()) {
            return known.get();
        }
        String taken =
                command.positionalParameters().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(" and "));
        return command.qualifiedName() + " takes " + (taken.isEmpty() ? "options only" : taken + " and options")
                + "; leave it out, or write its option before it";
    }

    private static boolean isCandidate(OptionSpec option, String word) {
        return option.completionCandidates() != null
                && StreamSupport.stream(option.completionCandidates().spliterator(), false)
                        .anyMatch(word::equals);
    }

    /** What to do with a word that stands behind an option or its value; null where it does not. */
    private static String behind(CommandSpec command, List<String> words, int place) {
        List<String> values = new ArrayList<>();
        for (int i = place; i > 0; i--) {
            values.add(0, words.get(i));
            String[] parts = words.get(i - 1).split("=", 2);
            OptionSpec option = command.findOption(parts[0]);
            if (option == null) {
                continue;
            }
            if (parts.length > 1) {
                values.add(0, parts[1]);
            }
            if (option.arity().max() == 0) {
                return option.names()[0] + " takes no value; leave it out"
                        + (Choices.isOff(words.get(place)) ? ", and " + option.names()[0] + " as well" : "");
            }
            if (values.size() > 1) {
                return option.paramLabel().contains(",")
                        ? "write it with commas, " + option.names()[0] + " " + joined(values)
                        : option.names()[0] + " takes one value; leave it out" + several(command, option, values);
            }
            return null;
        }
        return null;
    }

    private static String several(CommandSpec command, OptionSpec option, List<String> values) {
        return command.name().equals("train")
                        && values.stream().allMatch(value -> value.matches("[0-9.]+(?:e-?[0-9]+)?"))
                ? "; 'mnist sweep " + option.names()[0] + " " + joined(values) + "' trains with several"
                : "";
    }

    /** What to do with a setting behind settings that are joined by commas; null where it is not. */
    private static String inList(CommandSpec command, List<String> words, String word) {
        int place = words.indexOf(word);
        boolean list = word.contains("=") && place > 1 && words.get(place - 1).contains("=");
        return list && !words.get(place - 1).startsWith("-") ? behind(command, words, place) : null;
    }

    private static String joined(List<String> values) {
        return values.stream().map(value -> value.replaceAll(",+$", "")).collect(Collectors.joining(","));
    }
}
