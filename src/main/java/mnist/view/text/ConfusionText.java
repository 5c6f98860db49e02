package mnist.view.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mnist.train.Evaluation;
import mnist.view.document.ClassLabels;
import mnist.view.document.TextWidth;
import mnist.view.language.Messages;

/** What is taken for what: as a matrix where it fits a terminal, else the most frequent mistakes. */
public final class ConfusionText {
    /** Columns between and behind two names: the gap and the count. */
    private static final int NUMBERS = 12;

    /** Columns of the share, under a short and a long heading. */
    private static final int SHARE = 6;

    private static final int WIDE_SHARE = 18;

    private static final int MOST_LISTED = 20;

    /** A name in a list is not longer. */
    private static final int LONGEST = 24;

    /** A name at the head of a row of the matrix is not longer. */
    private static final int LONGEST_OF_ROW = 18;

    /** Less of the head of a row would say nothing. */
    private static final int LEAST_OF_ROW = 11;

    /** A count of less than a thousand and a blank. */
    private static final int NARROWEST = 4;

    private final int columns;
    private final Evaluation evaluation;
    private final int[][] confusion;
    private final ClassLabels labels;
    private final Messages messages;

    /** Over the columns of the matrix, and before the name of each row. */
    private final String head;

    private final String row;

    private ConfusionText(Evaluation evaluation, ClassLabels labels, int columns, Messages messages) {
        this.columns = columns;
        this.evaluation = evaluation;
        this.confusion = evaluation.confusion();
        this.labels = labels;
        this.messages = messages;
        this.head = messages.get("called");
        this.row = messages.get("is") + " ";
    }

    /** Images of one class by what they were called. */
    private record Mistake(int label, int called, int count) {}

    /**
     * Counts by label and prediction; where these are too many for a terminal, the largest.
     *
     * @param columns of the terminal
     * @param messages those of {@link EvaluationText#BUNDLE}
     */
    public static List<String> of(Evaluation evaluation, ClassLabels labels, int columns, Messages messages) {
        return new ConfusionText(evaluation, labels, columns, messages).lines();
    }

    private List<String> lines() {
        int roomy = room(evaluation.images());
        int cell = besideCells(roomy) >= leastOfRow() ? roomy : room(largestCount());
        if (besideCells(cell) < leastOfRow()) {
            return mistakes();
        }
        int rowWidth = Math.max(TextWidth.of(head), Math.min(wantedOfRow(), besideCells(cell)));
        int widest = (columns - rowWidth) / confusion.length;
        return matrix(rowWidth, Math.max(cell, Math.min(widest, labels.width() + 1)));
    }

    /** Columns that the matrix leaves to the heads of its rows. */
    private int besideCells(int cell) {
        return columns - cell * confusion.length;
    }

    private int wantedOfRow() {
        return TextWidth.of(row) + Math.min(LONGEST_OF_ROW, labels.width());
    }

    private int leastOfRow() {
        return Math.max(TextWidth.of(head), Math.min(LEAST_OF_ROW, wantedOfRow()));
    }

    /** Columns for counts up to this. */
    private static int room(int count) {
        return Math.max(NARROWEST, Integer.toString(count).length() + 1);
    }

    private int largestCount() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).max().orElse(0);
    }

    private List<String> matrix(int rowWidth, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder top = new StringBuilder(TextWidth.left(head, rowWidth));
        for (int label = 0; label < confusion.length; label++) {
            top.append(TextWidth.right(TextWidth.start(labels.of(label), width - 1), width));
        }
        lines.add(top.toString());
        for (int label = 0; label < confusion.length; label++) {
            String name = labels.of(label, rowWidth - TextWidth.of(row));
            StringBuilder line = new StringBuilder(TextWidth.left(row + name, rowWidth));
            for (int count : confusion[label]) {
                line.append(TextWidth.right(count == 0 ? "." : Integer.toString(count), width));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> mistakes() {
        List<Mistake> all = IntStream.range(0, confusion.length)
                .boxed()
                .flatMap(label -> IntStream.range(0, confusion.length)
                        .filter(called -> called != label && confusion[label][called] > 0)
                        .mapToObj(called -> new Mistake(label, called, confusion[label][called])))
                .sorted(Comparator.comparingInt((Mistake mistake) -> -mistake.count))
                .toList();
        if (all.isEmpty()) {
            return List.of(messages.get("none_confused"));
        }
        List<Mistake> listed = all.subList(0, Math.min(MOST_LISTED, all.size()));
        int longest = Math.max(TextWidth.of(head), Math.min(LONGEST, (columns - NUMBERS - SHARE) / 2));
        int width = Math.max(TextWidth.of(head), Math.min(longest, labels.width()));
        List<String> lines = new ArrayList<>();
        lines.add(messages.get("frequent"));
        lines.add(TextWidth.left(messages.get("is"), width) + "  " + TextWidth.left(head, width)
                + TextWidth.right(messages.get("times"), 8)
                + (isRoomy(width)
                        ? TextWidth.right(messages.get("share_of_class"), 20)
                        : TextWidth.right(messages.get("share"), 7)));
        listed.forEach(mistake -> lines.add(line(mistake, width)));
        if (all.size() > listed.size()) {
            lines.add(String.format(Locale.ROOT, messages.get("rarer"), all.size() - listed.size()));
        }
        return lines;
    }

    private boolean isRoomy(int width) {
        return 2 * width + NUMBERS + WIDE_SHARE <= columns;
    }

    private String line(Mistake mistake, int width) {
        int images = Arrays.stream(confusion[mistake.label]).sum();
        return TextWidth.left(labels.of(mistake.label, width), width)
                + "  "
                + TextWidth.left(labels.of(mistake.called, width), width)
                + String.format(
                        Locale.ROOT,
                        isRoomy(width) ? "%,8d  %18s" : "%,8d  %5s",
                        mistake.count,
                        EvaluationText.percent((double) mistake.count / images));
    }
}
