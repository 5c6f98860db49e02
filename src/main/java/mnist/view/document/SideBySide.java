package mnist.view.document;

import java.util.ArrayList;
import java.util.List;

/** Blocks that stand beside each other where there is room; on a terminal one below the other, a line apart. */
public record SideBySide(List<Block> blocks) implements Block {
    public static SideBySide of(Block... blocks) {
        return new SideBySide(List.of(blocks));
    }

    @Override
    public List<String> lines(Emphasis emphasis) {
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            List<String> own = block.lines(emphasis);
            if (!lines.isEmpty() && !own.isEmpty()) {
                lines.add("");
            }
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
