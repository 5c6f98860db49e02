package mnist.cli.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.JsonOption;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.DataOptions;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.ModelsOption;
import mnist.cli.options.Part;
import mnist.cli.options.PartOption;
import mnist.data.Dataset;
import mnist.data.augment.TestViews;
import mnist.linalg.Backend;
import mnist.store.ModelFile;
import mnist.store.RecipeUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a saved model on a data set. */
@Command(
        name = "eval",
        description = "Measure a saved model, or several together: accuracy, loss, precision and recall of every digit,"
                + " what is taken for what, and the worst mistakes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "mnist eval runs/first",
            "       mnist eval runs/first/last.safetensors --data fashion-mnist --part train",
            "       mnist eval runs/first --worst 20",
            "       mnist eval runs/first runs/second runs/third",
            "       mnist eval runs/first --tta 10",
            "       mnist eval runs/first --json",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
public final class EvalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private ModelsOption models;

    @Mixin
    private PartOption part;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of the worst mistakes to draw, 0 for none. Default: ${DEFAULT-VALUE}")
    private int worst;

    @Mixin
    private ViewOptions viewOptions;

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
        TestViews views = viewOptions.views(command);
        Console console = new Console(command);
        List<ModelFile.Model> loaded = models.load();
        ModelFile.Model first = loaded.get(0);
        DataOptions.OpenedPart opened = models.openData(part.part, first, console);
        Dataset dataset = opened.data();
        EnsembleReport ensemble = null;
        EvaluationReport report;
        try (Backend backend = backendOptions.open()) {
            if (loaded.size() == 1 && views.count() == 1) {
                report = EvaluationReport.of(first.folded(), dataset, backend, worst);
            } else {
                ensemble = EnsembleReport.of(models.files(), loaded, dataset, views, backend);
                report = ensemble.together(dataset, worst);
            }
        }
        if (json.json) {
            console.json(json(opened, first, ensemble, report));
        } else {
            print(console, opened, loaded, ensemble, report);
        }
        return ExitCodes.DONE;
    }

    private boolean trainedOn(Dataset dataset, ModelFile.Model model) {
        return part.part == Part.TRAIN
                && dataset.fingerprint().equals(model.settings().data().fingerprint());
    }

    private void print(
            Console console,
            DataOptions.OpenedPart opened,
            List<ModelFile.Model> loaded,
            EnsembleReport ensemble,
            EvaluationReport report) {
        for (int i = 0; i < loaded.size(); i++) {
            RecipeUse recipe = loaded.get(i).settings().recipe();
            console.result(
                    "model      %s, %s%s",
                    models.files().get(i),
                    loaded.get(i).network().spec().widths(),
                    recipe == null ? "" : ", recipe " + recipe);
        }
        Dataset dataset = opened.data();
        boolean seen = loaded.stream().anyMatch(model -> trainedOn(dataset, model));
        console.result(
                "data       %s, %s%s%s",
                dataset.name(),
                opened.source(),
                opened.generated() ? " (GENERATED digits: this says nothing about MNIST)" : "",
                seen ? " (the model was trained on these images)" : "");
        console.result("");
        if (ensemble != null) {
            ensemble.print(console);
            console.result("");
        }
        report.print(console, drawing);
    }

    private Map<String, Object> json(
            DataOptions.OpenedPart opened, ModelFile.Model first, EnsembleReport ensemble, EvaluationReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", models.files().get(0).toString());
        object.put("recipe", first.settings().toMap().get("recipe"));
        object.put("source", opened.source());
        object.put("part", part.part.toString());
        object.put("generated_data", opened.generated());
        object.put("trained_on", trainedOn(opened.data(), first));
        object.putAll(report.toMap());
        if (ensemble != null) {
            object.put("views", ensemble.views());
            object.put("models", ensemble.members());
        }
        return object;
    }
}
