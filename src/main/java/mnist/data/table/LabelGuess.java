package mnist.data.table;

import java.util.Arrays;
import mnist.data.ClassNames;

/**
 * Tells by their cells which of two columns, the first and the last, holds the labels; the other holds an image's corner.
 * Labels are words or small whole numbers, most of which occur; a corner is nearly always of one colour, or of very many.
 */
final class LabelGuess extends RowCells {
    static final int NOBODY_KNOWS = -1;

    /** From so many rows it can mostly be told. Where it cannot, as the file is sorted by label, all are read. */
    private static final int FEW_ROWS = 100;

    private final TableHead head;
    private final int first;
    private final int last;
    private final Values ofFirst = new Values();
    private final Values ofLast = new Values();

    private LabelGuess(TableHead head, int first, int last) {
        super(head.place(), head.width());
        this.head = head;
        this.first = first;
        this.last = last;
    }

    /** One of the two columns, or {@link #NOBODY_KNOWS}. */
    static int of(TableHead head, int first, int last) {
        return new LabelGuess(head, first, last).read();
    }

    private int read() {
        int guess = NOBODY_KNOWS;
        try (TableRows rows = head.rows(this)) {
            while (guess == NOBODY_KNOWS && rows.next()) {
                guess = ofFirst.rows == FEW_ROWS ? guess() : NOBODY_KNOWS;
            }
        }
        return guess == NOBODY_KNOWS ? guess() : guess;
    }

    @Override
    void cell(int column, char[] chars, int offset, int length) {
        if (column == first || column == last) {
            int small = CellNumber.small(chars, offset, length);
            double value = small >= 0 ? small : CellNumber.of(CellText.of(chars, offset, length));
            (column == first ? ofFirst : ofLast).add(value);
        }
    }

    private int guess() {
        if (ofFirst.isWords() != ofLast.isWords()) {
            return ofFirst.isWords() ? first : last;
        }
        if (ofFirst.isLabels() != ofLast.isLabels()) {
            return ofFirst.isLabels() ? first : last;
        }
        return NOBODY_KNOWS;
    }

    /** What a column holds. */
    private static final class Values {
        /** Of ten rows, so many of one colour make a corner. */
        private static final int STEADY = 9;

        /** How often each number occurs that may be a label. */
        private final int[] counts = new int[ClassNames.MOST];

        private int different;
        private int largest;
        private int rows;
        private int words;
        private boolean outside;

        /** @param value NaN if it is no number */
        void add(double value) {
            rows++;
            if (Double.isNaN(value)) {
                words++;
            } else if (value < 0 || value >= counts.length || value != Math.rint(value)) {
                outside = true;
            } else if (counts[(int) value]++ == 0) {
                different++;
                largest = Math.max(largest, (int) value);
            }
        }

        boolean isWords() {
            return 2 * words > rows;
        }

        boolean isLabels() {
            return !outside && different > 0 && !isSteady() && isCounted();
        }

        private boolean isSteady() {
            int most = Arrays.stream(counts).max().orElse(0);
            return 10L * most >= (long) STEADY * rows;
        }

        /** Whether most numbers up to the largest occur, or each several times: not so the colours of a photograph. */
        private boolean isCounted() {
            return 2 * different > largest || 2 * different <= rows;
        }
    }
}
