package mnist.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.cli.options.ModelPartOption;
import mnist.cli.options.PictureOptions;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.data.fetch.FoundData;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.picture.PictureFile;
import mnist.picture.PicturePreparation;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.view.text.EvaluationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what images show. */
@Command(
        name = "predict",
        description = {
            "Say which class images show, for example which digit, with probabilities.",
            "Pictures may have any size and colours, dark on light ground or light on dark: they are prepared as the"
                    + " model's training images were. For models of MNIST's digits and the like the ink is fitted into"
                    + " 20 x 20 pixels, its centre of mass in the middle of 28 x 28; for others the whole picture is"
                    + " fitted into the size of the model's images.",
            "Files that cannot be used are reported, the others are predicted, and the exit code is 3. Where every"
                    + " picture lies in a folder whose name is that of a class, or its number, the accuracy is printed too."
        },
        customSynopsis = {
            "mnist predict runs/first --index 0 1 2",
            "       mnist predict runs/first --index 0..99",
            "       mnist predict runs/first my-seven.png photo.jpg --draw",
            "       mnist predict runs/first scans/ --save-prepared seen/",
            "       mnist predict runs/first sorted/*/*.png",
            "       mnist predict runs/first house-number.jpg --many",
            "       mnist predict runs/first --files-from list.txt",
            "       mnist predict runs/first - --json < my-seven.png",
            "       mnist predict runs/first --index all --csv > submission.csv",
            "       mnist predict runs/first data/mnist/t10k-images-idx3-ubyte.gz --json"
        })
