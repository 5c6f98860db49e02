package mnist.cli.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.DataMessages;
import mnist.data.DataException;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FileCheck;
import mnist.data.fetch.FolderCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a data set or a single file. */
@Command(
        name = "verify",
        description = {
            "Check every byte of a data set: headers, sizes, checksums, labels, and whether it is what was published.",
            "Exits with 3 when anything is wrong."
        },
        customSynopsis = {
            "mnist data verify",
            "       mnist data verify fashion-mnist",
            "       mnist data verify my/folder --json",
            "       mnist data verify my/folder/train-images-idx3-ubyte.gz"
        })
final class DataVerifyCommand extends ReportingCommand {
    @Parameters(
            paramLabel = "PATH|NAME",
            arity = "0..1",
            defaultValue = Catalog.MNIST,
            description = "A folder with the four IDX files, the name of a known data set (its content must then be"
                    + " what was published), or one IDX file. Default: ${DEFAULT-VALUE}")
    private String data;

    @Override
    public Integer call() {
        Console console = console();
        Path path = Path.of(data);
        return Files.isRegularFile(path) ? verifyFile(path, console) : verifyFolder(console);
    }

    private int verifyFile(Path path, Console console) {
        FileCheck check = FileCheck.of(path);
        if (json) {
            console.json(CheckReport.FileNumbers.of(check));
        } else {
            CheckReport.print(check, console);
        }
        return exitCode(check.isSound() ? List.of() : List.of(check.problem()), console);
    }

    private int verifyFolder(Console console) {
        DataFinder finder = DataMessages.finder(console);
        Path folder = finder.onDisk(data).orElseGet(() -> incomplete(finder));
        boolean byName = !folder.equals(Path.of(data));
        FolderCheck check = FolderCheck.of(folder, byName ? Catalog.find(data).orElse(null) : null);
        if (json) {
            console.json(CheckReport.FolderNumbers.of(check));
        } else {
            CheckReport.print(check, console);
        }
        return exitCode(check.problems(), console);
    }

    /** A folder that lacks some of the files is looked at too. */
    private Path incomplete(DataFinder finder) {
        return finder.places(data).stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new DataException(data + ": no such folder, and no data set of this name on disk;"
                        + " name a folder, or fetch the data with 'mnist data fetch'"));
    }

    private static int exitCode(List<String> problems, Console console) {
        for (String problem : problems) {
            console.note("mnist: %s", problem);
        }
        return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.DATA;
    }
}
