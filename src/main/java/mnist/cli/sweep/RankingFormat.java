package mnist.cli.sweep;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import mnist.EnumNames;
import mnist.cli.frame.Console;
import mnist.store.CsvLine;
import mnist.sweep.Ranking;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a ranking is printed: for people, or with {@code --json} or {@code --csv} for programs. */
final class RankingFormat {
    @ArgGroup
    private ForPrograms format = new ForPrograms();

    /** They exclude each other. */
    private static final class ForPrograms {
        @Option(names = "--json", description = "Print the points as JSON, the best first, one object a line.")
        private boolean json;

        @Option(
                names = "--csv",
                description = "Print the points as comma-separated values, the best first, with a header.")
        private boolean csv;
    }

    /** @param state finished, dropped, started, open, diverged, refused or failed */
    private record Run(
            int run,
            long seed,
            String folder,
            String state,
            String reason,
            OptionalDouble metric,
            int epochs,
            Object testAccuracy,
            Object tensorsSha256) {
        static Run of(SweepFolder folder, RunProgress progress) {
            return new Run(
                    progress.run().index(),
                    progress.run().seed(),
                    folder.run(progress.run()).toString(),
                    EnumNames.of(progress.state()),
                    progress.reason(),
                    progress.metric(),
                    progress.epochs(),
                    progress.result().get("accuracy"),
                    progress.result().get("tensors_sha256"));
        }
    }

    /** @param rank null for points that lack a result */
    record Point(
            Integer rank,
            int point,
            Map<String, Object> settings,
            String metric,
            @JsonUnwrapped Pooled pooled,
            List<Run> runs) {}

    private record Pooled(OptionalDouble mean, OptionalDouble deviation, int finished, int of, String reason) {}

    void print(SweepFolder folder, Console console) {
        Ranking ranking = Ranking.of(folder);
        if (format.json) {
            points(ranking).forEach(console::json);
            return;
        }
        if (format.csv) {
            console.results(csv(ranking));
            return;
        }
        console.results(new RankingText(ranking).lines());
        Map<String, Object> base = folder.plan().definition().base();
        if (!base.isEmpty()) {
            console.result("");
            console.entry("all", RankingText.settings(base));
        }
        Ranking.Row winner = ranking.winner();
        if (winner != null) {
            if (base.isEmpty()) {
                console.result("");
            }
            console.entry("best", RankingText.settings(winner.settings()));
            winner.testAccuracy()
                    .ifPresent(accuracy -> console.result(
                            "test       %.2f%% right, mean of %s",
                            100 * accuracy, Console.count(winner.runs(), "run")));
            console.result(
                    "next       %s sweep show %s --best best.json", Console.program(), Console.quoted(folder.path()));
        }
    }

    private static List<String> csv(Ranking ranking) {
        List<String> names =
                List.copyOf(ranking.folder().plan().definition().space().keySet());
        List<String> lines = new ArrayList<>();
        lines.add(CsvLine.of(Stream.of(
                        Stream.of("rank", "point"),
                        names.stream(),
                        Stream.of("metric", "mean", "deviation", "finished", "of", "test_accuracy", "reason"))
                .flatMap(part -> part)));
        List<Point> points = points(ranking);
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            Pooled pooled = point.pooled;
            lines.add(CsvLine.of(Stream.of(
                            Stream.of(known(point.rank), point.point),
                            names.stream().map(point.settings::get),
                            Stream.of(
                                    point.metric,
                                    known(pooled.mean),
                                    known(pooled.deviation),
                                    pooled.finished,
                                    pooled.of,
                                    known(ranking.rows().get(i).testAccuracy()),
                                    pooled.reason))
                    .flatMap(part -> part)));
        }
        return lines;
    }

    private static Object known(Integer number) {
        return number == null ? "" : number;
    }

    private static Object known(OptionalDouble number) {
        return number.isPresent() ? (Object) number.getAsDouble() : "";
    }

    static List<Point> points(Ranking ranking) {
        List<Point> points = new ArrayList<>();
        for (Ranking.Row row : ranking.rows()) {
            points.add(new Point(
                    row.isRanked() ? points.size() + 1 : null,
                    row.point(),
                    row.settings(),
                    ranking.folder().plan().definition().metric().toString(),
                    new Pooled(row.mean(), row.deviation(), row.finished(), row.runs(), row.reason()),
                    row.progress().stream()
                            .map(progress -> Run.of(ranking.folder(), progress))
                            .toList()));
        }
        return points;
    }
}
