package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.linalg.Backend;
import mnist.store.ModelFile;
import mnist.train.Evaluation;
import mnist.train.Evaluator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a saved model on a data set. */
@Command(
        name = "eval",
        description = "Measure a saved model.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist eval runs/first/best.safetensors",
            "       mnist eval runs/first/best.safetensors --data data/mnist --json",
            ""
        },
        optionListHeading = "%nOptions:%n")
final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", description = "A model file: best.safetensors or last.safetensors of a run.")
    private Path model;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--part",
            paramLabel = "P",
            defaultValue = "test",
            description = "test or train. Default: ${DEFAULT-VALUE}")
    private String part;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Console console = new Console(command);
        ModelFile.Model loaded = ModelFile.load(model);
        Dataset dataset = part.equals("train")
                ? data.open(console).data().train()
                : data.open(console).data().test();
        if (dataset.pixels() != loaded.network().spec().inputs()) {
            throw new DataException(String.format(
                    "%s: images have %d x %d pixels, the model expects %d inputs; use the data it was trained on",
                    dataset.name(),
                    dataset.rows(),
                    dataset.columns(),
                    loaded.network().spec().inputs()));
        }
        try (Backend backend = Usage.check(command, backendOptions::open);
                Evaluator evaluator = new Evaluator(dataset, backend)) {
            Evaluation evaluation = evaluator.evaluate(loaded.network());
            if (json.json) {
                console.json(toMap(evaluation, dataset));
            } else {
                console.result(
                        "%.2f%% right, %d of %,d wrong, loss %.4f",
                        100 * evaluation.accuracy(), evaluation.errors(), evaluation.images(), evaluation.loss());
            }
        }
        return ExitCodes.DONE;
    }

    private Map<String, Object> toMap(Evaluation evaluation, Dataset dataset) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", model.toString());
        object.put("data", dataset.name());
        object.put("accuracy", evaluation.accuracy());
        object.put("loss", evaluation.loss());
        object.put("errors", evaluation.errors());
        object.put("images", evaluation.images());
        List<Object> classes = new ArrayList<>();
        for (int label = 0; label < evaluation.confusion().length; label++) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("label", label);
            entry.put("precision", finite(evaluation.precision(label)));
            entry.put("recall", finite(evaluation.recall(label)));
            classes.add(entry);
        }
        object.put("classes", classes);
        object.put("confusion", evaluation.confusion());
        return object;
    }

    private static Object finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
