package mnist.view.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
     * @param lines as a terminal shows them
     * @param rest follows the last line, less prominently
     */
    record Heading(List<String> lines, String rest) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> emphasis.of(Tone.HEADING, lines.get(i)) + (i == lines.size() - 1 ? rest : ""))
                    .toList();
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

    /**
     * The heading of a part of a section.
     *
     * @param strong its beginning, which a terminal sets off
     * @param rest its end
     */
    record Subheading(String strong, String rest) implements Block {
        @Override
        public List<String> lines(Emphasis emphasis) {
            return List.of(Paragraph.INDENT + emphasis.of(Tone.HEADING, strong) + rest);
        }

        @Override
        public void write(Html html) {
            html.open("h3").formula(strong + rest).close("h3");
        }
    }

    /**
     * One or a few lines that say one thing.
     *
     * @param lines broken for a terminal
     */
    record Paragraph(Tone tone, List<String> lines) implements Block {
        static final String INDENT = "   ";

        /** A line of its own that says how well something went. */
        public static Paragraph verdict(boolean good, String line) {
            return new Paragraph(good ? Tone.GOOD : Tone.BAD, List.of(line));
        }

        @Override
        public List<String> lines(Emphasis emphasis) {
            return lines.stream().map(line -> INDENT + emphasis.of(tone, line)).toList();
        }

        @Override
        public void write(Html html) {
            html.open("p", "class", tone.style)
                    .formula(lines.stream().map(String::strip).collect(Collectors.joining(" ")))
                    .close("p");
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
}
