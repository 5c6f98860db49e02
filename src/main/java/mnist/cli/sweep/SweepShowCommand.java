package mnist.cli.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.Usage;
import mnist.store.json.Json;
import mnist.sweep.Ranking;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ranks the points of a sweep. */
@Command(
        name = "show",
        description = "Rank the points of a sweep, each over all its seeds; points that lack a result come last.",
        customSynopsis = {"mnist sweep show runs/sweep", "       mnist sweep show runs/sweep --best best.json"})
final class SweepShowCommand extends ConsoleCommand {
    @Parameters(paramLabel = "DIR", description = "Folder of a sweep.")
    private Path path;

    @Option(
            names = "--best",
            paramLabel = "FILE",
            description = "Write the options of the best point for 'mnist train --config FILE'.")
    private Path best;

    @Mixin
    private RankingFormat format;

    @Override
    public Integer call() {
        Console console = console();
        SweepFolder folder = SweepFolder.open(path);
        if (best != null) {
            require(
                    !best.toString().matches("[0-9]+") && !Usage.isOfOtherForm(best, "json", "txt"),
                    "--best " + best + ": expected the name of a JSON file to write, for example best.json");
            Ranking.Row winner = Ranking.of(folder).winner();
            require(winner != null, "--best: no point of " + path + " is finished yet; 'mnist sweep run' trains them");
            Map<String, Object> options =
                    new LinkedHashMap<>(folder.plan().definition().base());
            options.putAll(winner.settings());
            Json.write(best, options);
            console.note("written    %s", best);
        }
        format.print(folder, console);
        return ExitCodes.DONE;
    }
}
