package mnist.cli.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.DataMessages;
import mnist.cli.options.PictureReadingOptions;
import mnist.data.DataException;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataFinder;
import mnist.data.fetch.FileCheck;
import mnist.data.fetch.FolderCheck;
import mnist.data.fetch.FoundData;
import mnist.data.folder.DataFolder;
import mnist.data.folder.SourceFinder;
import mnist.data.idx.IdxHeader;
import mnist.data.source.LabelledSource;
import mnist.file.PathKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a data set or a single file. */
@Command(
        name = "verify",
        description = {
            "Check every byte of a data set: headers, sizes, checksums, labels, and whether it is what was published."
                    + " Say what a network could not learn from it.",
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
            description =
                    "A data set, as --data of 'mnist train' takes it (of a known name its content must be what was"
                            + " published), or one IDX file. Default: ${DEFAULT-VALUE}")
    private String data;

    @Mixin
    private PictureReadingOptions reading;

    @Override
    public Integer call() {
        Console console = console();
        Path path = Path.of(data);
        PathKind kind = PathKind.known(path);
        boolean single = kind == PathKind.OTHER || (kind == PathKind.FILE && isIdx(path));
        return single ? verifyFile(path, console) : verifyData(console);
    }

    /** What is no archive, table or the like is looked at as an IDX file. */
    private static boolean isIdx(Path file) {
        return !SourceFinder.isDataSet(file);
    }

    private int verifyFile(Path path, Console console) {
        FileCheck check = FileCheck.of(path);
        if (json) {
            console.json(FileNumbers.of(check));
        } else {
            print(check, console);
        }
        return exitCode(check.isSound() ? List.of() : List.of(check.problem()), console);
    }

    private int verifyData(Console console) {
        DataFinder finder = DataMessages.finder(console);
        Path place = finder.onDisk(data).orElseGet(() -> incomplete(finder));
        FolderCheck check = check(finder, place);
        if (json) {
            console.json(FolderNumbers.of(check));
        } else {
            print(check, console);
        }
        check.warnings().forEach(console::warning);
        return exitCode(check.problems(), console);
    }

    private FolderCheck check(DataFinder finder, Path place) {
        boolean byName = !place.equals(Path.of(data));
        try {
            FoundData found = finder.at(place, reading.reading());
            return FolderCheck.of(
                    found,
                    byName
                            ? Catalog.find(data)
                                    .filter(entry -> !entry.classes().isEmpty())
                                    .orElse(null)
                            : null);
        } catch (DataException e) {
            return FolderCheck.without(place, e.getMessage());
        }
    }

    /** A folder that lacks some of the files is looked at too. */
    private Path incomplete(DataFinder finder) {
        return finder.places(data).stream()
                .filter(folder -> DataFolder.kind(folder) == PathKind.FOLDER)
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

    private static void print(FolderCheck check, Console console) {
        boolean plain = check.form() == null || check.form().equals(LabelledSource.IDX);
        console.result("%s%s", check.place(), plain ? "" : ": " + check.form());
        List<FolderCheck.Part> parts = List.of(check.train(), check.test());
        if (check.form() != null) {
            parts.forEach(part -> part.files().forEach(file -> print(file, console)));
        }
        for (FolderCheck.Part part : parts) {
            if (part.isSound()) {
                FolderCheck.Content content = part.content();
                console.result(
                        "%-5s  %s of %d x %d, %s",
                        part.name(),
                        Console.count(content.images(), "image"),
                        content.columns(),
                        content.rows(),
                        labels(content));
                console.result("       content %s, %s", content.fingerprint().substring(0, 12), known(content.known()));
            }
        }
        if (check.testImagesInTraining() > 0) {
            console.result(
                    "       %s also among the training images",
                    Console.count(check.testImagesInTraining(), "test image"));
        }
        console.result(
                check.isSound()
                        ? "all is well"
                        : "NOT sound: problems " + check.problems().size());
    }

    private static void print(FileCheck check, Console console) {
        console.result("  %s  %s", check.file().name(), check.isSound() ? "ok" : "PROBLEM");
        if (check.header() != null) {
            console.result("    %s, %,d bytes", check.header(), check.bytes());
        }
        if (check.sha256() != null) {
            console.result("    sha256 %s", check.sha256());
        }
        if (check.published() != null) {
            console.result("    a file of %s as published", check.published());
        }
    }

    private static String labels(FolderCheck.Content content) {
        int[] counts = content.labelCounts();
        return "labels "
                + IntStream.range(0, counts.length)
                        .filter(label -> counts[label] > 0)
                        .mapToObj(content.classNames()::get)
                        .collect(Collectors.joining(" "));
    }

    private static String known(String known) {
        return known == null ? "nothing known" : "that is " + known;
    }

    private record FolderNumbers(
            String folder,
            String form,
            boolean sound,
            List<String> problems,
            List<String> warnings,
            int testImagesInTraining,
            List<PartNumbers> parts) {
        static FolderNumbers of(FolderCheck check) {
            return new FolderNumbers(
                    check.place().toString(),
                    check.form(),
                    check.isSound(),
                    check.problems(),
                    check.warnings(),
                    check.testImagesInTraining(),
                    List.of(PartNumbers.of(check.train()), PartNumbers.of(check.test())));
        }
    }

    private record PartNumbers(String part, @JsonUnwrapped FolderCheck.Content content, List<FileNumbers> files) {
        static PartNumbers of(FolderCheck.Part part) {
            return new PartNumbers(
                    part.name(),
                    part.content(),
                    part.files().stream().map(FileNumbers::of).toList());
        }
    }

    private record FileNumbers(
            String file,
            boolean sound,
            String problem,
            long bytes,
            String type,
            List<Long> dimensions,
            String sha256,
            String published) {
        static FileNumbers of(FileCheck check) {
            IdxHeader header = check.header();
            return new FileNumbers(
                    check.file().toString(),
                    check.isSound(),
                    check.problem(),
                    check.bytes(),
                    header == null ? null : header.type().toString(),
                    header == null ? null : header.dimensions(),
                    check.sha256(),
                    check.published());
        }
    }
}
