package mnist.cli.frame;

import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import mnist.InvalidSetting;
import mnist.cli.usage.UsageMessages;
import mnist.data.DataException;
import mnist.file.InUseException;
import mnist.file.StoreException;
import mnist.linalg.BackendUnavailableException;
import mnist.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line and an exit code; only a bug shows its stack. */
public final class Failures
        implements IExecutionExceptionHandler, IParameterExceptionHandler, IExitCodeExceptionMapper {
    private final UsageMessages messages;

    /** @param program with all commands, for what is said of a command that lacks an option of another */
    public Failures(Supplier<CommandLine> program) {
        messages = new UsageMessages(program);
    }

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
        String message = messages.of(e, args == null ? List.of() : List.of(args));
        Console console = console(command);
        console.note("mnist: %s", message.replaceAll("\\R\\s*", " "));
        console.note("Try '%s --help'.", command.getCommandSpec().qualifiedName());
        return ExitCodes.USAGE;
    }

    private static Console console(CommandLine command) {
        return new Console(command.getCommandSpec(), true);
    }
}
