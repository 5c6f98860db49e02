package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/**
 * The heading of a section.
 *
 * @param lines as a terminal shows them
 * @param rest follows the last line, less prominently
 */
public record Heading(List<String> lines, String rest) implements Block {
    @Override
    public List<String> lines(Emphasis emphasis) {
        List<String> result =
                new ArrayList<>(lines.stream().map(emphasis::heading).toList());
        result.add(result.remove(result.size() - 1) + rest);
        return result;
    }

    /** All of it on one line. */
    public String text() {
        return (String.join(" ", lines) + rest).replaceAll("\\s+", " ");
    }

    /** Its beginning, for a list of sections. */
    public String name() {
        return text().split("[:,]", 2)[0];
    }

    @Override
    public void write(Html html) {
        html.open("h2").formula(text()).close("h2");
    }
}
