package mnist.cli.data;

import mnist.cli.frame.ConsoleCommand;
import picocli.CommandLine.Command;

/** What can be done with data sets. */
@Command(
        name = "data",
        description = "Fetch, check, look at, draw and convert data sets.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DataFetchCommand.class,
            DataVerifyCommand.class,
            DataShowCommand.class,
            DataGenerateCommand.class,
            DataConvertCommand.class
        },
        customSynopsis = {
            "mnist data fetch                     MNIST into data/mnist",
            "       mnist data verify                    is it sound, is it MNIST?",
            "       mnist data show --index 0 1 2        digits as text",
            "       mnist data generate --out digits     digits drawn by this program",
            "       mnist data convert mnist mnist.npz   for NumPy"
        },
        commandListHeading = "%nCommands:%n")
public final class DataCommand extends ConsoleCommand {
    @Override
    public Integer call() {
        throw whichCommand();
    }
}
