package mnist.view.document;

import java.util.List;

/** Lines whose columns count: formulas one below the other, drawings of characters. */
record Preformatted(List<String> lines) implements Block {
    @Override
    public List<String> lines(Emphasis emphasis) {
        return lines.stream()
                .map(line -> line.isEmpty() ? "" : Paragraph.INDENT + line)
                .toList();
    }

    @Override
    public void write(Html html) {
        html.open("pre", "class", "scroll")
                .formula(String.join("\n", lines).stripTrailing())
                .close("pre");
    }
}
