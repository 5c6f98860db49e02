package mnist.cli.sweep;

import java.nio.file.Path;
import mnist.cli.frame.Console;
import mnist.cli.frame.ConsoleCommand;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains all runs of a sweep here. */
@Command(
        name = "run",
        description =
                "Train the runs of a sweep on this machine, or go on with them. Nothing finished is trained again.",
        customSynopsis = {
            "mnist sweep run runs/sweep",
            "       mnist sweep run runs/sweep -j 2",
            "       mnist sweep run runs/sweep --dry-run"
        })
final class SweepRunCommand extends ConsoleCommand {
    @Parameters(paramLabel = "DIR", description = "Folder of a sweep.")
    private Path path;

    @Option(
            names = "--dry-run",
            description = "Train nothing: only check that the options suit a point at least, and warn as train does.")
    private boolean dryRun;

    @Mixin
    private JobsOption jobs;

    @Mixin
    private RankingFormat format;

    @Override
    public Integer call() {
        jobs.check(command);
        Console console = console();
        SweepFolder folder = SweepFolder.open(path);
        if (dryRun) {
            return jobs.engine(program(), stops(), folder, console).check();
        }
        return jobs.run(program(), stops(), folder, console, format);
    }
}
