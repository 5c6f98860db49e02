package mnist.view.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One or a few lines that say one thing.
 *
 * @param lines broken for a terminal
 */
public record Paragraph(Tone tone, List<String> lines) implements Block {
    static final String INDENT = "   ";

    /** Whether it is good news. */
    enum Tone {
        PLAIN,
        GOOD,
        BAD
    }

    /** A line of its own that says how well something went. */
    public static Paragraph verdict(boolean good, String line) {
        return new Paragraph(good ? Tone.GOOD : Tone.BAD, List.of(line));
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        return lines.stream().map(line -> INDENT + dressed(line, emphasis)).toList();
    }

    private String dressed(String line, Emphasis emphasis) {
        return switch (tone) {
            case PLAIN -> line;
            case GOOD -> emphasis.good(line);
            case BAD -> emphasis.bad(line);
        };
    }

    @Override
    public void write(Html html) {
        String style = switch (tone) {
            case PLAIN -> "plain";
            case GOOD -> "right";
            case BAD -> "wrong";
        };
        html.open("p", "class", style)
                .formula(lines.stream().map(String::strip).collect(Collectors.joining(" ")))
                .close("p");
    }
}
