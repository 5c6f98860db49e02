package mnist.cli.sweep;

import mnist.cli.frame.Console;
import mnist.cli.frame.Embedding;
import mnist.cli.frame.Stops;
import mnist.cli.frame.Usage;
import mnist.sweep.SweepFolder;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How many runs this machine trains at a time. */
final class JobsOption {
    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Train so many runs at a time; they share the cores. Default: ${DEFAULT-VALUE}")
    private int jobs;

    /** @throws picocli.CommandLine.ParameterException if it is no number of jobs */
    void check(CommandSpec command) {
        if (jobs < 1) {
            throw Usage.error(command, "--jobs " + jobs + ": expected 1 or more");
        }
    }

    /** Trains all runs that are not trained yet, and ranks them. Returns the exit code. */
    int run(Embedding program, Stops stops, SweepFolder folder, Console console, RankingFormat format) {
        return engine(program, stops, folder, console).run(() -> format.print(folder, console));
    }

    LocalEngine engine(Embedding program, Stops stops, SweepFolder folder, Console console) {
        SweepTraining training = new SweepTraining(program, folder, LocalEngine.threads(jobs), console::note);
        return new LocalEngine(training, jobs, stops, console);
    }
}
