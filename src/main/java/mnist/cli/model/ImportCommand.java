package mnist.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Version;
import mnist.cli.options.DataMessages;
import mnist.cli.options.DataOptions;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.fetch.FoundData;
import mnist.data.source.Reading;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.nn.NetworkSpec;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.picture.MeasuredPreparation;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.imports.ForeignNetwork;
import mnist.store.imports.ImportedModel;
import mnist.store.imports.InputScale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a model of a network that another program trained. */
@Command(
        name = "import",
        description = {
            "Make a model of a network of dense layers that another program trained.",
            "The ending of FILE says how it is read:",
            "  .safetensors  PyTorch's state_dict",
            "  .npz          the same names; coefs_0, intercepts_0 of scikit-learn;",
            "                kernel and bias of Keras; or arr_0, arr_1: weights, biases",
            "  .onnx         Gemm or MatMul with activations between",
            "",
            "Layers are found by names and shapes. What the network was shown for a pixel is taken into the first layer,"
                    + " so that the model answers as the network did."
        },
        customSynopsis = {
            "mnist import net.npz --activation relu --pixels 0..1 --to my.safetensors",
            "       mnist import net.onnx --pixels 0.1307,0.3081 --to m.safetensors"
        })
public final class ImportCommand extends ReportingCommand {
    private static final String ENDING = ".safetensors";

    @Parameters(paramLabel = "FILE", description = "The network of another program.")
    private Path file;

    @Option(names = "--to", paramLabel = "MODEL", required = true, description = "The model to write, a new file.")
    private Path target;

    @Option(
            names = "--pixels",
            paramLabel = "P",
            description = "What the network was shown for black and white, 0..1, 0..255 or -1..1; or mean and deviation"
                    + " of p/255, as in 0.1307,0.3081. Needed unless the file says it.")
    private String pixels;

    @Option(
            names = "--activation",
            paramLabel = "F",
            description = "Of the hidden layers: ${COMPLETION-CANDIDATES}. Needed unless the file says it.")
    private Activation activation;

    @Option(
            names = "--output",
            paramLabel = "G",
            description = "Of the last layer: ${COMPLETION-CANDIDATES}. Default: what the file says, or softmax")
    private Output output;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            description = "Widths of the hidden layers, to check those that are found.")
    private List<Integer> hidden;

    @Option(
            names = "--transposed",
            description = "Weights are [in, out], as in Keras; needed where neither shapes nor names say it.")
    private boolean transposed;

    @Option(
            names = "--data",
            paramLabel = "PATH|NAME",
            completionCandidates = DataOptions.Names.class,
            description = "What the network was trained on, with the names of its classes: what eval and others take"
                    + " where no other data are named.")
    private String data;

    /** What is said of the model. */
    private record Imported(
            String model,
            String imported,
            String form,
            String widths,
            String activation,
            String output,
            String normalization,
            String layout,
            String pixels,
            @JsonInclude(JsonInclude.Include.NON_NULL) String data,
            String tensorsSha256) {}

    @Override
    public Integer call() {
        require(
                target.toString().endsWith(ENDING),
                "--to " + target + ": expected a name that ends in " + ENDING + "; name such a file");
        require(!PathKind.exists(target), "--to " + target + ": already exists; name a new file");
        OutputPlace.requireFile(target);
        if (RunDirectory.isRun(file)) {
            throw StoreException.of(
                    file, "a network of another program", "a run of this one", "use it as it is: mnist eval " + file);
        }
        InputScale scale = pixels == null ? null : InputScale.parse(pixels);
        ForeignNetwork foreign = ImportForm.of(file).read(file, transposed);
        DataUse use = data == null ? null : use();
        ImportedModel model = ImportedModel.of(
                foreign, new ImportedModel.Answers(activation, output, scale, hidden, use), Version.number());
        model.save(target);
        console().kept("the imported model is %s", target);
        print(model, foreign);
        return ExitCodes.DONE;
    }

    private DataUse use() {
        FoundData found = DataMessages.finder(console()).find(data, Reading.PLAIN);
        Dataset train = found.read(Split.TRAIN, null);
        return DataUse.whole(
                found.folder().toString(),
                train,
                found.generated(),
                MeasuredPreparation.of(train).toString());
    }

    private void print(ImportedModel model, ForeignNetwork foreign) {
        Console console = console();
        NetworkSpec spec = model.network().spec();
        DataUse use = model.settings().data();
        if (json) {
            console.json(new Imported(
                    target.toString(),
                    file.toString(),
                    ImportForm.of(file).ending.substring(1),
                    spec.widths(),
                    spec.activation().toString(),
                    spec.output().toString(),
                    spec.normalization().toString(),
                    foreign.layout(),
                    model.shown().text(),
                    use.isUnknown() ? null : use.source(),
                    ModelFile.tensorsSha256(target)));
            return;
        }
        console.result("imported   %s: %s", file, model.layersText());
        console.result("weights    %s", foreign.layout());
        console.result(
                "network    %s, %s, %s%s",
                spec.widths(),
                spec.activation(),
                spec.output(),
                spec.normalization() == Normalization.NONE
                        ? ""
                        : ", " + spec.normalization() + " normalization before each activation");
        console.result(
                "pixels     %s, taken into the first layer", model.shown().described());
        console.result("model      %s", target);
        console.result(
                "next       %s eval %s%s",
                Console.program(), Console.quoted(target), use.isUnknown() ? " --data mnist" : "");
    }
}
