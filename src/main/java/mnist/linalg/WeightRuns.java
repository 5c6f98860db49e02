package mnist.linalg;

import java.util.Arrays;
import java.util.BitSet;
import org.ejml.data.FMatrixRMaj;

/**
 * Where a matrix of weights may hold anything but zero: in every column some runs of rows. Products ask for the runs of
 * several columns or rows side by side, in every step for the same ones, so answers are kept.
 *
 * <p>Runs are given by their bounds, in rising order: first, end, first, end, ... An end is behind the last of its run.
 */
public final class WeightRuns {
    /** Gaps below this are filled in answers: to leave out so few elements costs more than to compute them. */
    public static final int SMALLEST_GAP = 32;

    private static final int[] NOTHING = {0, 0};

    private final int rows;
    private final int[][] ofColumn;
    private final Answer[] rowsOf;
    private final Answer[] columnsOf;

    /** The runs from some column or row to {@code end}, and what else was asked from there on. */
    private record Answer(int end, int[] bounds, Answer other) {
        static int[] find(Answer first, int end) {
            for (Answer answer = first; answer != null; answer = answer.other) {
                if (answer.end == end) {
                    return answer.bounds;
                }
            }
            return null;
        }
    }

    /**
     * @param ofColumn the runs of each column; columns side by side that share an array are gone through once
     * @throws IllegalArgumentException if runs do not rise, or lie outside the rows
     */
    public WeightRuns(int rows, int[][] ofColumn) {
        this.rows = rows;
        this.ofColumn = ofColumn.clone();
        rowsOf = new Answer[ofColumn.length];
        columnsOf = new Answer[rows];
        for (int column = 0; column < ofColumn.length; column++) {
            requireRising(column);
        }
    }

    private void requireRising(int column) {
        int[] bounds = ofColumn[column];
        boolean rises = bounds.length % 2 == 0;
        for (int i = 0; i < bounds.length; i++) {
            rises = rises && bounds[i] >= (i == 0 ? 0 : bounds[i - 1]) && bounds[i] <= rows;
        }
        if (!rises) {
            throw new IllegalArgumentException("the runs of column " + column + " do not rise from 0 to " + rows);
        }
    }

    /** The runs of rows that hold all that columns [from, to) may have; one empty run where these have nothing. */
    public int[] rows(int from, int to) {
        int[] known = Answer.find(rowsOf[from], to);
        if (known == null) {
            BitSet used = new BitSet(rows);
            for (int column = from; column < to; column = groupEnd(column)) {
                int[] bounds = ofColumn[column];
                for (int i = 0; i < bounds.length; i += 2) {
                    used.set(bounds[i], bounds[i + 1]);
                }
            }
            known = bounds(used);
            rowsOf[from] = new Answer(to, known, rowsOf[from]);
        }
        return known;
    }

    /** The runs of columns that hold all that rows [from, to) may have; one empty run where these have nothing. */
    public int[] columns(int from, int to) {
        int[] known = Answer.find(columnsOf[from], to);
        if (known == null) {
            BitSet used = new BitSet(ofColumn.length);
            for (int column = 0; column < ofColumn.length; column = groupEnd(column)) {
                used.set(column, groupEnd(column), meets(ofColumn[column], from, to));
            }
            known = bounds(used);
            columnsOf[from] = new Answer(to, known, columnsOf[from]);
        }
        return known;
    }

    /** The first column behind this one that has other runs. */
    private int groupEnd(int column) {
        int end = column + 1;
        while (end < ofColumn.length && ofColumn[end] == ofColumn[column]) {
            end++;
        }
        return end;
    }

    private static boolean meets(int[] bounds, int from, int to) {
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] < to && bounds[i + 1] > from) {
                return true;
            }
        }
        return false;
    }

    private static int[] bounds(BitSet used) {
        int first = used.nextSetBit(0);
        if (first < 0) {
            return NOTHING;
        }
        int[] found = new int[2 * used.cardinality()];
        int count = 0;
        while (first >= 0) {
            int end = used.nextClearBit(first);
            if (count > 0 && first - found[count - 1] < SMALLEST_GAP) {
                found[count - 1] = end;
            } else {
                found[count++] = first;
                found[count++] = end;
            }
            first = used.nextSetBit(end);
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * Calls {@code part} for rows [from, to) of a matrix of this shape, row after row, with ranges of its elements that hold
     * all that may be other than zero.
     */
    public void eachRow(int from, int to, WorkerTeam.Part part) {
        for (int row = from; row < to; row++) {
            int[] bounds = columns(row, row + 1);
            int start = row * ofColumn.length;
            for (int i = 0; i < bounds.length; i += 2) {
                if (bounds[i] < bounds[i + 1]) {
                    part.run(start + bounds[i], start + bounds[i + 1]);
                }
            }
        }
    }

    /** Sets to 0 what lies outside the runs. */
    public void clearOutside(FMatrixRMaj w) {
        clearOutside(w, null, 0, w.numRows, 0, w.numCols);
    }

    /**
     * Likewise in columns [fromColumn, toColumn) of some rows.
     *
     * @param chosen the rows that are counted from {@code from} to {@code to}; null where these are all
     */
    public void clearOutside(FMatrixRMaj w, int[] chosen, int from, int to, int fromColumn, int toColumn) {
        for (int column = fromColumn; column < toColumn; column = groupEnd(column)) {
            int end = Math.min(toColumn, groupEnd(column));
            int[] bounds = ofColumn[column];
            int run = 0;
            for (int i = from; i < to; i++) {
                int row = chosen == null ? i : chosen[i];
                while (run < bounds.length && row >= bounds[run + 1]) {
                    run += 2;
                }
                if (run == bounds.length || row < bounds[run]) {
                    Arrays.fill(w.data, row * w.numCols + column, row * w.numCols + end, 0);
                }
            }
        }
    }
}
