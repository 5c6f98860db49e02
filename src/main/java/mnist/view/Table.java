package mnist.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of text, headings first: the first column to the left, the others to the right. */
final class Table {
    private static final int TERMINAL = 80;
    private static final int INDENT = 3;
    private static final int GAP = 2;

    private final List<String[]> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(headings);
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        int width = Arrays.stream(widths).sum() + GAP * (widths.length - 1);
        String indent = " ".repeat(Math.max(0, Math.min(INDENT, TERMINAL - width)));
        return rows.stream().map(row -> indent + line(row, widths)).toList();
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        IntStream.range(0, row.length).forEach(i -> {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : " ".repeat(GAP)).append(i == 0 ? row[i] + padding : padding + row[i]);
        });
        return line.toString().stripTrailing();
    }
}
