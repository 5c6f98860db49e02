package mnist.cli.explain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.HtmlOption;
import mnist.cli.frame.JsonOption;
import mnist.cli.frame.Printable;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.Completions;
import mnist.cli.options.DataOptions;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.ModelOption;
import mnist.cli.options.OneImage;
import mnist.cli.options.PartOption;
import mnist.data.Dataset;
import mnist.nn.Network;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.train.TrainingConfig;
import mnist.view.document.Emphasis;
import mnist.view.explain.Explanation;
import mnist.view.explain.ExplanationPage;
import mnist.view.explain.ExplanationText;
import mnist.view.explain.ExplanationTree;
import mnist.view.explain.LabelOrigin;
import mnist.view.explain.WeightAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows backpropagation at work on one image, or on a network small enough to follow by hand. */
@Command(
        name = "explain",
        description = {
            "Show what one image does to a network: forward, loss, backward, update, number by number.",
            "With --json every layer has 'sums': the strongest unit and the chosen weight's, with the weights of all"
                    + " inputs that are not 0, so that z = bias + sum of x * w can be done by hand."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist explain runs/first --index 7",
            "       mnist explain runs/first --index 7 --weight 1,5,406 --lr 0.5",
            "       mnist explain runs/first --index 7 --html",
            "       mnist explain runs/first --index 7 --label 2",
            "       mnist explain runs/first my-seven.png --label 7",
            "       mnist explain runs/first - < my-seven.png",
            "       mnist explain --toy neuron",
            "       mnist explain --toy chain",
            "       mnist explain --toy line --steps 5",
            ""
        },
        optionListHeading = "%nOptions:%n")
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

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
                    "A picture of a digit, or - for one in standard input, prepared as 'mnist predict' does. Default: an image of the data set")
    private Path picture;

    @Mixin
    private ExplainedPicture pictureOptions;

    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
            completionCandidates = Completions.DataNames.class,
            description = "A folder with the four IDX files, the name of a known data set, or auto (see 'mnist train"
                    + " --help'). Default: the data that the model was trained on")
    private String data;

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "Which image, from 0. Default: ${DEFAULT-VALUE}")
    private int index;

    @Mixin
    private PartOption part;

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
    private HtmlOption html;

    @Mixin
    private ToyOptions toy;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Console console = new Console(command);
        if (toy.name != null) {
            return toy.explain(command, console, learningRate, html, json.json);
        }
        WeightAddress address = weight == null ? null : WeightAddress.parse(weight);
        if (learningRate != null && !(learningRate > 0 && learningRate <= Float.MAX_VALUE)) {
            throw Usage.error(command, "--lr " + learningRate + ": expected a number above 0");
        }
        if (model == null) {
            throw Usage.error(command, "which model? Give a model file, or --toy neuron, chain or line");
        }
        ModelFile.Model loaded = ModelFile.load(ModelOption.file(model));
        if (address != null) {
            address.requiredIn(loaded.network().spec());
        }
        DataUse trainedOn = loaded.settings().data();
        Subject subject = pictureOptions.isGiven(command, picture)
                ? pictureOptions.subject(picture, loaded.network(), trainedOn, console)
                : pictureOptions.relabelled(ofDataSet(loaded.network(), trainedOn, console));
        OneImage image = subject.image();
        double rate = learningRate == null ? shareOfStep(loaded.settings().training()) : learningRate;
        Explanation explanation =
                new Explanation(loaded.network(), image.input(), image.label(), subject.labelOrigin(), address, rate);
        if (html.isGiven()) {
            String origin = model + ", a network " + explanation.spec().widths();
            String page =
                    ExplanationPage.of(explanation, subject.title(), origin, trainedOn.columns(), Version.number());
            html.write(
                    ModelOption.file(model).resolveSibling("explain-" + subject.shortName() + ".html"),
                    page,
                    console,
                    json.json);
            return ExitCodes.DONE;
        }
        if (json.json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("model", model.toString());
            tree.putAll(subject.source());
            tree.putAll(ExplanationTree.of(explanation));
            console.json(tree);
            return ExitCodes.DONE;
        }
        console.result("%s", Printable.of(subject.title()));
        drawing.draw(image.pixels(), trainedOn.rows(), trainedOn.columns()).forEach(line -> console.result("%s", line));
        Emphasis emphasis = Console.outIsTerminal() ? Emphasis.COLOUR : Emphasis.PLAIN;
        ExplanationText.of(explanation).lines(emphasis).forEach(line -> console.result("%s", line));
        return ExitCodes.DONE;
    }

    private Subject ofDataSet(Network network, DataUse trainedOn, Console console) {
        DataOptions.OpenedPart opened = ModelOption.openData(data, part.part, trainedOn, console);
        ModelOption.noteOrigin(data, opened, console);
        Dataset images = opened.data();
        OneImage image = OneImage.of(images, index, network.spec().inputs());
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("data", images.name());
        source.put("index", index);
        String title = "image " + index + " of " + images.name() + ": a " + image.label();
        return new Subject(image, LabelOrigin.KNOWN, title, Integer.toString(index), source);
    }

    private static double shareOfStep(TrainingConfig config) {
        return (double) config.learningRate() / config.batchSize();
    }

    /**
     * What is explained.
     *
     * @param shortName for names of files
     * @param source where it comes from, for --json
     */
    record Subject(
            OneImage image, LabelOrigin labelOrigin, String title, String shortName, Map<String, Object> source) {}
}
