package mnist.cli.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.BackgroundTask;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.LanguageOption;
import mnist.cli.options.ModelOption;
import mnist.data.DataException;
import mnist.data.Pixels;
import mnist.data.Split;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.file.PathKind;
import mnist.linalg.Backend;
import mnist.linalg.Backends;
import mnist.nn.Network;
import mnist.store.DataUse;
import mnist.store.ModelFile;
import mnist.store.RunDirectory;
import mnist.store.RunReport;
import mnist.store.json.Json;
import mnist.view.language.Messages;
import mnist.view.report.ReportAnswers;
import mnist.view.report.ReportModel;
import mnist.view.report.ReportPage;
import mnist.view.slides.Slides;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes what runs did, and the network itself, as one page for a browser. */
@Command(
        name = "report",
        description = {
            "Write a page for the browser: curves, gradient flow, confusion matrix, mistakes, weights, and a pad to draw"
                    + " on: the trained network says what it sees.",
            "",
            "The curves of several runs are overlaid; everything else shows the first run. The page is one file that"
                    + " needs no network."
        },
        customSynopsis = {
            "mnist report runs/first",
            "       mnist report runs/first runs/second --out both.html",
            "       mnist report runs/first --png slides"
        })
public final class ReportCommand extends ReportingCommand {
    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs.")
    private List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. Default: report.html in the first run")
    private Path out;

    @Option(
            names = "--png",
            paramLabel = "DIR",
            description = "Also write pictures for slides into this folder: curves.png, confusion.png, weights.png")
    private Path png;

    @Mixin
    private ModelOption data;

    @Mixin
    private LanguageOption language;

    @Override
    public Integer call() {
        Console console = console();
        require(
                out == null || !Usage.isOfOtherForm(out, "html", "htm"),
                "--out " + out + ": the report is a page; name it report.html, and print it from the browser for a PDF,"
                        + " or write pictures with --png slides");
        require(
                png == null || PathKind.isFolder(png) || !Usage.isOfOtherForm(png),
                "--png " + png + ": expected a folder for several pictures; write --png slides");
        List<RunDirectory> folders = runs.stream().map(RunDirectory::view).toList();
        RunDirectory first = folders.get(0);
        Path target = out == null ? first.report() : AtomicFile.behindLink(out);
        OutputPlace.requireFile(target);
        if (png != null) {
            OutputPlace.requireFolder(png);
        }
        Path model = PathKind.exists(first.last()) && !PathKind.exists(first.best())
                ? first.last()
                : RunDirectory.bestModelIn(first.path());
        ModelFile.Model loaded = ModelFile.load(model);
        Network network = loaded.folded();
        DataUse use = loaded.settings().data();
        // The test images are answered while the rest is read.
        BackgroundTask<ReportAnswers> pending =
                BackgroundTask.start("test images", () -> answers(network, use, console));
        List<Map<String, Object>> reports = folders.stream().map(RunReport::of).toList();
        ReportModel shown = ReportModel.of(network);
        ReportAnswers answers = pending.result();
        Page page = new Page(
                Version.number(),
                reports,
                use.rows(),
                use.columns(),
                Pixels.SCALE,
                use.names().names(),
                use.preparation(),
                shown,
                loaded.epoch(),
                explain(),
                answers,
                answers == null ? "The test images were not found when this report was written." : null);
        Messages texts = language.messages("report");
        String names = folders.stream().map(RunDirectory::name).collect(Collectors.joining(", "));
        String html = ReportPage.html(String.format(texts.get("tab"), names), Json.compact(page), texts);
        List<String> pictures = png == null ? List.of() : writeSlides(reports, answers, loaded.network(), use);
        AtomicFile.write(target, html);
        console.kept("the report is %s", target);
        if (json) {
            console.json(new Written(target.toString(), pictures));
        } else {
            console.result(language.messages("explain").get("open_page"), target);
            pictures.forEach(picture -> console.result("%s", picture));
        }
        return ExitCodes.DONE;
    }

    /** What explains an image of the test set, but for its number. */
    private String explain() {
        String command = Console.program() + " explain " + Console.quoted(runs.get(0));
        return data.isDataGiven() ? command + " --data " + Console.quoted(data.given()) : command;
    }

    /** What the page's scripts read; answers are null and there is a note where there were no test images. */
    private record Page(
            String tool,
            List<Map<String, Object>> runs,
            int rows,
            int columns,
            double scale,
            List<String> classNames,
            String preparation,
            ReportModel model,
            int modelEpoch,
            String explain,
            @JsonUnwrapped ReportAnswers answers,
            @JsonInclude(JsonInclude.Include.NON_NULL) String note) {}

    private record Written(String report, List<String> pictures) {}

    private List<String> writeSlides(
            List<Map<String, Object>> reports, ReportAnswers answers, Network network, DataUse use) {
        Map<String, byte[]> slides;
        try {
            slides = Slides.of(
                    reports,
                    answers == null ? null : answers.confusion(),
                    use.names().names(),
                    network,
                    use.columns());
        } catch (IllegalStateException e) {
            throw usageError("--png: " + e.getMessage());
        }
        AtomicFile.createFolder(png);
        List<String> written = new ArrayList<>();
        slides.forEach((name, content) -> {
            Path file = png.resolve(name);
            AtomicFile.write(file, stream -> stream.write(content));
            written.add(file.toString());
        });
        return written;
    }

    /** Without the test images, null: the page stands, and says what it lacks. */
    private ReportAnswers answers(Network network, DataUse use, Console console) {
        // One pass over the test images is over before the vector kernels would be compiled.
        try (Backend backend = Backends.open(Backends.EJML, 1)) {
            return ReportAnswers.of(network, data.read(Split.TEST, use, console), backend);
        } catch (DataException e) {
            if (data.isDataGiven()) {
                throw e;
            }
            console.warning(e.getMessage());
            console.warning("the report lacks the confusion matrix and the mistakes; name the data with --data");
            return null;
        }
    }
}
