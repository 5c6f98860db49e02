package mnist.view.text;

import java.util.ArrayList;
import java.util.List;
import mnist.view.document.TextWidth;

/** Pictures of text side by side, as many in a row as fit, each below its caption. */
public final class TextGallery {
    private static final int GAP = 4;

    private record Picture(List<String> lines, int width) {}

    private final int width;
    private final List<String> result = new ArrayList<>();
    private final List<Picture> row = new ArrayList<>();
    private int rowWidth;

    /** @param width columns of a line */
    public TextGallery(int width) {
        this.width = width;
    }

    /** Puts a picture at the end. */
    public void add(List<String> caption, List<String> image) {
        List<String> lines = new ArrayList<>(caption);
        lines.addAll(image);
        int pictureWidth = lines.stream().mapToInt(TextWidth::of).max().orElse(0);
        if (!row.isEmpty() && rowWidth + GAP + pictureWidth > width) {
            endRow();
        }
        rowWidth += (row.isEmpty() ? 0 : GAP) + pictureWidth;
        row.add(new Picture(lines, pictureWidth));
    }

    /** All lines so far; between two rows one is empty. */
    public List<String> lines() {
        endRow();
        return List.copyOf(result);
    }

    private void endRow() {
        if (row.isEmpty()) {
            return;
        }
        if (!result.isEmpty()) {
            result.add("");
        }
        int height =
                row.stream().mapToInt(picture -> picture.lines().size()).max().orElse(0);
        for (int i = 0; i < height; i++) {
            StringBuilder line = new StringBuilder();
            int start = 0;
            for (Picture picture : row) {
                line.append(" ".repeat(start - TextWidth.of(line.toString())));
                line.append(i < picture.lines().size() ? picture.lines().get(i) : "");
                start += picture.width() + GAP;
            }
            result.add(line.toString().stripTrailing());
        }
        row.clear();
        rowWidth = 0;
    }
}
