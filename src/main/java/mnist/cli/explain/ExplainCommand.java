package mnist.cli.explain;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.IndexOption;
import mnist.cli.options.Labels;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.cli.options.ModelPartOption;
import mnist.cli.options.PreparationOptions;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.train.TrainingConfig;
import mnist.view.document.ClassLabels;
import mnist.view.document.Document;
import mnist.view.explain.Exercise;
import mnist.view.explain.ExerciseText;
import mnist.view.explain.Explanation;
import mnist.view.explain.ExplanationNumbers;
import mnist.view.explain.ExplanationPage;
import mnist.view.explain.ExplanationText;
import mnist.view.explain.TorchTwin;
import mnist.view.explain.WeightAddress;
import mnist.view.explain.Wishes;
import mnist.view.explain.WishesText;
import mnist.view.language.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows backpropagation at work on one image, or on a network small enough to follow by hand. */
@Command(
        name = "explain",
        description = {
            "Show what one image does to a network: forward, loss, backward, update, number by number.",
            "With --json every layer has 'sums': the strongest unit and the chosen weight's, with the weights of all"
                    + " inputs that are not 0, so that z = bias + sum of x * w can be done by hand."
        },
        customSynopsis = {
            "mnist explain runs/first --index 7",
            "       mnist explain runs/first --index 7 --weight 1,5,406 --lr 0.5",
            "       mnist explain runs/first --index 7 --html",
            "       mnist explain runs/first --index 7 --label 2",
            "       mnist explain runs/first my-seven.png --label 7",
            "       mnist explain runs/first - < my-seven.png",
            "       mnist explain runs/first --images 2,5,0,4",
            "       mnist explain runs/first --index 7 --exercise > exercise.txt",
            "       mnist explain runs/first --index 7 --check exercise.txt",
            "       mnist explain runs/first --index 7 --torch > twin.py",
            "       mnist explain --toy neuron",
            "       mnist explain --toy chain",
            "       mnist explain --toy line --steps 5",
            "       mnist explain --toy line --units 2 --points 10 --lr 0.1"
        })
