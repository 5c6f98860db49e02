package mnist.cli.frame;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How wide the terminal is. */
final class TerminalWidth {
    /** Says another width, for tests. */
    static final String PROPERTY = "mnist.columns";

    private static final int USUAL = 80;

    private static final int LEAST = 10;

    private static int asked;

    private TerminalWidth() {}

    /** In characters; 80 where that is not known. */
    static synchronized int columns() {
        Integer said = Integer.getInteger(PROPERTY);
        if (said != null) {
            return said;
        }
        if (asked == 0) {
            asked = Math.max(LEAST, ask());
        }
        return asked;
    }

    /** Only the system's program can be asked without native code. */
    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            String columns = size.replaceFirst("\\d+ ", "").strip();
            return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
