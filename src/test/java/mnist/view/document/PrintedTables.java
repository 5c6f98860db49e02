package mnist.view.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables in the text of an explanation, read back as a reader would. */
public final class PrintedTables {
    private PrintedTables() {}

    /** One table: its headings, and its rows by the first column. */
    public record Printed(String before, List<String> headings, Map<String, Map<String, Double>> rows) {
        public boolean has(String... wanted) {
            return headings.containsAll(List.of(wanted));
        }
    }

    public static List<Printed> of(List<String> lines) {
        List<Printed> tables = new ArrayList<>();
        Printed open = null;
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).strip().split("  +");
            if (List.of("unit", "output", "weight", "x").contains(cells[0]) && cells.length > 2) {
                open = new Printed(lines.get(i - 1).strip(), Arrays.asList(cells), new LinkedHashMap<>());
                tables.add(open);
            } else if (open != null && cells.length == open.headings.size()) {
                Map<String, Double> row = new LinkedHashMap<>();
                for (int column = 1; column < cells.length; column++) {
                    if (!open.headings.get(column).equals("nudged")) {
                        row.put(open.headings.get(column), Double.valueOf(cells[column]));
                    }
                }
                open.rows.put(cells[0], row);
            } else {
                open = null;
            }
        }
        return tables;
    }

    /** The number behind the first occurrence of {@code text}. */
    public static double after(List<String> lines, String text) {
        for (String line : lines) {
            int at = line.indexOf(text);
            if (at >= 0) {
                return Double.parseDouble(
                        line.substring(at + text.length()).strip().split("[\\s,:]+")[0]);
            }
        }
        throw new AssertionError("not printed: " + text);
    }
}
