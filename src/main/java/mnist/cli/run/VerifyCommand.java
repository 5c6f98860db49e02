package mnist.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Printable;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.ModelOption;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.folder.SourceFinder;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.DataUse;
import mnist.store.RunCheck;
import mnist.store.RunCheck.Check;
import mnist.store.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the files of runs, and models. */
@Command(
        name = "verify",
        description = {
            "Check runs and models: hashes, settings, metrics, the result, and whether the data are those that were trained"
                    + " on.",
            "Exits with 4 when a file is damaged or does not fit the others, with 3 when only the data do not fit."
        },
        customSynopsis = {
            "mnist verify runs/first",
            "       mnist verify runs/* --json",
            "       mnist verify model.safetensors --data mnist"
        })
public final class VerifyCommand extends ReportingCommand {
    private static final String DATA = "data";

    @Parameters(
            paramLabel = "RUN|MODEL",
            arity = "1..*",
            description = "Folders of runs, and model files, which are checked alone.")
    private List<Path> paths;

    @Mixin
    private ModelOption data;

    /** What is said of a run or a model. */
    private record Verdict(String path, boolean sound, List<Check> checks) {}

    @Override
    public Integer call() {
        Console console = console();
        int code = ExitCodes.DONE;
        for (Path path : paths) {
            int worse = verify(path, console);
            code = worse == ExitCodes.DONE || code == ExitCodes.MODEL ? code : worse;
        }
        return code;
    }

    private int verify(Path path, Console console) {
        List<Check> checks;
        try {
            requireNoData(path);
            RunCheck check = PathKind.isFolder(path) ? RunCheck.ofRun(path) : RunCheck.ofModel(path);
            checks = new ArrayList<>(check.checks());
            if (check.settings() != null) {
                checks.add(data(check.settings().data(), console));
            }
        } catch (StoreException e) {
            console.failure(e);
            return ExitCodes.MODEL;
        }
        List<Check> wrong = checks.stream().filter(check -> !check.sound()).toList();
        if (json) {
            console.json(new Verdict(path.toString(), wrong.isEmpty(), checks));
        } else {
            print(path, checks, wrong.size(), console);
        }
        boolean files = wrong.stream().anyMatch(check -> !check.check().equals(DATA));
        return wrong.isEmpty() ? ExitCodes.DONE : files ? ExitCodes.MODEL : ExitCodes.DATA;
    }

    /** @throws StoreException if the folder holds nothing but data */
    private static void requireNoData(Path path) {
        boolean run = RunDirectory.isRun(path) || RunDirectory.firstIn(path).isPresent();
        if (PathKind.isFolder(path) && !run && SourceFinder.holdsIdx(path)) {
            throw StoreException.of(
                    path, "the folder of a run", "data, and no config.json", "write mnist data verify " + path);
        }
    }

    private Check data(DataUse use, Console console) {
        if (use.isUnknown()) {
            return new Check(DATA, true, "not checked: the model was imported without its data");
        }
        try {
            Dataset train = data.find(use, console).read(Split.TRAIN, use.names());
            boolean same = train.fingerprint().equals(use.fingerprint());
            return new Check(
                    DATA,
                    same,
                    same
                            ? train.name() + ", " + use.shortFingerprint()
                            : "expected " + use.shortFingerprint() + " (" + use.name() + "), found "
                                    + train.fingerprint()
                                            .substring(0, use.shortFingerprint().length()) + " ("
                                    + train.name() + "); name the data that were trained on with --data");
        } catch (DataException e) {
            return new Check(DATA, !data.isDataGiven(), (data.isDataGiven() ? "" : "not checked: ") + e.getMessage());
        }
    }

    private static void print(Path path, List<Check> checks, int wrong, Console console) {
        console.result("%s", Printable.of(path.toString()));
        for (Check check : checks) {
            console.result(
                    "  %-8s %-8s %s", check.check(), check.sound() ? "ok" : "PROBLEM", Printable.of(check.found()));
        }
        boolean diverged = PathKind.isFolder(path)
                && PathKind.exists(RunDirectory.view(path).diverged());
        String well = diverged ? "the files are sound, but training diverged" : "all is well";
        console.result(wrong == 0 ? well : "NOT sound: " + Console.count(wrong, "problem"));
    }
}
