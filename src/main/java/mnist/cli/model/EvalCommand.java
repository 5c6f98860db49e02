package mnist.cli.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.options.AugmentationWords;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.DrawingOptions;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.cli.options.ModelPartOption;
import mnist.cli.options.ModelPartOption.Part;
import mnist.data.Dataset;
import mnist.data.augment.Augmentation;
import mnist.data.augment.TestViews;
import mnist.data.fetch.FoundData;
import mnist.data.source.LabelledSource;
import mnist.linalg.Backend;
import mnist.store.ModelFile;
import mnist.store.RecipeUse;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepProgress;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;
import mnist.view.text.EvaluationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a saved model on a data set. */
@Command(
        name = "eval",
        description = "Measure a saved model, or several together: accuracy, loss, precision and recall of every class,"
                + " the confusion matrix, and the worst mistakes.",
        customSynopsis = {
            "mnist eval runs/first",
            "       mnist eval runs/first/last.safetensors --data fashion-mnist --part train",
            "       mnist eval runs/first --worst 20",
            "       mnist eval runs/first --part validation",
            "       mnist eval runs/first runs/second runs/third",
            "       mnist eval --best 3 runs/sweep",
            "       mnist eval runs/first --tta 10",
            "       mnist eval runs/first --json"
        })
public final class EvalCommand extends ReportingCommand {
    private static final String MARGIN = " ".repeat(11);

