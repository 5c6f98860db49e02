package mnist.cli.frame;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.file.InUseException;
import mnist.file.StoreException;
import mnist.linalg.BackendUnavailableException;
import mnist.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line and an exit code; only a bug shows its stack. */
public final class Failures
        implements IExecutionExceptionHandler, IParameterExceptionHandler, IExitCodeExceptionMapper {
    private static final Pattern COUNTED = Pattern.compile("positional parameter at index \\S+ \\((.*?)\\)");

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof ParameterException usage) {
            return handleParseException(usage, null);
        }
        if (e instanceof InvalidSetting invalid) {
            return handleParseException(Usage.error(command.getCommandSpec(), invalid), null);
        }
        if (e instanceof BackendUnavailableException) {
            return handleParseException(Usage.error(command.getCommandSpec(), e.getMessage()), null);
        }
        if (e instanceof InvalidPathException invalid) {
            // Options have converters: it is the place of data that is a text.
            return handleExecutionException(new DataException(Usage.noFileName(invalid), e), command, parsed);
        }
        if (e instanceof CompletionException && e.getCause() instanceof OutOfMemoryError memory) {
            // On another thread, for which this one waited.
            return memoryUsedUp(memory, command);
        }
        if (e instanceof DrawingDisplay.StoppedException) {
            // The exit code is the JVM's, which a signal ends.
            return ExitCodes.BUG;
        }
        int code = getExitCode(e);
        Console console = console(command);
        if (code == ExitCodes.BUG) {
            console.note("mnist: this is a bug or an unforeseen failure; please report it with the lines below");
            console.trace(e);
        } else if (code != ExitCodes.READER_GONE) {
            console.failure(e);
        }
        return code;
    }

    @Override
    public int getExitCode(Throwable e) {
        if (e instanceof InUseException) {
            return ExitCodes.IN_USE;
        }
        if (e instanceof StoreException) {
            return ExitCodes.MODEL;
        }
        if (e instanceof DataException) {
            return ExitCodes.DATA;
        }
        if (e instanceof StandardOutput.ReaderGoneException) {
            return ExitCodes.READER_GONE;
        }
        if (e instanceof DivergedException) {
            return ExitCodes.DIVERGED;
        }
        return ExitCodes.BUG;
    }

    /** So little memory that the command line cannot even be read: no more than a line is possible. */
    public static int memoryUsedUpAtStart() {
        System.err.println(
                "mnist: the memory is used up at the start; give Java more, for example with MNIST_JAVA_OPTS=-Xmx4g");
        return ExitCodes.BUG;
    }

    /** What took the memory, by the room in which it ran out, and how to take less. Returns the exit code. */
    public static int memoryUsedUp(OutOfMemoryError e, CommandLine command) {
        String room = Arrays.stream(e.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("mnist.") && !name.startsWith("mnist.cli"))
                .findFirst()
                .map(name -> name.replaceFirst("^mnist\\.([a-z]+).*", "$1"))
                .orElse("");
        String cure = switch (room) {
            case "picture" -> "make the picture smaller, ";
            case "data" -> "take fewer images, ";
            case "nn", "train", "linalg", "optim" -> "take a smaller network or batch, ";
            case "store", "file" -> "check that the file is the one you mean, ";
            default -> "";
        };
        console(command)
                .note(
                        "mnist: the memory of %d MB is used up; %s, for example with MNIST_JAVA_OPTS=-Xmx4g",
                        Runtime.getRuntime().maxMemory() >> 20,
                        cure.isEmpty() ? "give Java more" : cure + "or give Java more");
        return ExitCodes.BUG;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String message = e instanceof UnmatchedArgumentException words
                ? unmatched(command.getCommandSpec(), words.getUnmatched())
                : inOurNames(e);
        Console console = console(command);
        console.note("mnist: %s", message.replaceAll("\\R\\s*", " "));
        console.note("Try '%s --help'.", command.getCommandSpec().qualifiedName());
        return ExitCodes.USAGE;
    }

    private static Console console(CommandLine command) {
        return new Console(command.getCommandSpec(), true);
    }

    /**
     * Of several names of an option picocli says the longest; help and README say the first. A word without an option is
     * called there as picocli counts it; help says what stands for it.
     */
    private static String inOurNames(ParameterException e) {
        ArgSpec named = e instanceof OverwrittenOptionException twice
                ? twice.getOverwritten()
                : e instanceof MissingParameterException missing
                                && !missing.getMissing().isEmpty()
                        ? missing.getMissing().get(0)
                        : e.getArgSpec();
        return named instanceof OptionSpec option
                ? e.getMessage().replace("'" + option.longestName() + "'", "'" + option.names()[0] + "'")
                : COUNTED.matcher(e.getMessage()).replaceFirst("$1");
    }

    /** What is wrong with words on the command line that mean nothing, and what was likely meant. */
    private static String unmatched(CommandSpec command, List<String> words) {
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
            List<String> options = command.options().stream()
                    .filter(option -> !option.hidden())
                    .flatMap(option -> Arrays.stream(option.names()))
                    .toList();
            return "unknown option " + name + Choices.suggestion(name, options);
        }
        if (!command.subcommands().isEmpty()) {
            List<String> names = List.copyOf(command.subcommands().keySet());
            String suggestion = Choices.suggestion(word, names);
            return "unknown command '" + word + "'"
                    + (suggestion.isEmpty() ? ": expected one of " + String.join(", ", names) : suggestion);
        }
        return "'" + word + "' is one word too many: " + command.qualifiedName() + " has no use for it";
    }
}
