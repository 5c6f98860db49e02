package mnist.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import mnist.store.Json;
import picocli.CommandLine.Model.CommandSpec;

/** The two streams of a command: results go to out, progress and warnings to err. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;

    Console(CommandSpec spec) {
        out = spec.commandLine().getOut();
        err = spec.commandLine().getErr();
    }

    /** A line of a result. */
    void result(String format, Object... values) {
        out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        out.flush();
    }

    /** A result for programs: one JSON object on one line. */
    void json(Map<String, ?> object) {
        out.println(Json.compact(object));
        out.flush();
    }

    /** A line about what is going on. */
    void note(String format, Object... values) {
        err.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        err.flush();
    }

    void warning(String text) {
        note("warning: " + text);
    }

    /** What people type to start this program, for "what to do next". */
    static String program() {
        return System.getProperty("mnist.program", "mnist");
    }

    PrintWriter out() {
        return out;
    }

    /** Whether standard error is a terminal that may be drawn on: progress bars, colour. */
    static boolean errIsTerminal() {
        return isTerminal("mnist.stderr.terminal");
    }

    /** Whether standard output is a terminal that may be coloured. */
    static boolean outIsTerminal() {
        return isTerminal("mnist.stdout.terminal");
    }

    /** The launcher says so; Java itself cannot tell the streams apart. */
    private static boolean isTerminal(String property) {
        boolean plain = System.getenv("NO_COLOR") != null
                || System.getenv("CI") != null
                || "dumb".equals(System.getenv("TERM"));
        return !plain && Boolean.getBoolean(property);
    }
}
