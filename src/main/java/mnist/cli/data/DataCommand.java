package mnist.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with data sets. */
@Command(
        name = "data",
        description = "Fetch, check, look at and draw data sets.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataFetchCommand.class, DataVerifyCommand.class, DataShowCommand.class, DataGenerateCommand.class
        },
        customSynopsis = {
            "mnist data fetch                     MNIST into data/mnist",
            "       mnist data verify                    is it sound, is it MNIST?",
            "       mnist data show --index 0 1 2        digits as text",
            "       mnist data generate --out digits     digits drawn by this program",
            ""
        },
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
public final class DataCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(),
                "data: which command? Choose one of "
                        + String.join(", ", command.subcommands().keySet()));
    }
}
