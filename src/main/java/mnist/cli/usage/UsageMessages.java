package mnist.cli.usage;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final UnmatchedWords unmatched;

    /** @param program with all commands, which is only asked for when somebody errs */
    public UsageMessages(Supplier<CommandLine> program) {
        unmatched = new UnmatchedWords(program);
    }

    /** @param words of the command line, as far as they are known */
    public String of(ParameterException e, List<String> words) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException surplus) {
            return unmatched.meaning(command, surplus.getUnmatched(), words);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            // An option from elsewhere may have been meant to say what is missing.
            return words.stream()
                    .map(word -> word.split("=", 2)[0])
                    .filter(word -> word.matches("-+[A-Za-z].*") && command.findOption(word) == null)
                    .findFirst()
                    .map(word -> unmatched.unknownOption(command, word, words))
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
                    + (Choices.isOff(value) ? name(flag) : "'" + value + "'") + " out"
                    + (value.matches(".+[.][a-z]+") ? "; '... " + name(flag) + " > " + value + "' writes a file" : "");
        }
        return ForeignWords.value(name(argument), value)
                .map(advice -> "'" + value + "': " + advice)
                .orElseGet(() -> withUsual(e.getCause().getMessage(), argument, value));
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
}