public final class ExplainCommand extends ReportingCommand {
    private static final String VERSION = Version.number();

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            arity = "0..1",
            description = "A model file, or a run's folder, for its best.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "PICTURE",
            arity = "0..1",
            description =
                    "A picture, or - for one in standard input, prepared as 'mnist predict' does. Default: an image of the data set")
    private Path picture;

    @Option(
            names = "--label",
            paramLabel = "N",
            description =
                    "The class that the picture shows, its name or number; of an image of the data set: what if it"
                            + " were an N? Default: the one that the network takes the picture for, or that the data set says")
    private String label;

    @Mixin
    private PreparationOptions preparation;

    @Mixin
    private ModelOption data;

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which image, from 0. Default: ${DEFAULT-VALUE}")
    private int index;

    @Mixin
    private ModelPartOption part;

    @Option(
            names = "--weight",
            paramLabel = "LAYER,OUT,IN",
            description = "The weight whose chain rule is multiplied out: layers from 1, units from 0."
                    + " Default: the most blamed of the first layer")
    private String weight;

    @Option(
            names = "--lr",
            paramLabel = "X",
            description = "Rate of the step that is shown. Default: one image's share of a training step, lr / batch")
    private Double learningRate;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private LanguageOption language;

    @Mixin
    private HtmlOption html;

    @Mixin
    private TaskOptions task;

    @Mixin
    private ToyOptions toy;

    @Override
    public Integer call() {
        Console console = console();
        html.requireName(command);
        if (toy.name != null) {
            return toy.explain(command, console, learningRate, language, html, json);
        }
        toy.refuseOthers(command);
        Messages messages = language.messages("explain");
        WeightAddress address = weight == null ? null : WeightAddress.parse(weight);
        refuseMisfits();
        Path file = ModelOption.file(model);
        html.requirePlace(file.resolveSibling("explain.html"));
        ModelFile.Model loaded = ModelFile.load(file);
        Network network = loaded.network();
        if (address != null) {
            address.requiredIn(network.spec());
        }
        DataUse trainedOn = loaded.settings().data();
        ClassNames names = trainedOn.names();
        ClassLabels labels = Labels.of(names);
        TrainingConfig training = loaded.settings().training();
        if (task.classes != null) {
            return several(network, trainedOn, training, messages, console);
        }
        Integer said = label == null ? null : requiredClass("label", label, names);
        SingleImage image = picture == null
                ? ofDataSet(trainedOn, said, messages, console)
                : SingleImage.of(
                        picture,
                        preparation.preparation(false, trainedOn, console),
                        said,
                        labels,
                        network,
                        messages,
                        console);
        Explanation.Share share = learningRate == null
                ? new Explanation.Share(
                        Double.parseDouble(Float.toString(training.learningRate())), training.batchSize())
                : null;
        double rate = share == null ? learningRate : (double) training.learningRate() / training.batchSize();
        Explanation explanation = Explanation.of(
                        network, image.input(), image.label(), image.labelOrigin(), address, rate)
                .shown(labels, trainedOn.columns())
                .sharing(share);
        if (task.torch) {
            console.results(TorchTwin.of(explanation, file.toString(), image.pixels(), messages)
                    .lines()
                    .toList());
        } else if (task.isExercise()) {
            exercise(new Exercise(explanation), image, messages, console);
        } else if (html.isGiven()) {
            String page = ExplanationPage.of(explanation, image.title(), origin(network, messages), messages, VERSION);
            html.write(beside("explain-" + image.shortName()), page, messages, console, json);
        } else if (json) {
            console.json(new Explained(
                    model.toString(),
                    image.source(),
                    ExplanationNumbers.of(explanation),
                    names.name(explanation.label()),
                    names.name(explanation.prediction()),
                    names.names()));
        } else {
            console.result("%s", image.title());
            console.results(drawing.draw(image.pixels(), trainedOn.rows(), trainedOn.columns()));
            TaskOptions.print(ExplanationText.of(explanation, messages), console);
        }
        return ExitCodes.DONE;
    }

    private Path beside(String name) {
        return ModelOption.file(model).resolveSibling(name + ".html");
    }

    private String origin(Network network, Messages messages) {
        return messages.get("origin").formatted(model, network.spec().widths());
    }

    private int several(
            Network network, DataUse trainedOn, TrainingConfig training, Messages messages, Console console) {
        double rate = learningRate == null ? training.learningRate() : learningRate;
        Network start = training.firstNetwork(network.spec());
        ClassNames names = trainedOn.names();
        ClassLabels labels = Labels.of(names);
        List<Integer> classes = task.classes.stream()
                .map(said -> requiredClass("images", said, names))
                .toList();
        Dataset images = ModelOption.read(data.findAloud(trainedOn, console, language.language()), part, trainedOn);
        IndexOption.require(index, images.name(), images.size());
        SeveralImages several = SeveralImages.of(images, classes, index, labels, messages);
        Wishes wishes = several.wishes(network, start, images, rate, labels, trainedOn.columns());
        Document document = WishesText.of(wishes, several.titles(), messages);
        if (html.isGiven()) {
            String page = ExplanationPage.of(
                    document, several.title(), origin(network, messages), wishes.images(), messages, VERSION);
            html.write(beside("explain-images-" + String.join("-", several.titles())), page, messages, console, json);
        } else if (json) {
            console.json(new Several(
                    model.toString(),
                    several.singles().stream().map(SingleImage::source).toList(),
                    WishesText.numbers(wishes)));
        } else {
            console.result("%s", several.title());
            TaskOptions.print(document, console);
        }
        return ExitCodes.DONE;
    }

    private void exercise(Exercise asked, SingleImage image, Messages messages, Console console) {
        if (!task.exercise) {
            task.check(asked, messages, console, json);
            return;
        }
        Document document = ExerciseText.of(asked, image.title(), messages);
        if (html.isGiven()) {
            String page = ExplanationPage.of(
                    document, image.title(), model.toString(), List.of(asked.explanation()), messages, VERSION);
            html.write(beside("exercise-" + image.shortName()), page, messages, console, json);
        } else {
            TaskOptions.print(document, console);
        }
    }

    /** Refuses options that make no sense beside the others. */
    private void refuseMisfits() {
        require(
                learningRate == null || (learningRate > 0 && learningRate <= Float.MAX_VALUE),
                "--lr " + learningRate + ": expected a number above 0");
        task.refuseMisfits(command, html.isGiven(), json);
        require(picture == null || task.classes == null, "--images are of the data set: leave out " + picture);
        Usage.refuseGiven(command, "is for --toy line", "--units", "--points");
        require(model != null, "which model? Give a model file, or --toy neuron, chain or line");
        if (picture == null) {
            Usage.refuseGiven(command, "is for pictures; name a picture file", "--raw", "--prepare");
        }
        require(
                picture == null || !isGiven("--index"),
                "--index chooses an image of the data set, " + picture + " is a picture: give one of the two");
    }

    /** The number of a class that an option names. @throws InvalidSetting if it names none */
    private static int requiredClass(String option, String said, ClassNames names) {
        int named = names.indexOf(said);
        int number = named >= 0 ? named : ClassNames.numbered(names.count()).indexOf(said);
        if (number < 0) {
            String classes = names.areNumbers()
                    ? "expected 0 to " + (names.count() - 1)
                    : "expected a name such as '" + names.name(0) + "', or a number from 0 to " + (names.count() - 1);
            throw new InvalidSetting(option, said + ": is no class of the model, " + classes);
        }
        return number;
    }

    private SingleImage ofDataSet(DataUse trainedOn, Integer said, Messages messages, Console console) {
        Dataset images = ModelOption.read(data.findAloud(trainedOn, console, language.language()), part, trainedOn);
        return SingleImage.of(images, index, messages).labelled(said, Labels.of(trainedOn.names()), messages);
    }

    private record Several(
            String model,
            List<SingleImage.Source> sources,
            @JsonUnwrapped Record wishes) {}

    private record Explained(
            String model,
            @JsonUnwrapped SingleImage.Source source,
            @JsonUnwrapped ExplanationNumbers explanation,
            String labelName,
            String predictionName,
            List<String> classNames) {}
}
