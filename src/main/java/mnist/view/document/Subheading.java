package mnist.view.document;

import java.util.List;

/**
 * The heading of a part of a section.
 *
 * @param strong its beginning, which a terminal sets off
 * @param rest its end
 */
public record Subheading(String strong, String rest) implements Block {
    @Override
    public List<String> lines(Emphasis emphasis) {
        return List.of(Paragraph.INDENT + (strong.isEmpty() ? "" : emphasis.heading(strong)) + rest);
    }

    @Override
    public void write(Html html) {
        html.open("h3").formula(strong + rest).close("h3");
    }
}
