package mnist.cli.frame;

import java.io.PrintWriter;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.file.StoreException;
import mnist.linalg.BackendUnavailableException;
import mnist.train.DivergedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line and an exit code; only a bug shows its stack. */
public final class Failures
        implements IExecutionExceptionHandler, IParameterExceptionHandler, IExitCodeExceptionMapper {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof ParameterException usage) {
            return handleParseException(usage, null);
        }
        if (e instanceof InvalidSetting invalid) {
            return handleParseException(Usage.error(command.getCommandSpec(), invalid), null);
        }
        if (e instanceof BackendUnavailableException) {
            return handleParseException(Usage.error(command.getCommandSpec(), e.getMessage()), null);
        }
        int code = getExitCode(e);
        if (code == ExitCodes.BUG) {
            err.println("mnist: this is a bug or an unforeseen failure; please report it with the lines below");
            e.printStackTrace(err);
        } else {
            err.println("mnist: " + Printable.of(e.getMessage()));
        }
        err.flush();
        return code;
    }

    @Override
    public int getExitCode(Throwable e) {
        if (e instanceof StoreException) {
            return ExitCodes.MODEL;
        }
        if (e instanceof DataException) {
            return ExitCodes.DATA;
        }
        if (e instanceof DivergedException) {
            return ExitCodes.DIVERGED;
        }
        return ExitCodes.BUG;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String message = e instanceof UnmatchedArgumentException unmatched
                ? Unmatched.message(command.getCommandSpec(), unmatched.getUnmatched())
                : withShortName(e);
        err.println("mnist: " + Printable.of(message.replaceAll("\\R\\s*", " ")));
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCodes.USAGE;
    }

    /** Of several names of an option picocli says the longest; help and README say the first. */
    private static String withShortName(ParameterException e) {
        ArgSpec named = e instanceof OverwrittenOptionException twice
                ? twice.getOverwritten()
                : e instanceof MissingParameterException missing
                                && !missing.getMissing().isEmpty()
                        ? missing.getMissing().get(0)
                        : e.getArgSpec();
        return named instanceof OptionSpec option
                ? e.getMessage().replace("'" + option.longestName() + "'", "'" + option.names()[0] + "'")
                : e.getMessage();
    }
}
