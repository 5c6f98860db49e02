package mnist.cli.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program's exit status says. */
public final class ExitCodes {
    public static final int DONE = 0;
    public static final int BUG = 1;
    public static final int USAGE = 2;
    public static final int DATA = 3;
    public static final int MODEL = 4;
    public static final int DIVERGED = 5;
    public static final int ACCURACY_MISSED = 6;
    public static final int IN_USE = 7;

    /** Of a command that another program asked to stop; after a signal the JVM has a code of its own. */
    public static final int INTERRUPTED = 130;

    /** What a shell says of a program that SIGPIPE ended. */
    public static final int READER_GONE = 141;

    private ExitCodes() {}

    /** Each code with its meaning, for --help. */
    public static Map<String, String> legend() {
        Map<String, String> legend = new LinkedHashMap<>();
        legend.put(" 0", "done");
        legend.put(" 1", "a bug or an unforeseen failure (with a stack trace); memory used up");
        legend.put(" 2", "bad usage");
        legend.put(" 3", "data missing or damaged");
        legend.put(" 4", "model or checkpoint unreadable or not fitting; output cannot be written");
        legend.put(" 5", "training diverged; the last good checkpoint stays");
        legend.put(" 6", "required accuracy not reached");
        legend.put(" 7", "the run is in use by another trainer: try again later");
        legend.put(
                "129, 130, 143", "stopped by SIGHUP, SIGINT, SIGTERM; a checkpoint was written if training had begun");
        legend.put("141", "nobody reads the results any more (| head); training goes on");
        return legend;
    }
}
