package mnist.cli.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.ModelOption;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.tensorboard.EventExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in a form that other programs use. */
@Command(
        name = "export",
        description = {
            "Write a model for other programs.",
            "The ending of FILE says which:",
            "  .onnx  the whole network with its preprocessing, for ONNX runtimes",
            "  .npz   the weights under PyTorch's names and the names of the classes",
            "  .py    a Python program with the weights inside that predicts with NumPy",
            "A folder, or a name without an ending, gets a run's metrics and weights as an event file of TensorBoard.",
            "",
            "In .onnx and .py batch normalization is in the weights. PyTorch reads the model file as it is."
        },
        customSynopsis = {
            "mnist export runs/first --to digits.onnx",
            "       mnist export runs/first/last.safetensors --to weights.npz",
            "       mnist export runs/first --to predict.py",
            "       mnist export runs/first --to events/first"
        })
public final class ExportCommand extends ReportingCommand {
    @Parameters(paramLabel = "MODEL", description = ModelOption.MEANING)
    private Path model;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write, a new one; or a folder.")
    private Path target;

    private record Exported(String model, String exported, String form, long bytes) {}

    @Override
    public Integer call() {
        ExportForm.named(target.toString()).ifPresent(form -> {
            throw console()
                    .usageError("--to " + target + ": is a form, no name of a file: write --to model" + form.ending
                            + " (a folder, as --to events, is for TensorBoard)");
        });
        if (PathKind.isFolder(target) || !target.toString().matches("(?s).*\\.[^./\\\\]*")) {
            exportEvents();
            return ExitCodes.DONE;
        }
        ExportForm form = ExportForm.of(target)
                .orElseThrow(() -> console()
                        .usageError("--to " + target + ": expected a name that ends in one of " + ExportForm.endings()
                                + ", or a folder, for TensorBoard; name such a file"
                                + (target.toString().matches("(?i).*\\.(pt|pth|safetensors)")
                                        ? ", or none: PyTorch loads " + ModelOption.file(model) + " as it is"
                                        : ", for example " + onnxName(target)
                                                + ", which converters for other programs read")));
        requireNew(target);
        OutputPlace.requireFile(target);
        Path file = ModelOption.file(model);
        form.write(target, ModelFile.load(file));
        tell("model", file, target, form.ending.substring(1), form.meaning);
        return ExitCodes.DONE;
    }

    private static String onnxName(Path target) {
        return target.toString().replaceFirst("\\.[^./\\\\]*$", ".onnx");
    }

    private void requireNew(Path file) {
        require(!PathKind.exists(file), "--to " + file + ": already exists; name a new file");
    }

    private void exportEvents() {
        Path events = target.resolve(EventExport.FILE);
        requireNew(events);
        OutputPlace.requireFolder(target);
        require(
                PathKind.isFolder(model),
                "--to " + target + ": events are those of a run, but " + model
                        + " is no folder; name the run's folder, or a file that ends in one of "
                        + ExportForm.endings());
        EventExport.write(RunDirectory.view(model), events);
        tell("run", model, events, "tensorboard", "for tensorboard --logdir " + Console.quoted(target));
    }

    private void tell(String kind, Path from, Path written, String form, String meaning) {
        Console console = console();
        console.kept("the exported " + kind + " is %s", written);
        if (json) {
            console.json(new Exported(from.toString(), written.toString(), form, size(written)));
        } else {
            console.result("%-10s %s", kind, from);
            console.result("exported   %s, %s", written, meaning);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }
}
