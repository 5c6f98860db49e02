package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/** An explanation in blocks, which a terminal and a browser show each in its own way. */
public final class Document {
    private final List<Block> blocks = new ArrayList<>();

    /** Begins a section; the lines of its heading fit a terminal. */
    public Document heading(String... lines) {
        return add(new Block.Heading(List.of(lines), ""));
    }

    /** Begins a part of a section. */
    public Document subheading(String text) {
        return add(new Block.Subheading("", text));
    }

    public Document add(Block block) {
        blocks.add(block);
        return this;
    }

    /** Lines that say one thing; long ones are broken for a terminal. */
    public Document paragraph(String... lines) {
        return add(new Block.Paragraph(Emphasis.Tone.PLAIN, List.of(lines)));
    }

    /** A line with numbers in the places of its %s. */
    public Document line(String template, Object... numbers) {
        return paragraph(NumberText.format(template, numbers));
    }

    /** Lines that stay as they are: formulas one below the other, drawings of characters. */
    public Document formulas(String... lines) {
        return add(new Block.Preformatted(List.of(lines)));
    }

    /** An empty line on the terminal; the browser has margins. */
    public Document blank() {
        return add(new Blank());
    }

    public List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** For the terminal: at most 80 columns. */
    public List<String> lines(Emphasis emphasis) {
        return blocks.stream().flatMap(block -> block.lines(emphasis).stream()).toList();
    }

    private record Blank() implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            return List.of("");
        }

        @Override
        public void write(Html html) {
            // Blocks are apart already.
        }
    }
}
