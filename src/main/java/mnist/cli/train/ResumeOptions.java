package mnist.cli.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import mnist.cli.frame.Console;
import mnist.cli.usage.ForeignWords;
import mnist.file.PathKind;
import mnist.linalg.Backend;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.train.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What may be said together with --resume: a run's own settings decide everything else. */
final class ResumeOptions {
    private static final Set<String> ALLOWED = Set.of(
            "--resume",
            "--epochs",
            "--data",
            "--backend",
            "--threads",
            "--json",
            "--quiet",
            "--checkpoint-every",
            "--target-accuracy",
            "--patience",
            "--require-accuracy",
            "--max-time",
            "--until");

    private ResumeOptions() {}

    /** @throws ParameterException when an option was given that the run has already decided */
    static void check(CommandSpec command) {
        Object run = command.commandLine().getParseResult().matchedOptionValue("--resume", "RUN");
        List<String> others = command.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.names()[0])
                .filter(name -> !ALLOWED.contains(name))
                .toList();
        ForeignWords.value("--resume", run.toString())
                .filter(advice -> !PathKind.exists(Path.of(run.toString())))
                .ifPresent(advice -> {
                    throw new ParameterException(command.commandLine(), "--resume '" + run + "': " + advice);
                });
        if (!others.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume goes on with the run's own settings: leave out " + String.join(", ", others)
                            + "; a new run with its weights begins by --init-from " + run
                            + ", one with its settings by --from " + run);
        }
    }

    /** The run's settings, with another end (epochs, accuracy, patience) if that was asked for. */
    static RunSettings settings(RunDirectory run, CommandSpec command, TrainingOptions training, RunOptions running) {
        RunSettings settings = run.readSettings();
        ParseResult given = command.commandLine().getParseResult();
        int planned = settings.training().epochs();
        if (given.hasMatchedOption("--epochs")) {
            if (training.epochs < planned && PathKind.exists(run.result())) {
                throw new ParameterException(
                        command.commandLine(),
                        "--epochs " + training.epochs + ": " + run.path() + " has ended, and was planned for " + planned
                                + "; give more to make it longer");
            }
            settings = settings.withEpochs(training.epochs);
        }
        if (given.hasMatchedOption("--patience")) {
            TrainingConfig config = settings.training();
            settings = settings.with(config.with(config.stopping().withPatience(training.patience)));
        }
        settings = settings.with(running.withTarget(settings.training()));
        if (settings.data().validation().equals("none")) {
            ValidationOptions.requireUnneeded(settings.training());
        }
        return settings;
    }

    static void warnOfOtherKernel(RunSettings settings, Backend backend, Console console) {
        if (!settings.kernel().equals(backend.name())) {
            console.warning("the run began with kernel " + settings.kernel() + " and goes on with " + backend.name()
                    + ": rounding will differ from a run that was not interrupted (--backend " + settings.kernel()
                    + " keeps it exact)");
        }
    }
}