    private static final int MOST_VIEWS = 1000;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Model files, best.safetensors or last.safetensors of runs; or runs' folders, for their best."
                    + " The probabilities of several are averaged; and two are compared image by image, of more each with"
                    + " the best.")
    private List<Path> models;

    @Option(
            names = "--best",
            paramLabel = "N",
            description =
                    "MODEL is the folder of a sweep: measure its N best runs together, the best by the metric that the"
                            + " sweep ranks by.")
    private Integer best;

    @Mixin
    private ModelOption data;

    @Mixin
    private ModelPartOption part;

    @Option(
            names = "--worst",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many of the worst mistakes to draw, 0 for none. Default: ${DEFAULT-VALUE}")
    private int worst;

    @Option(
            names = "--tta",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Average the probabilities over N views of every image: itself and N - 1 slightly changed ones"
                            + " (test-time augmentation). Default: ${DEFAULT-VALUE}")
    private int viewCount;

    @Option(
            names = "--tta-augment",
            paramLabel = "A",
            completionCandidates = AugmentationWords.Candidates.class,
            defaultValue = "rotation=4,scale=0.04,shift=0.5",
            description = "How to change the views, written like --augment of train. Default: ${DEFAULT-VALUE}")
    private String changes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the changes of --tta. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private DrawingOptions drawing;

    @Mixin
    private LanguageOption language;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        InvalidSetting.require(worst >= 0, "worst", worst + ": expected 0 mistakes or more");
        TestViews views = views();
        Console console = console();
        List<Path> files = (best == null ? models : bestOfSweep())
                .stream().map(ModelOption::file).toList();
        List<ModelFile.Model> loaded = ModelOption.load(files);
        ModelFile.Model first = loaded.get(0);
        FoundData found = data.find(first.settings().data(), console);
        requireSameHeldOut(files, loaded);
        Dataset dataset = ModelOption.read(found, part, first.settings().data());
        EnsembleReport ensemble = null;
        EvaluationReport report;
        try (Backend backend = backendOptions.open()) {
            if (loaded.size() == 1 && views.count() == 1) {
                report = EvaluationReport.of(first.folded(), dataset, backend, worst);
            } else {
                ensemble = EnsembleReport.of(files, loaded, dataset, views, backend);
                report = ensemble.together(dataset, worst);
            }
        }
        if (isGiven("--worst")) {
            int errors = report.evaluation().errors();
            console.beyond(
                    "--worst", worst, errors, "there are " + Console.count(errors, "mistake") + "; all are shown");
        }
        if (json) {
            console.json(new Measured(
                    files.get(0).toString(),
                    first.settings().recipe(),
                    found.folder().toString(),
                    part.part.toString(),
                    found.generated(),
                    trainedOn(dataset, first),
                    report.numbers(),
                    ensemble == null ? null : ensemble.numbers()));
        } else {
            Messages messages = language.messages(EvaluationText.BUNDLE);
            printHead(files, loaded, found, dataset, messages);
            console.result("");
            if (ensemble != null) {
                ensemble.print(console, messages);
                console.result("");
            }
            report.print(console, drawing, messages);
        }
        return ExitCodes.DONE;
    }

    private List<Path> bestOfSweep() {
        InvalidSetting.require(
                models.size() == 1,
                "best",
                best + " takes one MODEL, the folder of a sweep, and there are " + models.size()
                        + ": leave it out to measure these together");
        SweepFolder sweep = SweepFolder.open(models.get(0));
        List<RunProgress> runs = SweepProgress.of(sweep).best();
        InvalidSetting.require(
                !runs.isEmpty(),
                "best",
                best + ": no run of " + sweep.path() + " is finished; 'mnist sweep run' trains them");
        InvalidSetting.require(
                best >= 1 && best <= runs.size(),
                "best",
                best + ": expected 1 to " + runs.size() + ", the finished runs of " + sweep.path());
        return runs.stream().limit(best).map(run -> sweep.run(run.run())).toList();
    }

    /** Views for test-time augmentation. @throws InvalidSetting when an option has no such value */
    private TestViews views() {
        InvalidSetting.require(
                viewCount >= 1 && viewCount <= MOST_VIEWS,
                "tta",
                viewCount + ": expected 1 view or more, up to " + MOST_VIEWS);
        if (viewCount == 1) {
            Usage.refuseGiven(
                    command,
                    "has no effect without several views: give --tta N, for example --tta 10",
                    "--tta-augment",
                    "--seed");
        }
        Augmentation augmentation = AugmentationWords.parse("ttaAugment", changes);
        InvalidSetting.require(
                viewCount == 1 || !augmentation.isNone(),
                "tta",
                viewCount + ": --tta-augment " + changes + " changes nothing; give amounts, for example rotation=5");
        InvalidSetting.require(
                augmentation.gentle().isEmpty(),
                "ttaAugment",
                "gentle depends on the label, which is not known here: leave it out, or say gentle=");
        return viewCount == 1 ? TestViews.NONE : new TestViews(viewCount, augmentation, seed);
    }

    /** Images that one of them was trained on would flatter it. */
    private void requireSameHeldOut(List<Path> files, List<ModelFile.Model> models) {
        for (int i = 1; i < models.size() && part.part == Part.VALIDATION; i++) {
            InvalidSetting.require(
                    models.get(i)
                            .settings()
                            .data()
                            .holdsOutAs(models.get(0).settings().data()),
                    "part",
                    "validation: " + files.get(i) + " was trained with other images held out than " + files.get(0)
                            + "; measure them one at a time, or use --part test");
        }
    }

    private boolean trainedOn(Dataset dataset, ModelFile.Model model) {
        return part.part == Part.TRAIN
                && dataset.fingerprint().equals(model.settings().data().fingerprint());
    }

    private void printHead(
            List<Path> files, List<ModelFile.Model> loaded, FoundData found, Dataset dataset, Messages messages) {
        Console console = console();
        for (int i = 0; i < loaded.size(); i++) {
            RecipeUse recipe = loaded.get(i).settings().recipe();
            console.text(
                    MARGIN,
                    "%s %s, %s%s",
                    TextWidth.left(messages.get("model"), 10),
                    files.get(i),
                    loaded.get(i).network().spec().widths(),
                    recipe == null
                            ? ""
                            : String.format(messages.get("recipe"), recipe.text(messages.get("recipe_changed"))));
        }
        boolean seen = loaded.stream().anyMatch(model -> trainedOn(dataset, model));
        console.text(
                MARGIN,
                "%s %s, %s%s%s%s",
                TextWidth.left(messages.get("data"), 10),
                dataset.name(),
                found.folder(),
                found.source().form().equals(LabelledSource.IDX)
                        ? ""
                        : ", " + found.source().form(),
                found.generated() ? messages.get("generated") : "",
                seen ? messages.get("trained_on") : "");
    }

    private record Measured(
            String model,
            RecipeUse recipe,
            String source,
            String part,
            boolean generatedData,
            boolean trainedOn,
            @JsonUnwrapped EvaluationReport.Numbers evaluation,
            @JsonUnwrapped EnsembleReport.Numbers ensemble) {}
}
