package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/**
 * The left factor, packed: for each tile of 4 result rows the 4 values of every inner index lie together, in order.
 *
 * <p>Filled by several threads at once, each its own tiles.
 */
final class LeftPanels {
    /**
     * For sums so short that the loop without an index gains nothing: a small network then needs one loop instead of two,
     * which take up to a tenth of a second to compile.
     */
    private static final int[] FIRST_PLACES = new int[32];

    static {
        Arrays.setAll(FIRST_PLACES, p -> p * Tile.COLUMNS);
    }

    private float[] values = new float[0];
    private int firstTile;
    private int depth;

    /** Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of {@code newDepth} inner indices. */
    void reserve(int newFirstTile, int tiles, int newDepth) {
        firstTile = newFirstTile;
        depth = newDepth;
        if (values.length < tiles * newDepth * Tile.ROWS) {
            values = new float[tiles * newDepth * Tile.ROWS];
        }
    }

    float[] values() {
        return values;
    }

    /** Where {@link #values} of a tile begin, after as many inner indices. */
    int valuesAt(int tile, int skipped) {
        return ((tile - firstTile) * depth + skipped) * Tile.ROWS;
    }

    /** Where the right factor's rows are from the first inner index on, for so few that listing them costs nothing; else null. */
    int[] places() {
        return depth <= FIRST_PLACES.length ? FIRST_PLACES : null;
    }

    /** Packs 4 rows of a (m x k) per tile. */
    void packRows(FMatrixRMaj a, int fromTile, int toTile) {
        int last = a.numRows - 1;
        int k = a.numCols;
        for (int tile = fromTile; tile < toTile; tile++) {
            int row = tile * Tile.ROWS;
            // Rows past the end repeat the last one; their sums are never stored.
            interleave(
                    a.data,
                    row * k,
                    Math.min(row + 1, last) * k,
                    Math.min(row + 2, last) * k,
                    Math.min(row + 3, last) * k,
                    valuesAt(tile, 0));
        }
    }

    private void interleave(float[] a, int r0, int r1, int r2, int r3, int to) {
        float[] packed = values;
        int whole = depth - depth % Lanes.COUNT;
        for (int p = 0; p < whole; p += Lanes.COUNT) {
            Interleaving.store(a, r0 + p, r1 + p, r2 + p, r3 + p, packed, to + Tile.ROWS * p);
        }
        for (int p = whole; p < depth; p++) {
            int q = to + Tile.ROWS * p;
            packed[q] = a[r0 + p];
            packed[q + 1] = a[r1 + p];
            packed[q + 2] = a[r2 + p];
            packed[q + 3] = a[r3 + p];
        }
    }

    /** Packs 4 rows of a (m x k) per tile, at the inner indices listed. */
    void packRows(FMatrixRMaj a, InnerIndices lists, int fromTile, int toTile) {
        int last = a.numRows - 1;
        int k = a.numCols;
        for (int tile = fromTile; tile < toTile; tile++) {
            int row = tile * Tile.ROWS;
            copyListed(
                    a.data,
                    row * k,
                    Math.min(row + 1, last) * k,
                    Math.min(row + 2, last) * k,
                    Math.min(row + 3, last) * k,
                    1,
                    lists,
                    tile);
        }
    }

    /** Packs 4 of the listed columns of a (k x m) per tile, at the inner indices listed. */
    void packColumns(FMatrixRMaj a, NonZeros nonZero, InnerIndices lists, int fromTile, int toTile) {
        int[] columns = nonZero.index();
        int last = nonZero.count() - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int i = tile * Tile.ROWS;
            copyListed(
                    a.data,
                    columns[i],
                    columns[Math.min(i + 1, last)],
                    columns[Math.min(i + 2, last)],
                    columns[Math.min(i + 3, last)],
                    a.numCols,
                    lists,
                    tile);
        }
    }

    private void copyListed(float[] a, int a0, int a1, int a2, int a3, int stride, InnerIndices lists, int tile) {
        float[] packed = values;
        int[] index = lists.index();
        int first = lists.indexAt(tile);
        int count = lists.countBelow(tile, depth);
        int q = valuesAt(tile, 0);
        for (int x = first; x < first + count; x++) {
            int p = index[x] * stride;
            packed[q] = a[a0 + p];
            packed[q + 1] = a[a1 + p];
            packed[q + 2] = a[a2 + p];
            packed[q + 3] = a[a3 + p];
            q += Tile.ROWS;
        }
    }

    /** Packs 4 columns of a (k x m) per tile. */
    void packColumns(FMatrixRMaj a, int fromTile, int toTile) {
        int last = a.numCols - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int column = tile * Tile.ROWS;
            copyColumns(
                    a.data,
                    a.numCols,
                    column,
                    Math.min(column + 1, last),
                    Math.min(column + 2, last),
                    Math.min(column + 3, last),
                    valuesAt(tile, 0));
        }
    }

    private void copyColumns(float[] a, int stride, int c0, int c1, int c2, int c3, int to) {
        float[] packed = values;
        for (int p = 0; p < depth; p++) {
            int q = to + Tile.ROWS * p;
            int row = p * stride;
            packed[q] = a[row + c0];
            packed[q + 1] = a[row + c1];
            packed[q + 2] = a[row + c2];
            packed[q + 3] = a[row + c3];
        }
    }
}
