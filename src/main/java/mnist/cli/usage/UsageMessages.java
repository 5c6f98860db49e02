package mnist.cli.usage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli refuses, in our words: what was found, and what to type instead. */
public final class UsageMessages {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]*");

    /** Of one hyphen and one letter, perhaps with a value behind: -e or -e5. */
    private static final Pattern LETTER = Pattern.compile("-[A-Za-z][0-9.]*");

    /** A word before its value, as in model.lr=0.1 or +lr=0.1, which is how Hydra takes settings. */
    private static final Pattern SETTING = Pattern.compile("[+~]*(?:\\w+\\.)*([A-Za-z][\\w-]*)[=:](.+)");

    /** Labels of what training leaves. */
    private static final Pattern NAMED_RUNS = Pattern.compile("^(?:RUN|MODEL)");

    /** What a value may be, by its option or its label, where the help of the command has no example. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("--split", "letters"),
            Map.entry("--image-array", "x_train"),
            Map.entry("--label-array", "y_train"),
            Map.entry("--prepare", "plain"),
            Map.entry("--limit", "1000"),
            Map.entry("--threads", "2"),
            Map.entry("N", "5"),
            Map.entry("EPOCHS", "5"),
            Map.entry("EPOCH", "2,6,18"),
            Map.entry("STEPS", "500"),
            Map.entry("TIME", "5m"),
            Map.entry("PATH|NAME", "mnist"),
            Map.entry("PATH|NAME|auto", "mnist"),
            Map.entry("X", "0.001"),
            Map.entry("C", "label"),
            Map.entry("FRACTION", "0.2"),
            Map.entry("N|FRACTION|test", "0.1"),
            Map.entry("N|WxH", "28"),
            Map.entry("K/N", "1/3"),
            Map.entry("A,B", "0,16"),
            Map.entry("A,B,...", "3,5,8"),
            Map.entry("NAME=A,B,...", "odd=1,3,5,7,9"),
            Map.entry("DIR", "runs/first"),
            Map.entry("FILE", "result.html"));

    /** What quotes, or a backslash before a blank, make one word. */
    private static final Pattern QUOTED = Pattern.compile("(?=.* ) *(-{1,2}[A-Za-z][\\w-]*)(| .*)");

    /** What word processors make of hyphens. */
    private static final Pattern DASHES = Pattern.compile("[\u2010-\u2015\u2212]+(?=.)");

    /** So many options can be listed in a complaint. */
    private static final int FEW = 8;

    private final Supplier<CommandLine> program;

    /** @param program with all commands, which is only asked for when somebody errs */
    public UsageMessages(Supplier<CommandLine> program) {
        this.program = program;
    }

    /** @param words of the command line, as far as they are known */
    public String of(ParameterException e, List<String> words) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException surplus) {
            return unmatched(command, surplus.getUnmatched(), words);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            // An option from elsewhere may have been meant to say what is missing.
            return words.stream()
                    .map(word -> word.split("=", 2)[0])
                    .filter(word -> word.matches("-+[A-Za-z].*") && command.findOption(word) == null)
                    .findFirst()
                    .map(word -> "unknown option " + word + option(command, word, words))
                    .orElseGet(() -> missing(command, missing.getMissing(), words));
        }
        return refused(e);
    }

    /** Of what needs no look at the command line. */
    public static String refused(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            String others = Stream.of(option.names()).skip(1).collect(Collectors.joining(", "));
            return name(option) + " is given twice: give it once"
                    + (others.isEmpty() ? "" : " (" + others + " is the same option)");
        }
        if (e instanceof MutuallyExclusiveArgsException) {
            return OPTION.matcher(e.getMessage())
                            .results()
                            .map(found -> name(command.findOption(found.group())))
                            .distinct()
                            .collect(Collectors.joining(" and "))
                    + " exclude each other: give one of them";
        }
        ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return e.getMessage();
        }
        if (e.getCause() instanceof TypeConversionException) {
            return name(argument) + " " + reason(e);
        }
        return e instanceof MissingParameterException ? missingValue(argument) : e.getMessage();
    }

    /** Why a value is refused, beginning with the value. */
    public static String reason(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        if (argument == null || !(e.getCause() instanceof TypeConversionException)) {
            return refused(e);
        }
        String value = e.getValue();
        if (argument instanceof OptionSpec flag && flag.arity().max() == 0) {
            return "is written alone, or with =true or =false, and takes no other value: leave "
                    + (isOff(value) ? name(flag) : "'" + value + "'") + " out"
                    + (value.matches(".+[.][a-z]+") ? "; '... " + name(flag) + " > " + value + "' writes a file" : "");
        }
        return ForeignWords.value(name(argument), value)
                .map(advice -> "'" + value + "': " + advice)
                .orElseGet(() -> withUsual(e.getCause().getMessage(), argument, value));
    }

    /** What people write who want none of it. */
    private static boolean isOff(String value) {
        return value.matches("(?i)no|off|none|0|false");
    }

    /** The option's own value says more than one that any option might have; sweeps are of options of train. */
    private static String withUsual(String message, ArgSpec argument, String value) {
        String usual = isTelling(argument.defaultValue()) ? argument.defaultValue() : EXAMPLES.get(name(argument));
        String text = isTelling(usual)
                ? message.replaceFirst("expected one like [0-9.]+", "expected one like " + usual)
                : message;
        boolean swept = argument.command() == null || argument.command().name().equals("train");
        return text.replace(
                Choices.ONE_VALUE,
                swept && value.matches("[\\w.,-]+,[\\w.,-]+")
                        ? "; give one value, 'mnist sweep " + name(argument) + " " + value + "' trains with several"
                        : swept ? Choices.ONE_VALUE : "; give one value");
    }

    private static boolean isTelling(String number) {
        return number != null && number.matches("[1-9][0-9]*|0?\\.[0-9]+|[0-9]e-[0-9]");
    }

    /** As help begins with it: "--lr", or "MODEL". */
    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.names()[0] : argument.paramLabel();
    }

    private static String missing(CommandSpec command, List<ArgSpec> missing, List<String> words) {
        if (missing.get(0) instanceof OptionSpec option
                && Stream.of(option.names()).anyMatch(words::contains)) {
            return missingValue(option);
        }
        String names = missing.stream()
                .map(argument -> argument instanceof OptionSpec option
                        ? name(option) + " " + option.paramLabel()
                        : argument.paramLabel())
                .collect(Collectors.joining(" and "));
        return command.name() + " needs " + names + ": for example "
                + command.usageMessage().customSynopsis()[0].strip();
    }

    private static String missingValue(ArgSpec argument) {
        String usual = example(argument);
        String expected = argument.completionCandidates() != null
                        && (argument.type().isEnum() || argument.paramLabel().equals("NAME"))
                ? "one of " + listed(argument.completionCandidates())
                : usual == null ? argument.paramLabel() : argument.paramLabel() + ", for example " + usual;
        return name(argument) + " lacks its value: expected " + expected;
    }

    /** A value that the argument might have: its default, one from the examples of its command, or a usual one; or null. */
    private static String example(ArgSpec argument) {
        if (argument.defaultValue() != null) {
            return argument.defaultValue();
        }
        if (NAMED_RUNS.matcher(argument.paramLabel()).find()) {
            return "runs/first";
        }
        String examples = argument.command() == null
                ? ""
                : String.join(" ", argument.command().usageMessage().customSynopsis());
        Matcher shown =
                Pattern.compile(Pattern.quote(name(argument)) + " ([^ -]\\S*)").matcher(examples);
        return shown.find()
                ? shown.group(1)
                : EXAMPLES.getOrDefault(name(argument), EXAMPLES.get(argument.paramLabel()));
    }

    private static String listed(Iterable<String> names) {
        return String.join(", ", names);
    }

    /** What is wrong with words on the command line that mean nothing, and what was likely meant. */
    private String unmatched(CommandSpec command, List<String> surplus, List<String> words) {
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
            return "unknown option " + name + option(command, name, words);
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

    private String option(CommandSpec command, String name, List<String> words) {
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
                    + listed(command.subcommands().keySet());
        }
        List<String> names = command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList();
        boolean few = !names.isEmpty() && names.size() <= FEW;
        return "; leave it out: "
                + (few
                        ? command.qualifiedName() + " has " + listed(names)
                        : "nothing in " + command.qualifiedName() + " --help is like it");
    }

    private static Stream<CommandSpec> commands(CommandLine top) {
        return Stream.concat(
                Stream.of(top.getCommandSpec()),
                top.getSubcommands().values().stream().flatMap(UsageMessages::commands));
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
                            ? "as --lr 0.1; " + name + option(command, name, words)
                            : name + " " + setting.group(2));
        }
        for (OptionSpec option : command.options()) {
            if (isCandidate(option, word)) {
                return "write its option before it, " + name(option) + " " + word;
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
                return name(option) + " takes no value; leave it out"
                        + (isOff(words.get(place)) ? ", and " + name(option) + " as well" : "");
            }
            if (values.size() > 1) {
                return option.paramLabel().contains(",")
                        ? "write it with commas, " + name(option) + " " + joined(values)
                        : name(option) + " takes one value; leave it out" + several(command, option, values);
            }
            return null;
        }
        return null;
    }

    private static String several(CommandSpec command, OptionSpec option, List<String> values) {
        return command.name().equals("train")
                        && values.stream().allMatch(value -> value.matches("[0-9.]+(?:e-?[0-9]+)?"))
                ? "; 'mnist sweep " + name(option) + " " + joined(values) + "' trains with several"
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