public final class PredictCommand extends ReportingCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = ModelOption.MEANING)
    private Path model;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description =
                    "Pictures (PNG, JPEG, BMP, GIF, TIFF), folders of pictures, IDX files, CSV tables or .npy arrays of images, or - for"
                            + " standard input: an IDX file, or pictures one after another. Without any, --index chooses images of --data.")
    private List<Path> files = List.of();

    @Option(
            names = "--files-from",
            paramLabel = "LIST",
            description = "Read the paths of files from this file, one a line, or - for standard input.")
    private Path list;

    @Mixin
    private ModelOption data;

    @Mixin
    private IndexOption index;

    @Mixin
    private ModelPartOption part;

    @Mixin
    private PictureOptions pictures;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "3",
            description = "How many of the most likely classes to show. Default: ${DEFAULT-VALUE}")
    private int top;

    @Option(
            names = "--csv",
            description =
                    "Print ImageId,Label as Kaggle takes it: images counted from 1 in the order given, and the names"
                            + " of their classes. Without FILE and --index, all images of --data.")
    private boolean csv;

    @Option(names = "--draw", description = "Draw as text what the network saw.")
    private boolean draw;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private LanguageOption language;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        refuseMisfits();
        if (pictures.savePrepared != null) {
            OutputPlace.requireFolder(pictures.savePrepared);
        }
        Console console = console();
        ModelFile.Model loaded = ModelFile.load(ModelOption.file(model));
        DataUse trainedOn = loaded.settings().data();
        if (isGiven("--top")) {
            console.beyond(
                    "--top",
                    top,
                    trainedOn.classes(),
                    "the model has " + trainedOn.classes() + " classes; all are shown");
        }
        if (pictures.many) {
            requireShortNames(trainedOn.names());
        }
        PredictionInputs inputs = new PredictionInputs();
        boolean allUsable = true;
        if (isOfDataSet()) {
            FoundData found = data.find(trainedOn, console);
            require(
                    !csv
                            || part.part != ModelPartOption.Part.TEST
                            || found.source().has(Split.TEST),
                    "--csv: the test part of " + found.folder()
                            + " was drawn from the training images; name the file whose images are to be predicted");
            Dataset dataset = ModelOption.read(found, part, trainedOn);
            inputs.addFrom(dataset, index.among(dataset.name(), dataset.size(), csv ? dataset.size() : 0));
        } else {
            PicturePreparation preparation = pictures.preparation.preparation(pictures.many, trainedOn, console);
            allUsable = new SampleFiles(
                            inputs,
                            trainedOn,
                            preparation,
                            data.reading(trainedOn),
                            pictures.preparation.mustBeDark(trainedOn),
                            index,
                            console)
                    .addAll(named(console));
            if (pictures.many || !inputs.allLabelled()) {
                inputs.dropLabels();
            }
        }
        if (csv && !allUsable) {
            console.warning(
                    "nothing is printed: --csv counts images, and those after a missing one would be miscounted");
            return ExitCodes.DATA;
        }
        if (!inputs.images().isEmpty()) {
            if (pictures.savePrepared != null) {
                inputs.save(pictures.savePrepared, trainedOn.rows(), trainedOn.columns());
            }
            Dataset images = inputs.toDataset(trainedOn.rows(), trainedOn.columns(), trainedOn.names());
            predict(loaded.folded(), inputs, images, console);
        }
        return allUsable ? ExitCodes.DONE : ExitCodes.DATA;
    }

    /** The library of pictures is asked, and so loaded, only about names that are not those of models. */
    private boolean isPicture(Path path) {
        return !PathKind.isFolder(path)
                && !path.toString().endsWith(".safetensors")
                && PictureFile.isNamedLikeOne(path.toString());
    }

    private void refuseMisfits() {
        require(
                !isPicture(model),
                model + " is no model: MODEL comes first, as in mnist predict runs/first " + Console.quoted(model));
        require(
                !isOfDataSet() || index.isGiven() || csv,
                "predict what? Name picture files, - for one in standard input, or --index N for images of the data set");
        if (isOfDataSet()) {
            Usage.refuseGiven(command, "is for pictures; name picture files", "--raw", "--prepare", "--many");
        }
        if (csv) {
            Usage.refuseGiven(
                    command,
                    "and --csv exclude each other: give one of the two",
                    "--json",
                    "--many",
                    "--top",
                    "--draw");
        }
        require(
                list == null
                        || !PictureOptions.isStandardInput(list)
                        || files.stream().noneMatch(PictureOptions::isStandardInput),
                "standard input cannot be both the list and a picture: give - once");
        InvalidSetting.require(top >= 1, "top", top + ": expected 1 class or more");
    }

    /** The answers to several images in a row are written without anything between them. */
    private static void requireShortNames(ClassNames names) {
        List<String> longer = names.names().stream()
                .filter(name -> name.codePointCount(0, name.length()) != 1)
                .toList();
        if (!longer.isEmpty()) {
            throw new InvalidSetting(
                    "many",
                    "reads classes whose names have one character each, but one of the model's is '" + longer.get(0)
                            + "': leave it out");
        }
    }

    private boolean isOfDataSet() {
        return files.isEmpty() && list == null;
    }

    /** The files of the command line, then those of the list. */
    private List<FileList.Named> named(Console console) {
        List<FileList.Named> named = new ArrayList<>();
        files.forEach(file -> named.add(new FileList.Named(file, "")));
        if (list != null) {
            named.addAll(FileList.read(list, console));
        }
        return named;
    }

    private void predict(Network network, PredictionInputs samples, Dataset images, Console console) {
        float[][] outputs;
        Evaluation byFolders = null;
        try (Backend backend = backendOptions.open()) {
            outputs = Evaluator.outputs(network, images, backend);
            if (!isOfDataSet() && samples.allLabelled()) {
                byFolders = evaluation(network, images, backend);
            }
        }
        PredictionReport report = new PredictionReport(
                samples.images(),
                samples.groups(),
                images.classNames(),
                outputs,
                network.spec().output(),
                top);
        IntFunction<List<String>> drawn = draw ? i -> drawing.draw(images, i) : i -> List.of();
        if (csv) {
            report.csv(console);
        } else if (pictures.many && json) {
            report.jsonNumbers(console);
        } else if (pictures.many) {
            report.printNumbers(console, drawn);
        } else if (json) {
            report.json(console);
        } else {
            report.print(console, drawn, byFolders, language.messages(EvaluationText.BUNDLE));
        }
    }

    private static Evaluation evaluation(Network network, Dataset images, Backend backend) {
        try (Evaluator evaluator = new Evaluator(images, backend)) {
            return evaluator.evaluate(network);
        }
    }
}
