package mnist.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import mnist.linalg.Backend;
import mnist.store.RunDirectory;
import mnist.store.RunSettings;
import mnist.store.StoreException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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
            "--require-accuracy",
            "--max-time");

    private ResumeOptions() {}

    /** @throws ParameterException when an option was given that the run has already decided */
    static void check(CommandSpec command) {
        List<String> others = command.commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.names()[0])
                .filter(name -> !ALLOWED.contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resume goes on with the run's own settings: leave out " + String.join(", ", others)
                            + ", or start a new run");
        }
    }

    /** The run's settings, for more epochs or to another accuracy if that was asked for. */
    static RunSettings settings(RunDirectory run, CommandSpec command, int epochs, RunOptions running) {
        RunSettings settings;
        try {
            settings = RunSettings.fromMap(run.readConfig());
        } catch (IllegalArgumentException e) {
            throw new StoreException(run.config() + ": " + e.getMessage() + "; take the file from a copy", e);
        }
        boolean given = command.commandLine().getParseResult().hasMatchedOption("--epochs");
        if (given && epochs < settings.training().epochs() && Files.exists(run.result())) {
            throw new ParameterException(
                    command.commandLine(),
                    "--epochs " + epochs + ": " + run.path() + " is finished with "
                            + settings.training().epochs() + "; give more to make it longer");
        }
        RunSettings changed = given ? settings.withEpochs(epochs) : settings;
        return changed.with(running.withTarget(changed.training()));
    }

    static void warnOfOtherKernel(RunSettings settings, Backend backend, Console console) {
        if (!settings.kernel().equals(backend.name())) {
            console.warning("the run began with kernel " + settings.kernel() + " and goes on with " + backend.name()
                    + ": rounding will differ from a run that was not interrupted (--backend " + settings.kernel()
                    + " keeps it exact)");
        }
    }
}
