package mnist.cli;

import java.util.function.Supplier;
import mnist.linalg.BackendUnavailableException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns refusals of what the user asked for into usage errors, and nothing else. */
final class Usage {
    private Usage() {}

    /** What the supplier gives; its IllegalArgumentException, in one line, becomes exit code 2. */
    static <T> T check(CommandSpec spec, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException | BackendUnavailableException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A complaint about the command line as a whole. */
    static ParameterException error(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
