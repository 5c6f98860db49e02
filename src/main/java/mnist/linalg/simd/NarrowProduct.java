package mnist.linalg.simd;

import mnist.linalg.BlockOperation;
import org.ejml.data.FMatrixRMaj;

/** A product whose result is at most one vector wide, in groups of 8 rows; see {@link TileNarrow}. */
final class NarrowProduct {
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

    private boolean transposed;
    private FMatrixRMaj a;
    private FMatrixRMaj b;
    private FMatrixRMaj c;
    private float alpha;
    private BlockOperation then;

    /** c = a b or, transposed, c = a^T b; with alpha other than 0, c = c + alpha times that. */
    void set(
            boolean newTransposed,
            FMatrixRMaj newA,
            FMatrixRMaj newB,
            FMatrixRMaj newC,
            float newAlpha,
            BlockOperation newThen) {
        transposed = newTransposed;
        a = newA;
        b = newB;
        c = newC;
        alpha = newAlpha;
        then = newThen;
    }

    void forget() {
        a = null;
        b = null;
        c = null;
        then = null;
    }

    int groups() {
        return (c.numRows + TileNarrow.ROWS - 1) / TileNarrow.ROWS;
    }

    void multiplyGroups(int fromGroup, int toGroup) {
        Scratch own = scratch.get();
        own.right.packRows(b, null, 0, b.numRows, 0, b.numCols, false);
        for (int group = fromGroup; group < toGroup; group++) {
            multiplyGroup(own, group * TileNarrow.ROWS);
        }
        then.apply(fromGroup * TileNarrow.ROWS, Math.min(c.numRows, toGroup * TileNarrow.ROWS), 0, c.numCols);
    }

    private void multiplyGroup(Scratch own, int row) {
        if (!transposed) {
            TileNarrow.multiplyRows(
                    a.data,
                    rowAt(row),
                    rowAt(row + 1),
                    rowAt(row + 2),
                    rowAt(row + 3),
                    rowAt(row + 4),
                    rowAt(row + 5),
                    rowAt(row + 6),
                    rowAt(row + 7),
                    b.numRows,
                    own.right.values(),
                    own.right.panelAt(0),
                    own.sums);
            writeRows(own.sums, row, row);
        } else {
            // The last group begins early enough to be whole; only its new rows are written.
            int column = Math.min(row, c.numRows - TileNarrow.ROWS);
            TileNarrow.multiplyColumns(
                    a.data, column, a.numCols, b.numRows, own.right.values(), own.right.panelAt(0), own.sums);
            writeRows(own.sums, column, row);
        }
    }

    /** Where a row of a begins; past the end, the last row, whose sums are not written then. */
    private int rowAt(int row) {
        return Math.min(row, a.numRows - 1) * a.numCols;
    }

    /** Writes the sums, whose first row is {@code first} of the result, from row {@code from} on. */
    private void writeRows(float[] sums, int first, int from) {
        int to = Math.min(c.numRows, first + TileNarrow.ROWS);
        for (int row = from; row < to; row++) {
            Rows.store(alpha, sums, (row - first) * Lanes.COUNT, c.data, row * c.numCols, c.numCols);
        }
    }

    /** What a thread needs for itself. */
    private static final class Scratch {
        final RightStrip right = new RightStrip();
        final float[] sums = new float[TileNarrow.ROWS * Lanes.COUNT];
    }
}
