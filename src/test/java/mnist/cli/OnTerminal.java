package mnist.cli;

import java.util.function.Supplier;

/** Runs a command as on a terminal of so many columns. */
final class OnTerminal {
    private OnTerminal() {}

    static Cli.Result of(int columns, Supplier<Cli.Result> command) {
        System.setProperty("mnist.stdout.terminal", "true");
        System.setProperty("mnist.columns", Integer.toString(columns));
        try {
            return command.get();
        } finally {
            System.clearProperty("mnist.stdout.terminal");
            System.clearProperty("mnist.columns");
        }
    }
}
