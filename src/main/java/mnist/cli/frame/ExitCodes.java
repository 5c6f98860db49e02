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
        legend.put(
                "129, 130, 143", "stopped by SIGHUP, SIGINT, SIGTERM; a checkpoint was written if training had begun");
        return legend;
    }
}
