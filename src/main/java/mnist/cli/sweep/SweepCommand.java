package mnist.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.sweep.SweepFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** Trains many networks that differ in their settings, and ranks them. */
@Command(
        name = "sweep",
        description = {
            "Train many networks that differ in some options of 'mnist train' and in their seeds, and rank them.",
            "",
            "An option of train with one value holds for all; several values (0.01,0.1), or a range (0.01..0.1, or"
                    + " 0.01..0.1:log) of which --points are drawn, are swept. Values that have commas themselves are given by"
                    + " repeating the option. A file has the same in JSON.",
            "",
            "The same command goes on with a sweep that was stopped: nothing finished is trained again."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SweepPlanCommand.class,
            SweepRunCommand.class,
            SweepWorkCommand.class,
            SweepShowCommand.class,
            SweepReportCommand.class
        },
        customSynopsis = {
            "mnist sweep --lr 0.01,0.03,0.1 --hidden 128 --seeds 3",
            "       mnist sweep --hidden 128 --hidden 256,128 --epochs 3 --out runs/widths",
            "       mnist sweep --lr 0.001..0.3:log --dropout 0.0..0.5 --points 20 -j 2",
            "       mnist sweep sweep.json --out runs/sweep",
            "       mnist sweep show runs/sweep"
        },
        commandListHeading = "%nCommands:%n")
public final class SweepCommand extends ConsoleCommand {
    @Unmatched
    private List<String> words = new ArrayList<>();

    @Mixin
    private DefinitionOptions definition;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private RankingFormat format;

    /** Lets shells offer what is swept: options of train, which the command itself takes as words. */
    public static void offerTrainOptions(CommandLine program) {
        CommandLine sweep = program.getSubcommands().get("sweep");
        TrainSettings settings = new TrainSettings();
        settings.addTo(sweep.getCommandSpec());
        settings.addTo(sweep.getSubcommands().get("plan").getCommandSpec());
    }

    @Override
    public Integer call() {
        Console console = console();
        jobs.check(command);
        SweepFolder folder = definition.folder(command, words);
        return jobs.run(program(), stops(), folder, console, format);
    }
}
