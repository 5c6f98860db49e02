package mnist.cli;

import java.nio.file.Path;
import mnist.store.Json;
import mnist.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs the command; where its options name a file with further options, the command line is read again with those. */
final class PresetStrategy implements IExecutionStrategy {
    private static final String CONFIG = "--config";

    @Override
    public int execute(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean preset =
                last.hasMatchedOption(CONFIG) && !last.isUsageHelpRequested() && !last.isVersionHelpRequested();
        try {
            return new RunLast().execute(preset ? withPresets(parsed, last) : parsed);
        } catch (OutOfMemoryError e) {
            CommandLine command = last.commandSpec().commandLine();
            command.getErr()
                    .println(
                            "mnist: the memory of " + (Runtime.getRuntime().maxMemory() >> 20)
                                    + " MB is used up; take a smaller network or batch, or give Java more, for example with -Xmx4g");
            command.getErr().flush();
            return ExitCodes.BUG;
        }
    }

    private static ParseResult withPresets(ParseResult all, ParseResult last) {
        Path file = last.matchedOptionValue(CONFIG, null);
        CommandLine command = last.commandSpec().commandLine();
        try {
            Presets presets = new Presets(last.commandSpec(), Json.read(file));
            presets.without(last.matchedOptions());
            return presets.parseAgain(all.commandSpec().commandLine(), last.commandSpec(), all.originalArgs());
        } catch (StoreException e) {
            throw new ParameterException(command, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, file + ": " + e.getMessage(), e);
        }
    }
}
