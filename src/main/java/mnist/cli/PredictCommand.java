package mnist.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.data.Dataset;
import mnist.data.PicturePreparation;
import mnist.linalg.Backend;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.train.Predictor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which digits images show. */
@Command(
        name = "predict",
        description = {
            "Say which digits images show, with probabilities.",
            "Pictures have the size of the images that the model was trained on (28 x 28 for MNIST), a light digit on a"
                    + " dark background."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist predict runs/first --index 0 1 2",
            "       mnist predict runs/first my-seven.png my-two.png --draw",
            "       mnist predict runs/first data/mnist/t10k-images-idx3-ubyte.gz --json",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class PredictCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelOption model;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Pictures (PNG, JPEG, GIF, BMP, TIFF), or IDX files of images. Without any, --index chooses"
                    + " images of --data.")
    private List<Path> files = List.of();

    @Mixin
    private IndexOption index;

    @Mixin
    private PartOption part;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many of the most likely digits to show. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(names = "--draw", description = "Draw the images as text.")
    private boolean draw;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (files.isEmpty() && !index.isGiven()) {
            throw new ParameterException(
                    command.commandLine(), "predict what? Name picture files, or --index N for images of the data set");
        }
        if (top < 1) {
            throw new ParameterException(command.commandLine(), "--top " + top + ": expected 1 digit or more");
        }
        Console console = new Console(command);
        ModelFile.Model loaded = model.load();
        Samples samples = samples(loaded.settings().data(), console);
        float[][] outputs;
        Dataset images = samples.toDataset();
        try (Backend backend = Usage.check(command, backendOptions::open)) {
            outputs = Predictor.outputs(loaded.folded(), images, backend);
        }
        PredictionReport report =
                new PredictionReport(samples, outputs, loaded.network().spec().output(), top);
        if (json.json) {
            report.json(console);
        } else {
            report.print(console, draw ? i -> drawing.draw(images, i) : i -> List.of());
        }
        return ExitCodes.DONE;
    }

    private Samples samples(DataUse trainedOn, Console console) {
        Samples samples = new Samples(trainedOn.rows(), trainedOn.columns(), trainedOn.classes());
        PicturePreparation preparation = PicturePreparation.exactly(trainedOn.rows(), trainedOn.columns());
        SampleFiles sampleFiles = new SampleFiles(samples, preparation, index, console);
        files.forEach(sampleFiles::add);
        if (files.isEmpty()) {
            Dataset dataset = model.openData(part.part, trainedOn, console).data();
            samples.requireSize(dataset.name(), dataset.rows(), dataset.columns());
            samples.addFrom(dataset, index.among(dataset.name(), dataset.size(), 0));
        }
        return samples;
    }
}
