package mnist.cli.explain;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.data.Dataset;
import mnist.data.Pixels;
import mnist.data.Split;
import mnist.data.fetch.FoundData;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.json.Json;
import mnist.train.TrainingConfig;
import mnist.view.lab.LabDigits;
import mnist.view.lab.LabPage;
import mnist.view.language.Messages;
import mnist.view.report.ReportModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a page in which a network learns, step by step, before one's eyes. */
@Command(
        name = "lab",
        description = {
            "Write a page for the browser in which you watch backpropagation happen on real digits: step forward and"
                    + " back, turn knobs, train, draw. It computes every number itself, as this program does.",
            "",
            "Without a model it begins with an untrained network of 16 and 16 hidden units, and images of the data that"
                    + " 'mnist train' would take. The page is one file that needs no network; some hundreds of test images are"
                    + " in it."
        },
        customSynopsis = {
            "mnist lab",
            "       mnist lab --lang zh --out lab-zh.html",
            "       mnist lab runs/first",
            "       mnist lab runs/first/last.safetensors --out last.html"
        })
public final class LabCommand extends ReportingCommand {
    private static final double RATE = 0.5;
    private static final int BATCH = 32;

    /** Those that the page's network.js has. */
    private static final Set<Activation> ACTIVATIONS =
            Set.of(Activation.SIGMOID, Activation.TANH, Activation.RELU, Activation.LEAKY_RELU, Activation.IDENTITY);

    /** Numbers of a network; more would make the page large and slow. */
    private static final long MOST_PARAMETERS = 250_000;

    @Parameters(index = "0", paramLabel = "MODEL", arity = "0..1", description = ModelOption.MEANING)
    private Path model;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "lab.html",
            description = "The file to write. Default: ${DEFAULT-VALUE}")
    private Path out;

    @Mixin
    private ModelOption data;

    @Mixin
    private LanguageOption language;

    private record Written(String lab) {}

    @Override
    public Integer call() {
        Console console = console();
        Usage.requirePage(command, "--out", out);
        Path target = AtomicFile.behindLink(out);
        OutputPlace.requireFile(target);
        Messages messages = language.messages(LabPage.BUNDLE);
        Map<String, String> texts = LabPage.texts(messages);
        LabPage.Content content = model == null ? fresh(texts, console) : trained(texts, console);
        AtomicFile.write(target, LabPage.html(messages, Json.compact(content)));
        console.kept("the lab is %s", target);
        if (json) {
            console.json(new Written(target.toString()));
        } else {
            console.result(language.messages("explain").get("open_page"), target);
        }
        return ExitCodes.DONE;
    }

    private LabPage.Content fresh(Map<String, String> texts, Console console) {
        FoundData found = data.findWithoutModel(console);
        return content(texts, found, found.read(Split.TEST, null), "unknown");
    }

    private LabPage.Content trained(Map<String, String> texts, Console console) {
        Path file = ModelOption.file(model);
        ModelFile.Model loaded = ModelFile.load(file);
        Network network = loaded.folded();
        requireDense(file, network.spec());
        TrainingConfig training = loaded.settings().training();
        DataUse use = loaded.settings().data();
        FoundData found = data.findAloud(use, console, language.language());
        return content(texts, found, ModelOption.read(found, Split.TEST, use), use.preparation())
                .beginningWith(
                        ReportModel.of(network), model.toString(), training.learningRate(), training.batchSize());
    }

    private static LabPage.Content content(
            Map<String, String> texts, FoundData found, Dataset images, String preparation) {
        return new LabPage.Content(
                Version.number(),
                texts,
                found.name(),
                found.generated(),
                Pixels.SCALE,
                images.classNames().names(),
                preparation,
                LabDigits.of(images),
                null,
                null,
                RATE,
                BATCH);
    }

    private static void requireDense(Path file, NetworkSpec spec) {
        String found = null;
        if (spec.parameterCount() > MOST_PARAMETERS) {
            found = spec.widths() + " with " + spec.parameterCount() + " parameters";
        } else if (!ACTIVATIONS.contains(spec.activation())) {
            found = "activation " + spec.activation();
        } else if (spec.normalizedAt(1) && !spec.hidden().isEmpty()) {
            found = "normalization " + spec.normalization();
        } else if (!spec.connections().receptiveField().isWhole()) {
            found = "receptive fields";
        } else if (IntStream.rangeClosed(1, spec.layers()).anyMatch(spec::projectionAt)) {
            found = "residual connections between layers of different widths";
        }
        if (found != null) {
            throw StoreException.of(
                    file,
                    "a dense network of " + MOST_PARAMETERS
                            + " parameters or fewer with sigmoid, tanh, relu, leaky-relu or identity",
                    found,
                    "train a smaller one for the lab, for example: mnist train --hidden 16,16");
        }
    }
}
