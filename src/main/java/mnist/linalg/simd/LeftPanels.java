package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/**
 * The left factor, packed: for each tile of 4 result rows the 4 values of every inner index lie together, in order. Of a
 * sparse one only the tile's {@link InnerIndices} are packed.
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

    private final InnerIndices lists = new InnerIndices();
    private float[] values = new float[0];
    private NonZeros nonZero;
    private int firstTile;
    private int depth;

    /**
     * Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of {@code newDepth} inner indices.
     *
     * @param newNonZero of the factor, or null where all of it is to be packed
     * @param rightStride the distance of the right factor's rows from each other
     */
    void reserve(int newFirstTile, int tiles, int newDepth, NonZeros newNonZero, int rightStride) {
        firstTile = newFirstTile;
        depth = newDepth;
        nonZero = newNonZero;
        if (values.length < tiles * newDepth * Tile.ROWS) {
            values = new float[tiles * newDepth * Tile.ROWS];
        }
        if (newNonZero != null) {
            lists.reserve(newFirstTile, tiles, newDepth, rightStride);
        }
    }

    float[] values() {
        return values;
    }

    /** Where {@link #values} of a tile begin, from an inner index on. */
    int valuesAt(int tile, int innerIndex) {
        return at(tile, nonZero == null ? innerIndex : lists.countBelow(tile, innerIndex));
    }

    private int at(int tile, int skipped) {
        return ((tile - firstTile) * depth + skipped) * Tile.ROWS;
    }

    /**
     * Where the right factor's rows are: those of the lists, counted from the first inner index of all; else those of the
     * first inner indices, for so few that listing them costs nothing; or null.
     */
    int[] places() {
        return nonZero != null ? lists.listed() : depth <= FIRST_PLACES.length ? FIRST_PLACES : null;
    }

    /** Where {@link #places} of a tile begin, from an inner index on. */
    int placesAt(int tile, int innerIndex) {
        return nonZero == null ? 0 : lists.indexAt(tile) + lists.countBelow(tile, innerIndex);
    }

    /** How many of the inner indices [from, to) a tile has. */
    int count(int tile, int from, int to) {
        return nonZero == null ? to - from : lists.countBelow(tile, to) - lists.countBelow(tile, from);
    }

    /** Packs 4 rows of a (m x k) per tile, or transposed 4 columns of a (k x m), of those that are not all zero. */
    void pack(FMatrixRMaj a, boolean transposed, int fromTile, int toTile) {
        if (nonZero != null && transposed) {
            lists.listOfColumns(nonZero, fromTile, toTile);
            packListedColumns(a, fromTile, toTile);
        } else if (nonZero != null) {
            lists.listOfRows(nonZero, a.numRows, fromTile, toTile);
            packListedRows(a, fromTile, toTile);
        } else if (transposed) {
            packColumns(a, fromTile, toTile);
        } else {
            packRows(a, fromTile, toTile);
        }
    }

    private void packRows(FMatrixRMaj a, int fromTile, int toTile) {
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
                    at(tile, 0));
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

    private void packListedRows(FMatrixRMaj a, int fromTile, int toTile) {
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
                    tile);
        }
    }

    private void packListedColumns(FMatrixRMaj a, int fromTile, int toTile) {
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
                    tile);
        }
    }

    private void copyListed(float[] a, int a0, int a1, int a2, int a3, int stride, int tile) {
        float[] packed = values;
        int[] listed = lists.listed();
        int first = lists.indexAt(tile);
        int end = first + lists.count(tile);
        int q = at(tile, 0);
        for (int x = first; x < end; x++) {
            int p = listed[x] * stride;
            packed[q] = a[a0 + p];
            packed[q + 1] = a[a1 + p];
            packed[q + 2] = a[a2 + p];
            packed[q + 3] = a[a3 + p];
            q += Tile.ROWS;
        }
        lists.findPlaces(tile);
    }

    private void packColumns(FMatrixRMaj a, int fromTile, int toTile) {
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
                    at(tile, 0));
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
