package mnist.cli.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.cli.frame.ExitCodes;
import mnist.sweep.RunProgress;
import mnist.sweep.RunProgress.State;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan.SweepRun;
import mnist.sweep.SweepProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one run of a sweep: a task of a cluster. */
@Command(
        name = "work",
        description = {
            "Train one run of a sweep, or go on with it. A finished run is left as it is.",
            "",
            "With --halving, train it as far as is decided: up to the first epoch at which points are compared; once all"
                    + " runs are there, up to the next if its point goes on.",
            "",
            "For the tasks of a cluster that share the folder. Where another process trains the run, this waits for it."
        },
        customSynopsis = {
            "mnist sweep work runs/sweep --index 7",
            "       mnist sweep work runs/sweep --index 7 --threads 1"
        })
final class SweepWorkCommand extends ConsoleCommand {
    @Parameters(paramLabel = "DIR", description = "Folder of a sweep.")
    private Path path;

    @Option(names = "--index", paramLabel = "N", required = true, description = "Number of the run, from 0.")
    private int index;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the run. Default: as many as cores")
    private Integer threads;

    @Override
    public Integer call() {
        SweepFolder folder = SweepFolder.open(path);
        List<SweepRun> runs = folder.plan().runs();
        require(
                index >= 0 && index < runs.size(),
                "--index " + index + ": expected 0 to " + (runs.size() - 1) + ", the runs of " + path);
        require(threads == null || threads > 0, "--threads " + threads + ": expected 1 or more");
        Console console = console();
        SweepTraining training =
                new SweepTraining(program(), folder, threads == null ? LocalEngine.threads(1) : threads, console::note);
        SweepProgress sweep = SweepProgress.of(folder);
        RunProgress before = sweep.runs().get(index);
        OptionalInt until = sweep.until(runs.get(index));
        RunProgress end = before.state() == State.DROPPED ? before : training.train(runs.get(index), until, stops());
        boolean waits = !end.state().isOver() && SweepTraining.isDone(end, until);
        console.note(
                "run %d: %s%s",
                index,
                RankingText.line(folder.plan().definition(), end),
                waits ? "; whether it goes on is decided when all runs are there" : "");
        return waits ? ExitCodes.DONE : training.exitCode(end);
    }
}
