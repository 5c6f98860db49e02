package mnist.cli.sweep;

import java.nio.file.Path;
import java.util.List;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.sweep.RunProgress;
import mnist.sweep.SweepFolder;
import mnist.sweep.SweepPlan.SweepRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains one run of a sweep: a task of a cluster. */
@Command(
        name = "work",
        description = {
            "Train one run of a sweep, or go on with it. A finished run is left as it is.",
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
        RunProgress end = training.train(runs.get(index), stops());
        console.note("run %d: %s", index, RankingText.line(folder.plan().definition(), end));
        return training.exitCode(end);
    }
}
