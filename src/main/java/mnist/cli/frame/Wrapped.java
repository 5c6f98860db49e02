package mnist.cli.frame;

import java.util.ArrayList;
import java.util.List;

/** Text for terminals of 80 columns. */
public final class Wrapped {
    public static final int WIDTH = 80;

    private Wrapped() {}

    /** The text in lines that are broken at blanks, all but the first indented; a word too long for a line stays whole. */
    public static List<String> lines(String text, int indent) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            int end = blank > indent ? blank : rest.indexOf(' ', WIDTH);
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = " ".repeat(indent) + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }
}
