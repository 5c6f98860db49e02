package mnist.linalg.simd;

import mnist.linalg.BlockOperation;
import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/** A product of a sparse left factor whose result is a few vectors wide; see {@link TileUnpacked}. */
final class UnpackedProduct {
    /** Rows, and columns of the left factor, that a thread takes at a time: whole tiles. */
    static final int ROW_GRAIN = 4 * TileUnpacked.ROWS;

    static final int COLUMN_GRAIN = 8 * TileUnpacked.COLUMNS;

    /** Columns that are computed together. */
    private static final int STRIP = 2 * Lanes.COUNT;

    /**
     * With more, the time saved by not packing is lost again, as blank pixels are left out only where all images have them: with
     * vectors of 512 bits an epoch of 64 units gains a fifth, and one of 128 loses a quarter.
     */
    private static final int MOST_COLUMNS = 2 * STRIP;

    private FMatrixRMaj a;
    private NonZeros nonZero;
    private FMatrixRMaj b;
    private FMatrixRMaj c;
    private float alpha;
    private BlockOperation then;

    /** Whether the last two vectors of so wide a result can overlap each other, and nothing else. */
    static boolean fits(int columns) {
        int last = columns % STRIP;
        return columns <= MOST_COLUMNS && (last == 0 || last >= Lanes.COUNT);
    }

    /** c = a b or c = a^T b; with alpha other than 0, c = c + alpha times that. */
    void set(
            FMatrixRMaj newA,
            NonZeros newNonZero,
            FMatrixRMaj newB,
            FMatrixRMaj newC,
            float newAlpha,
            BlockOperation newThen) {
        a = newA;
        nonZero = newNonZero;
        b = newB;
        c = newC;
        alpha = newAlpha;
        then = newThen;
    }

    void forget() {
        a = null;
        nonZero = null;
        b = null;
        c = null;
        then = null;
    }

    long multiplications() {
        return (long) a.numRows * nonZero.count() * c.numCols;
    }

    /** Rows [from, to) of a b. */
    void multiplyRows(int from, int to) {
        int last = to - 1;
        for (int row = from; row < to; row += TileUnpacked.ROWS) {
            for (int column = 0; column < c.numCols; column += STRIP) {
                TileUnpacked.multiplyRows(
                        nonZero.index(),
                        nonZero.count(),
                        a.data,
                        a.numCols,
                        b.data,
                        c.numCols,
                        column,
                        c.data,
                        row,
                        Math.min(row + 1, last),
                        Math.min(row + 2, last),
                        Math.min(row + 3, last),
                        Math.min(row + 4, last));
            }
        }
        then.apply(from, to, 0, c.numCols);
    }

    /** Rows {@code nonZero.index()[from]} to {@code [to - 1]} of a^T b. */
    void multiplyColumns(int from, int to) {
        int[] index = nonZero.index();
        int last = to - 1;
        boolean add = alpha != 0f;
        for (int i = from; i < to; i += TileUnpacked.COLUMNS) {
            for (int column = 0; column < c.numCols; column += STRIP) {
                TileUnpacked.multiplyColumns(
                        a.data,
                        a.numCols,
                        a.numRows,
                        b.data,
                        c.numCols,
                        column,
                        add ? alpha : 1f,
                        add ? c.data : Tile.NEGATIVE_ZEROS,
                        add ? Tile.ROWS_OF_C : Tile.ROW_AT_ZERO,
                        c.data,
                        index[i],
                        index[Math.min(i + 1, last)],
                        index[Math.min(i + 2, last)],
                        index[Math.min(i + 3, last)]);
            }
        }
    }
}
