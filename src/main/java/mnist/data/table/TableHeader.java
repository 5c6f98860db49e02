package mnist.data.table;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of a table's columns, and what they say about these.
 *
 * @param names without blanks around them; empty if the table has no header
 */
record TableHeader(List<String> names) {
    /** What a table without a header has. */
    static final TableHeader NONE = new TableHeader(List.of());

    /** What columns of labels are called, the surest first. */
    private static final List<String> LABELS = List.of("label", "labels", "class", "target", "digit", "category", "y");

    /** What columns that number the rows are called. */
    private static final Set<String> INDEXES = Set.of("", "id", "index", "idx");

    /** What pandas calls a column without a name, before its number. */
    private static final String UNNAMED = "unnamed: ";

    /** Row and column of a pixel, as in 1x28. */
    private static final Pattern PLACE = Pattern.compile("(\\d{1,4})x(\\d{1,4})");

    TableHeader {
        names = List.copyOf(names);
    }

    /**
     * The first row of a table as its header, if it is one. A row of data is told by its numbers: most of its cells are some.
     * In headers that programs make up they are, too, but there they count the columns, or are all different.
     */
    static TableHeader of(List<String> row) {
        TableHeader header = new TableHeader(row);
        double[] numbers = row.stream()
                .mapToDouble(CellNumber::of)
                .filter(n -> !Double.isNaN(n))
                .toArray();
        boolean named = header.labels() >= 0 && row.stream().distinct().count() == row.size();
        boolean data = 2 * numbers.length > row.size() && !isCounting(numbers) && !named;
        return data ? NONE : header;
    }

    private static boolean isCounting(double[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] != numbers[i - 1] + 1) {
                return false;
            }
        }
        return numbers.length > 2 && (numbers[0] == 0 || numbers[0] == 1);
    }

    boolean isThere() {
        return !names.isEmpty();
    }

    String name(int column) {
        return names.get(column);
    }

    /** The column of this name, in capitals or not; -1 if there is none. */
    int find(String name) {
        int exact = names.indexOf(name.strip());
        for (int i = 0; i < names.size() && exact < 0; i++) {
            if (names.get(i).equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        return exact;
    }

    /** The column that is called as columns of labels are; -1 if there is none. */
    int labels() {
        return LABELS.stream()
                .mapToInt(this::find)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** Whether a column numbers the rows. */
    boolean isIndex(int column) {
        if (!isThere()) {
            return false;
        }
        String name = name(column).toLowerCase(Locale.ROOT);
        return INDEXES.contains(name) || name.startsWith(UNNAMED);
    }

    /** Whether a column's name has a number, is a letter alone, or says that it is a pixel. */
    boolean isCounted(int column) {
        return name(column).matches("(?i).?|.*(?:\\d|pixel).*");
    }

    /** Of these columns one whose name is of another kind than most; -1 if there is none. */
    int stranger(List<Integer> columns) {
        List<String> kinds = columns.stream().map(this::kind).toList();
        Map<String, Integer> counts = new HashMap<>();
        kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
        String usual = counts.keySet().stream()
                .filter(kind -> 2 * counts.get(kind) > kinds.size())
                .findFirst()
                .orElse(null);
        for (int i = 0; i < kinds.size() && usual != null; i++) {
            if (!kinds.get(i).equals(usual)) {
                return columns.get(i);
            }
        }
        return -1;
    }

    /** What a name is without its numbers: pixel of pixel12, X of X0.5. */
    private String kind(int column) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; isThere() && i < name(column).length(); i++) {
            char c = name(column).charAt(i);
            if (Character.isLetter(c)) {
                letters.append(c);
            }
        }
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** How many pixels a row of the image has by the names 1x1, 1x2, ..., 2x1, ... of these columns; 0 if they don't say. */
    int width(List<Integer> columns) {
        if (!isThere() || columns.isEmpty()) {
            return 0;
        }
        Matcher first = PLACE.matcher(name(columns.get(0)));
        Matcher last = PLACE.matcher(name(columns.get(columns.size() - 1)));
        if (!first.matches() || !last.matches()) {
            return 0;
        }
        int row = Integer.parseInt(first.group(1));
        int column = Integer.parseInt(first.group(2));
        int width = Integer.parseInt(last.group(2)) - column + 1;
        for (int i = 0; i < columns.size() && width > 0; i++) {
            if (!name(columns.get(i)).equals((row + i / width) + "x" + (column + i % width))) {
                return 0;
            }
        }
        return width > 0 && columns.size() % width == 0 ? width : 0;
    }
}
