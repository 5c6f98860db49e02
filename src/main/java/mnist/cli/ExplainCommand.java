package mnist.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.data.Dataset;
import mnist.store.ModelFile;
import mnist.train.TrainingConfig;
import mnist.view.Emphasis;
import mnist.view.Explanation;
import mnist.view.ExplanationPage;
import mnist.view.ExplanationText;
import mnist.view.ExplanationTree;
import mnist.view.WeightAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows backpropagation at work on one image, or on a network small enough to follow by hand. */
@Command(
        name = "explain",
        description = "Show what one image does to a network: forward, loss, backward, update, number by number.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist explain runs/first --index 7",
            "       mnist explain runs/first --index 7 --weight 1,5,406 --lr 0.5",
            "       mnist explain runs/first --index 7 --html",
            "       mnist explain --toy neuron",
            "       mnist explain --toy chain",
            "       mnist explain --toy line --steps 5",
            ""
        },
        optionListHeading = "%nOptions:%n")
final class ExplainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "A model file, or a run's folder, for its best.")
    private Path model;

    @Option(
            names = "--data",
            paramLabel = "PATH|NAME|auto",
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
        WeightAddress address = weight == null ? null : Usage.check(command, () -> WeightAddress.parse(weight));
        if (learningRate != null && !(learningRate > 0 && learningRate <= Float.MAX_VALUE)) {
            throw Usage.error(command, "--lr " + learningRate + ": expected a number above 0");
        }
        if (model == null) {
            throw Usage.error(command, "which model? Give a model file, or --toy neuron, chain or line");
        }
        ModelFile.Model loaded = ModelFile.load(ModelOption.file(model));
        Usage.check(
                command,
                () -> address == null
                        ? null
                        : address.requiredIn(loaded.network().spec()));
        DataOptions.OpenedPart opened =
                ModelOption.openData(data, part.part, loaded.settings().data(), console);
        ModelOption.noteOrigin(data, opened, console);
        Dataset images = opened.data();
        OneImage image = Usage.check(
                command,
                () -> OneImage.of(images, index, loaded.network().spec().inputs()));
        double rate = learningRate == null ? shareOfStep(loaded.settings().training()) : learningRate;
        Explanation explanation = Usage.check(
                command, () -> new Explanation(loaded.network(), image.input(), image.label(), address, rate));
        String title = "image " + index + " of " + images.name() + ": a " + image.label();
        if (html.isGiven()) {
            String origin = model + ", a network " + explanation.spec().widths();
            String page = ExplanationPage.of(explanation, title, origin, images.columns(), Version.number());
            html.write(ModelOption.file(model).resolveSibling("explain-" + index + ".html"), page, console, json.json);
            return ExitCodes.DONE;
        }
        if (json.json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("model", model.toString());
            tree.put("data", images.name());
            tree.put("index", index);
            tree.putAll(ExplanationTree.of(explanation));
            console.json(tree);
            return ExitCodes.DONE;
        }
        console.result("%s", title);
        drawing.draw(image.pixels(), images.rows(), images.columns()).forEach(line -> console.result("%s", line));
        Emphasis emphasis = Console.outIsTerminal() ? Emphasis.COLOUR : Emphasis.PLAIN;
        ExplanationText.of(explanation).lines(emphasis).forEach(line -> console.result("%s", line));
        return ExitCodes.DONE;
    }

    private static double shareOfStep(TrainingConfig config) {
        return (double) config.learningRate() / config.batchSize();
    }
}
