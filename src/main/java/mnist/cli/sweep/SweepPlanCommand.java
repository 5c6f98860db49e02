package mnist.cli.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.sweep.Halving;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** Writes a sweep's folder without training. */
@Command(
        name = "plan",
        description = {
            "List the runs of a sweep and write its folder; nothing is trained.",
            "",
            "'mnist sweep run' trains the runs here; 'mnist sweep work' trains one of them, wherever the folder can be seen."
        },
        customSynopsis = {
            "mnist sweep plan --lr 0.01,0.1 --seeds 3 --out runs/rates",
            "       mnist sweep plan sweep.json --out runs/sweep"
        })
final class SweepPlanCommand extends ReportingCommand {
    @Unmatched
    private List<String> words = new ArrayList<>();

    @Mixin
    private DefinitionOptions definition;

    private record Planned(int run, int point, long seed, Map<String, Object> settings, String folder) {}

    @Override
    public Integer call() {
        Console console = console();
        SweepFolder folder = definition.folder(command, words);
        requireTrainable(folder, console);
        folder.write();
        List<SweepPlan.SweepRun> runs = folder.plan().runs();
        if (json) {
            runs.forEach(run -> console.json(new Planned(
                    run.index(),
                    run.point(),
                    run.seed(),
                    run.settings(),
                    folder.run(run).toString())));
            return ExitCodes.DONE;
        }
        runs.forEach(run -> console.result("%5d  %s", run.index(), RankingText.settings(run.settings())));
        printRungs(folder.plan(), console);
        Path path = folder.path();
        int last = runs.size() - 1;
        console.result("");
        console.result("sweep      %s", path);
        console.result(
                "runs       %s of %s: 0 to %d (seq 0 %d, sbatch --array=0-%d)",
                Console.count(runs.size(), "run"),
                Console.count(folder.plan().points().size(), "point"),
                last,
                last,
                last);
        console.result("next       %s sweep run %s", Console.program(), Console.quoted(path));
        return ExitCodes.DONE;
    }

    /** As 'mnist sweep' asks before it begins. The data may be elsewhere: they are missed when it is time to train. */
    private void requireTrainable(SweepFolder folder, Console console) {
        SweepTraining.Checked checked = new SweepTraining(program(), folder, 1, note -> {}).check(stops());
        SweepFolder.Ended refusal = checked.refusalOfAll();
        require(
                refusal == null || refusal.exitCode() != ExitCodes.USAGE,
                "no point of the sweep can be trained: " + (refusal == null ? "" : refusal.reason()));
        if (refusal == null) {
            checked.refused().forEach(line -> console.note("%s", line));
        }
    }

    /** How many runs there will be in each, if none fails. */
    private static void printRungs(SweepPlan plan, Console console) {
        Halving halving = plan.definition().halving();
        if (halving == null) {
            return;
        }
        console.result("");
        int points = plan.points().size();
        int seeds = plan.runs().size() / points;
        for (int epoch : halving.epochs()) {
            console.result(
                    "to epoch %-3d %s of %s",
                    epoch, Console.count((long) points * seeds, "run"), Console.count(points, "point"));
            points = halving.kept(points);
        }
    }
}
