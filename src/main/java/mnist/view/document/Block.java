package mnist.view.document;

import java.util.ArrayList;
import java.util.List;
import mnist.view.document.Emphasis.Tone;

/** A part of a {@link Document}. The simple ones are here; tables, plots and pictures are in files of their own. */
public interface Block {
    /** For the terminal: at most 80 columns. */
    List<String> lines(Emphasis emphasis);

    /** For the browser. */
    void write(Html html);

    /**
     * The heading of a section.
     *
     * @param strong its beginning, which a terminal sets off
     * @param rest its end, less prominent
     */
    record Heading(String strong, String rest) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            List<String> lines = LineBreaks.of(strong + rest, Paragraph.INDENT, Paragraph.WIDTH);
            if (lines.size() == 1) {
                return List.of(emphasis.of(Tone.HEADING, strong) + rest);
            }
            return lines.stream().map(line -> emphasis.of(Tone.HEADING, line)).toList();
        }

        /** All of it on one line. */
        public String text() {
            return (strong + rest).replaceAll("\\s+", " ");
        }

        /** Its beginning, for a list of sections. */
        public String name() {
            return text().split("[:,\uff1a\uff0c]", 2)[0];
        }

        @Override
        public void write(Html html) {
            html.open("h2").formula(text()).close("h2");
        }
    }

    /**
     * The heading of a part of a section.
     *
     * @param strong its beginning, which a terminal sets off
     * @param rest its end
     */
    record Subheading(String strong, String rest) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            int room = Paragraph.WIDTH - Paragraph.INDENT.length();
            if (TextWidth.of(strong + rest) <= room) {
                return List.of(Paragraph.INDENT + emphasis.of(Tone.HEADING, strong) + rest);
            }
            return Paragraph.indented(Tone.HEADING, strong + rest, emphasis);
        }

        @Override
        public void write(Html html) {
            html.open("h3").formula(strong + rest).close("h3");
        }
    }

    /**
     * Sentences that say one thing.
     *
     * @param text on one line, however long; a terminal breaks it
     */
    record Paragraph(Tone tone, String text) implements Block {
        static final String INDENT = "   ";
        static final int WIDTH = 80;

        /** A line of its own that says how well something went. */
        public static Paragraph verdict(boolean good, String text) {
            return new Paragraph(good ? Tone.GOOD : Tone.BAD, text);
        }

        @Override
        public List<String> lines(Emphasis emphasis) {
            return indented(tone, text, emphasis);
        }

        static List<String> indented(Tone tone, String text, Emphasis emphasis) {
            return LineBreaks.of(text, "", WIDTH - INDENT.length()).stream()
                    .map(line -> INDENT + emphasis.of(tone, line))
                    .toList();
        }

        @Override
        public void write(Html html) {
            html.open("p", "class", tone.style).formula(text).close("p");
        }
    }

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

    /** Blocks that stand beside each other where there is room; on a terminal one below the other, a line apart. */
    record SideBySide(List<Block> blocks) implements Block {
        public static SideBySide of(Block... blocks) {
            return new SideBySide(List.of(blocks));
        }

        @Override
        public List<String> lines(Emphasis emphasis) {
            List<String> lines = new ArrayList<>();
            for (Block block : blocks) {
                List<String> own = block.lines(emphasis);
                lines.addAll(lines.isEmpty() || own.isEmpty() ? List.of() : List.of(""));
                lines.addAll(own);
            }
            return lines;
        }

        @Override
        public void write(Html html) {
            html.open("div", "class", "pictures");
            blocks.forEach(block -> block.write(html));
            html.close("div");
        }
    }

    /** What the browser shows, and prints, only when it is asked for. */
    record Fold(String name, Block content) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            return content.lines(emphasis);
        }

        @Override
        public void write(Html html) {
            html.open("details").element("summary", name);
            content.write(html);
            html.close("details");
        }
    }
}
