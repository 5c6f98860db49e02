package mnist.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.LanguageOption;
import mnist.file.AtomicFile;
import mnist.file.OutputPlace;
import mnist.store.json.Json;
import mnist.sweep.Dimension;
import mnist.sweep.Metric;
import mnist.sweep.Ranking;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepFolder;
import mnist.view.language.Messages;
import mnist.view.report.ReportPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a sweep as one page for a browser. */
@Command(
        name = "report",
        description = {
            "Write a page for the browser: all options together with the metric, the metric over each option, the curves"
                    + " of all runs, and the numbers.",
            "",
            "The page is one file that needs no network. 'mnist report' shows single runs with their networks."
        },
        customSynopsis = {"mnist sweep report runs/sweep", "       mnist sweep report runs/sweep --out sweep.html"})
final class SweepReportCommand extends ReportingCommand {
    @Parameters(paramLabel = "DIR", description = "Folder of a sweep.")
    private Path path;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write. Default: report.html in the sweep's folder")
    private Path out;

    @Mixin
    private LanguageOption language;

    /** The values that the definition lists, option by option: people look for them in their order. */
    private static Map<String, List<Object>> listed(Map<String, Dimension> space) {
        return space.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Dimension.Listed)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().values()));
    }

    /** What the page's scripts read. */
    private record Page(
            String tool,
            String name,
            String metric,
            boolean higherIsBetter,
            List<String> options,
            Map<String, List<Object>> listed,
            List<RankingFormat.Point> points,
            List<Curve> curves) {}

    /** @param values of the metric, epoch by epoch; empty where an epoch does not have it */
    private record Curve(int run, List<OptionalDouble> values) {
        static Curve of(Metric metric, RunProgress run) {
            return new Curve(
                    run.run().index(),
                    run.rows().stream()
                            .mapToDouble(metric::of)
                            .mapToObj(
                                    value -> Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty())
                            .toList());
        }
    }

    private record Written(String report) {}

    @Override
    public Integer call() {
        Console console = console();
        Usage.requirePage(command, "--out", out);
        SweepFolder folder = SweepFolder.open(path);
        Path target = out == null ? path.resolve("report.html") : AtomicFile.behindLink(out);
        OutputPlace.requireFile(target);
        Ranking ranking = Ranking.of(folder);
        Metric metric = folder.plan().definition().metric();
        List<Curve> curves = new ArrayList<>();
        ranking.rows().forEach(row -> row.progress().forEach(run -> curves.add(Curve.of(metric, run))));
        String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
        Page page = new Page(
                Version.number(),
                name,
                metric.toString(),
                metric.higherIsBetter(),
                List.copyOf(folder.plan().definition().space().keySet()),
                listed(folder.plan().definition().space()),
                RankingFormat.points(ranking),
                curves);
        Messages messages = language.messages("report");
        String title = String.format(messages.get("sweep.tab"), name);
        AtomicFile.write(target, ReportPage.ofSweep(title, Json.compact(page), messages));
        console.kept("the report is %s", target);
        if (json) {
            console.json(new Written(target.toString()));
        } else {
            console.result(language.messages("explain").get("open_page"), target);
        }
        return ExitCodes.DONE;
    }
}
