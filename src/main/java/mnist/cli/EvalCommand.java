package mnist.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.nn.Network;
import mnist.store.ModelFile;
import mnist.store.RecipeUse;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import mnist.train.Predictor;
import mnist.view.Mistakes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a saved model on a data set. */
@Command(
        name = "eval",
        description = "Measure a saved model: accuracy, loss, precision and recall of every digit, what is taken for"
                + " what, and the worst mistakes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist eval runs/first",
            "       mnist eval runs/first/last.safetensors --data fashion-mnist --part train",
            "       mnist eval runs/first --worst 20",
            "       mnist eval runs/first --json",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelOption model;

    @Mixin
    private PartOption part;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of the worst mistakes to draw, 0 for none. Default: ${DEFAULT-VALUE}")
    private int worst;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (worst < 0) {
            throw new ParameterException(command.commandLine(), "--worst " + worst + ": expected 0 mistakes or more");
        }
        Console console = new Console(command);
        ModelFile.Model loaded = model.load();
        DataOptions.OpenedPart opened =
                model.openData(part.part, loaded.settings().data(), console);
        Dataset dataset = opened.data();
        ModelOption.requireSize(dataset, loaded.settings().data());
        EvaluationReport report;
        try (Backend backend = Usage.check(command, backendOptions::open)) {
            report = report(loaded.network(), dataset, backend);
        }
        boolean trainedOn = part.part == Part.TRAIN
                && dataset.fingerprint().equals(loaded.settings().data().fingerprint());
        if (json.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("model", model.file().toString());
            object.put("recipe", loaded.settings().toMap().get("recipe"));
            object.put("source", opened.source());
            object.put("part", part.part.toString());
            object.put("generated_data", opened.generated());
            object.put("trained_on", trainedOn);
            object.putAll(report.toMap());
            console.json(object);
        } else {
            console.result(
                    "model      %s, %s%s",
                    model.file(),
                    loaded.network().spec().widths(),
                    recipe(loaded.settings().recipe()));
            console.result("data       %s, %s%s", dataset.name(), opened.source(), warnings(opened, trainedOn));
            console.result("");
            report.print(console, drawing);
        }
        return ExitCodes.DONE;
    }

    private static String recipe(RecipeUse use) {
        return use == null ? "" : ", recipe " + use;
    }

    private static String warnings(DataOptions.OpenedPart opened, boolean trainedOn) {
        return (opened.generated() ? " (GENERATED digits: this says nothing about MNIST)" : "")
                + (trainedOn ? " (the model was trained on these images)" : "");
    }

    private EvaluationReport report(Network network, Dataset dataset, Backend backend) {
        Evaluation evaluation;
        try (Evaluator evaluator = new Evaluator(dataset, backend)) {
            evaluation = evaluator.evaluate(network);
        }
        List<Integer> mistakes = Mistakes.worst(evaluation, dataset, worst);
        Samples samples = new Samples(dataset.rows(), dataset.columns(), dataset.classes());
        samples.addFrom(dataset, mistakes.stream().map(Integer::longValue).toList());
        float[][] outputs =
                mistakes.isEmpty() ? new float[0][] : Predictor.outputs(network, samples.toDataset(), backend);
        return new EvaluationReport(
                evaluation, dataset, mistakes, outputs, network.spec().output());
    }
}
