package mnist.cli.frame;

import java.util.function.Supplier;
import mnist.linalg.BackendUnavailableException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Turns refusals of what the user asked for into usage errors, and nothing else. */
public final class Usage {
    private Usage() {}

    /** What the supplier gives; its IllegalArgumentException, in one line, becomes exit code 2. */
    public static <T> T check(CommandSpec spec, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException | BackendUnavailableException e) {
            throw new ParameterException(spec.commandLine(), withOption(spec, e.getMessage()), e);
        }
    }

    /** As {@link #check(CommandSpec, Supplier)}, for what gives nothing. */
    public static void check(CommandSpec spec, Runnable check) {
        check(spec, () -> {
            check.run();
            return null;
        });
    }

    /** @throws IllegalArgumentException that names the first of these options that was given, and why it must not be */
    public static void refuseGiven(CommandSpec spec, String reason, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException(option + " " + reason);
            }
        }
    }

    /** The library's complaints begin with the setting's name; where that is an option, it is said as one types it. */
    private static String withOption(CommandSpec spec, String message) {
        String option = "--" + message.split(" ", 2)[0];
        return spec.findOption(option) == null ? message : "--" + message;
    }

    /** A complaint about the command line as a whole. */
    public static ParameterException error(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
