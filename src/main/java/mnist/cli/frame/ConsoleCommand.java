package mnist.cli.frame;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: the form of their help, the version, and the console that they write to. */
@Command(
        versionProvider = Version.class,
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
public abstract class ConsoleCommand implements Callable<Integer> {
    @Spec
    protected CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 2,
            description = "Show this help message and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 3,
            description = "Print version information and exit.")
    boolean version;

    /** The streams of the command line that runs this command. */
    protected final Console console() {
        return new Console(command, goesOnUnread());
    }

    /** Whether the command does its work even if nobody can read its results. */
    protected boolean goesOnUnread() {
        return false;
    }

    /** The program that this command belongs to. */
    protected final Embedding program() {
        return (Embedding) command.root().userObject();
    }

    /** Who may ask this command to stop. */
    protected final Stops stops() {
        return program().stopRequests();
    }

    /** Whether the option stands on the command line. */
    protected final boolean isGiven(String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** A complaint about the command line as a whole. */
    protected final ParameterException usageError(String message) {
        return Usage.error(command, message);
    }

    /** @throws ParameterException that refuses the command line unless it is valid */
    protected final void require(boolean valid, String refusal) {
        if (!valid) {
            throw usageError(refusal);
        }
    }

    /** For a command that only holds others. */
    protected final ParameterException whichCommand() {
        return usageError("which command? Choose one of "
                + String.join(", ", command.subcommands().keySet()));
    }
}
