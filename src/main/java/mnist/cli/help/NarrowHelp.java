package mnist.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.cli.frame.Console;

/** A command's help on a terminal that is too narrow for two columns: what an option does stands below its name. */
final class NarrowHelp {
    /** A name and what it is for, behind at least two blanks. */
    private static final Pattern ENTRY = Pattern.compile("( {2,6}\\S.*?) {2,}(\\S.*)");

    /** More blanks begin a line that goes on with what was said before. */
    private static final int CONTINUED = 10;

    private static final String MARGIN = " ".repeat(CONTINUED);

    private final int width;
    private final List<String> lines = new ArrayList<>();
    private String name = "";
    private String text = "";

    private NarrowHelp(int width) {
        this.width = width;
    }

    /** @param help in lines of 80 columns */
    static List<String> of(String help, int width) {
        NarrowHelp narrow = new NarrowHelp(width);
        help.lines().forEach(narrow::add);
        narrow.flush();
        return narrow.lines;
    }

    private void add(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (line.startsWith(" ".repeat(CONTINUED))) {
            text += " " + line.strip();
        } else if (entry.matches()) {
            flush();
            name = entry.group(1);
            text = entry.group(2);
        } else if (isProse(line) && isProse(text) && name.isEmpty()) {
            text += " " + line;
        } else {
            flush();
            text = line;
        }
        if (line.isEmpty()) {
            flush();
            lines.add("");
        }
    }

    private static boolean isProse(String line) {
        return !line.isEmpty() && !line.startsWith(" ") && !line.startsWith("Usage:") && !line.endsWith(":");
    }

    private void flush() {
        if (!name.isEmpty()) {
            lines.addAll(Console.wrapped(name, MARGIN, width));
            text = MARGIN + text.strip();
        }
        if (!text.isBlank()) {
            lines.addAll(Console.wrapped(text, name.isEmpty() && isProse(text) ? "" : MARGIN, width));
        }
        name = "";
        text = "";
    }
}
