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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model in a form that other programs use. */
@Command(
        name = "export",
        description = {
            "Write a model for other programs. The ending of FILE says which:",
            "  .onnx  the whole network with its preprocessing, for ONNX runtimes",
            "  .npz   the weights under PyTorch's names and the names of the classes",
            "  .py    a Python program with the weights inside that predicts with NumPy",
            "",
            "In .onnx and .py batch normalization is in the weights. PyTorch reads the model file as it is."
        },
        customSynopsis = {
            "mnist export runs/first --to digits.onnx",
            "       mnist export runs/first/last.safetensors --to weights.npz",
            "       mnist export runs/first --to predict.py"
        })
public final class ExportCommand extends ReportingCommand {
    @Parameters(paramLabel = "MODEL", description = ModelOption.MEANING)
    private Path model;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file to write, a new one.")
    private Path target;

    private record Exported(String model, String exported, String form, long bytes) {}

    @Override
    public Integer call() {
        ExportForm form = ExportForm.of(target)
                .orElseThrow(() -> console()
                        .usageError("--to " + target + ": expected a name that ends in one of " + ExportForm.endings()
                                + "; name such a file"));
        require(!PathKind.exists(target), "--to " + target + ": already exists; name a new file");
        OutputPlace.requireFile(target);
        Path file = ModelOption.file(model);
        form.write(target, ModelFile.load(file));
        Console console = console();
        console.kept("the exported model is %s", target);
        if (json) {
            console.json(new Exported(file.toString(), target.toString(), form.ending.substring(1), size()));
        } else {
            console.result("model      %s", file);
            console.result("exported   %s, %s", target, form.meaning);
        }
        return ExitCodes.DONE;
    }

    private long size() {
        try {
            return Files.size(target);
        } catch (IOException e) {
            throw StoreException.reading(target, e);
        }
    }
}
