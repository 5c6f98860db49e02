package mnist.view.document;

import java.util.ArrayList;
import java.util.List;
import mnist.view.language.Messages;

/** An explanation in blocks, which a terminal and a browser show each in its own way; its words are keys of messages. */
public final class Document {
    private final Messages messages;
    private final List<Block> blocks = new ArrayList<>();

    public Document(Messages messages) {
        this.messages = messages;
    }

    /** What the messages say, with numbers in the places of its %s. */
    public String text(String key, Object... values) {
        return NumberText.format(messages.get(key), values);
    }

    public Messages messages() {
        return messages;
    }

    /** Begins a section. */
    public Document heading(String key, Object... values) {
        return add(new Block.Heading(text(key, values), ""));
    }

    /** Begins a part of a section. */
    public Document subheading(String key, Object... values) {
        return add(new Block.Subheading("", text(key, values)));
    }

    public Document add(Block block) {
        blocks.add(block);
        return this;
    }

    /** Sentences that say one thing. */
    public Document paragraph(String key, Object... values) {
        return line(text(key, values));
    }

    /** Likewise, of a text that has its words already, or needs none. */
    public Document line(String text) {
        return add(new Block.Paragraph(Emphasis.Tone.PLAIN, text));
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
