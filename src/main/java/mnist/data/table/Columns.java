package mnist.data.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.data.DataException;

/**
 * What each column of a table holds.
 *
 * @param label the column of the labels; -1 if there is none
 * @param roles for each column, which pixel of the image it holds; negative if it holds none
 * @param rows height of an image in pixels
 * @param columns width of an image in pixels
 */
record Columns(TableHead head, int label, int[] roles, int rows, int columns) {
    private static final int NO_PIXEL = -1;
    private static final int NO_LABEL = -1;

    /** Columns of a table that is none of images. */
    private static final int SHOWN = 4;

    private static final String SAY_LABEL = "say which column holds the labels with --label-column";

    /**
     * Finds out, from the header, or, where that does not say which column holds the labels, from the rows.
     *
     * @param wanted the column of the labels: its name, or its number from 1, from the end if negative; null to find out
     * @throws DataException if it cannot be told, or there are columns of something else
     */
    static Columns of(TableHead head, String wanted) {
        requireTable(head);
        int named = named(head, wanted);
        List<Integer> others = IntStream.range(0, head.width())
                .filter(i -> i != named && !head.header().isIndex(i))
                .boxed()
                .toList();
        requireOneKind(head, others);
        int label = named >= 0 ? named : guessed(head, others);
        return of(head, label, others.stream().filter(i -> i != label).toList());
    }

    private static Columns of(TableHead head, int label, List<Integer> pixels) {
        requirePixels(head, pixels);
        int width = width(head, pixels);
        int[] roles = new int[head.width()];
        Arrays.fill(roles, NO_PIXEL);
        for (int i = 0; i < pixels.size(); i++) {
            roles[pixels.get(i)] = i;
        }
        return new Columns(head, label, roles, pixels.size() / width, width);
    }

    /** As {@link #of}, of a table that need not have labels. */
    static Columns ofImages(TableHead head, String wanted) {
        requireTable(head);
        List<Integer> pixels = IntStream.range(0, head.width())
                .filter(i -> !head.header().isIndex(i))
                .boxed()
                .toList();
        boolean images = head.header().width(pixels) > 0 || isSquare(pixels.size());
        return wanted == null && head.header().labels() < 0 && images ? of(head, NO_LABEL, pixels) : of(head, wanted);
    }

    int pixels() {
        return rows * columns;
    }

    private static void requireTable(TableHead head) {
        if (head.width() < 2) {
            throw DataException.about(
                    head.place(),
                    "is no table of images",
                    "rows of a label and pixels, parted by commas, semicolons or tabs",
                    head.kind(),
                    "name another file");
        }
    }

    /** The column of the labels as it is called, or as the user calls it; -1 if that does not tell. */
    private static int named(TableHead head, String wanted) {
        if (wanted == null) {
            return head.header().labels();
        }
        int column = find(head, wanted);
        if (column < 0) {
            throw DataException.about(
                    head.place(), "has no such column", choice(head), wanted, "name another with --label-column");
        }
        return column;
    }

    /** The column of this name or number; -1 if there is none. */
    static int find(TableHead head, String wanted) {
        if (!wanted.matches("[-+]?\\d{1,6}")) {
            return head.header().find(wanted);
        }
        int number = Integer.parseInt(wanted);
        int column = number < 0 ? head.width() + number : number - 1;
        return column < head.width() ? column : -1;
    }

    private static String choice(TableHead head) {
        String numbers = "a number from 1 to " + head.width();
        return head.header().isThere()
                ? numbers + ", or a name, for example "
                        + CellText.quoted(head.header().name(0))
                : numbers;
    }

    private static void requireOneKind(TableHead head, List<Integer> columns) {
        int stranger = head.header().stranger(columns);
        if (stranger >= 0) {
            throw DataException.about(
                    head.place(),
                    "a column that is no pixel",
                    "one column of labels, and else pixels",
                    CellText.column(head.header(), stranger),
                    "remove it, or, if it holds the labels, say so with --label-column");
        }
    }

    /** Names of pixels count them; a table of people or flowers has names alone. */
    private static void requirePixels(TableHead head, List<Integer> pixels) {
        if (head.header().isThere() && pixels.stream().noneMatch(head.header()::isCounted)) {
            throw noImages(head, "the columns " + shown(head));
        }
    }

    private static DataException noImages(TableHead head, String found) {
        return DataException.about(
                head.place(),
                "is a table, but not of images",
                "a column of labels and a column for every pixel, as label,pixel0,pixel1,...,pixel783",
                found,
                "mnist learns from images alone: name a table of images");
    }

    private static String shown(TableHead head) {
        return IntStream.range(0, Math.min(head.width(), SHOWN))
                        .mapToObj(head.header()::name)
                        .map(CellText::quoted)
                        .collect(Collectors.joining(", "))
                + (head.width() > SHOWN ? ", ..." : "");
    }

    /** The first or the last of the columns, by what they hold. */
    private static int guessed(TableHead head, List<Integer> columns) {
        if (isSquare(columns.size())) {
            throw DataException.about(
                    head.place(),
                    "has no labels",
                    "one column beside those of the pixels",
                    columns.size() + " columns, as many as an image of " + size(columns.size()) + " has pixels",
                    "name a file that has them, or " + SAY_LABEL);
        }
        if (!isSquare(columns.size() - 1)) {
            throw noSquare(head, columns.size() - 1);
        }
        int guess = LabelGuess.of(head, columns.get(0), columns.get(columns.size() - 1));
        if (guess == LabelGuess.NOBODY_KNOWS) {
            throw DataException.about(
                    head.place(),
                    "its labels cannot be told from its pixels",
                    "labels in the first or in the last column",
                    "numbers in both that could be some",
                    SAY_LABEL + " 1 or --label-column -1");
        }
        return guess;
    }

    private static int width(TableHead head, List<Integer> pixels) {
        int width = head.header().width(pixels);
        if (width == 0 && !isSquare(pixels.size())) {
            throw noSquare(head, pixels.size());
        }
        return width == 0 ? side(pixels.size()) : width;
    }

    private static DataException noSquare(TableHead head, int pixels) {
        return DataException.about(
                head.place(),
                "its images are no squares",
                "a square number of columns beside the label, for example 784 for 28 x 28 pixels",
                pixels,
                "remove the columns that are no pixels");
    }

    private static boolean isSquare(int number) {
        return number > 0 && side(number) * side(number) == number;
    }

    private static int side(int number) {
        return (int) Math.round(Math.sqrt(number));
    }

    private static String size(int pixels) {
        return side(pixels) + " x " + side(pixels);
    }
}
