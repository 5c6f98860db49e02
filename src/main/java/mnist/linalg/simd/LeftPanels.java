package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.NonZeros;
import mnist.linalg.SparsePanels;
import org.ejml.data.FMatrixRMaj;

/**
 * The left factor, packed: for each tile of 4 result rows the 4 values of every inner index lie together, in order. Of a
 * sparse one only those of {@link SparsePanels} are packed.
 *
 * <p>Filled by several threads at once, each its own tiles.
 */
final class LeftPanels {
    /**
     * Inner indices up to which {@link #FIRST_PLACES} lists them all. The loop without an index gains nothing in sums so short,
     * and a small network then needs one loop instead of two, which take up to a tenth of a second to compile.
     */
    private static final int LONGEST_LISTED = 32;

    /** One more than are used, as {@link Tile#multiply} asks. */
    private static final int[] FIRST_PLACES = new int[LONGEST_LISTED + 1];

    static {
        Arrays.setAll(FIRST_PLACES, p -> p);
    }

    private final SparsePanels ownSparse = new SparsePanels();
    private float[] dense = new float[0];
    private NonZeros nonZero;

    /** Null where all of the factor is packed. */
    private SparsePanels sparse;

    private int firstTile;
    private int depth;

    /**
     * Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of {@code newDepth} inner indices.
     *
     * @param newNonZero of the factor, or null where all of it is to be packed
     */
    void reserve(int newFirstTile, int tiles, int newDepth, NonZeros newNonZero) {
        firstTile = newFirstTile;
        depth = newDepth;
        nonZero = newNonZero;
        sparse = newNonZero == null ? null : ownSparse;
        if (sparse != null) {
            sparse.reserve(newFirstTile, tiles, newDepth);
        } else if (dense.length < tiles * newDepth * Tile.ROWS) {
            dense = new float[tiles * newDepth * Tile.ROWS];
        }
    }

    /** Takes a factor that is packed already. */
    void use(SparsePanels packed) {
        sparse = packed;
    }

    float[] values() {
        return sparse == null ? dense : sparse.values();
    }

    /** Where {@link #values} of a tile begin, from an inner index on. */
    int valuesAt(int tile, int innerIndex) {
        return sparse == null ? at(tile, innerIndex) : placesAt(tile, innerIndex) * Tile.ROWS;
    }

    private int at(int tile, int innerIndex) {
        return ((tile - firstTile) * depth + innerIndex) * Tile.ROWS;
    }

    /** The inner indices: those that are listed, or the first ones, for so few that listing them costs nothing; or null. */
    int[] places() {
        return sparse != null ? sparse.listed() : isListed(depth) ? FIRST_PLACES : null;
    }

    /** Whether {@link #places} are listed although all of the factor is packed. */
    static boolean isListed(int depth) {
        return depth <= LONGEST_LISTED;
    }

    /** Where {@link #places} of a tile begin, from an inner index on. */
    int placesAt(int tile, int innerIndex) {
        return sparse == null ? 0 : sparse.indexAt(tile) + sparse.countBelow(tile, innerIndex);
    }

    /** How many of the inner indices [from, to) a tile has. */
    int count(int tile, int from, int to) {
        return sparse == null ? to - from : sparse.countBelow(tile, to) - sparse.countBelow(tile, from);
    }

    /** Packs 4 rows of a (m x k) per tile, or transposed 4 columns of a (k x m), of those that are not all zero. */
    void pack(FMatrixRMaj a, boolean transposed, int fromTile, int toTile) {
        if (sparse != null && transposed) {
            nonZero.packColumns(a, sparse, fromTile, toTile);
        } else if (sparse != null) {
            nonZero.packRows(a, sparse, fromTile, toTile);
        } else if (transposed) {
            packColumns(a, fromTile, toTile);
        } else {
            packRows(a, fromTile, toTile, 0, depth);
        }
    }

    /** Packs only inner indices [from, to), all of which then lie where {@link #pack} had put them. */
    void packRows(FMatrixRMaj a, int fromTile, int toTile, int from, int to) {
        int last = a.numRows - 1;
        int k = a.numCols;
        for (int tile = fromTile; tile < toTile; tile++) {
            int row = tile * Tile.ROWS;
            // Rows past the end repeat the last one; their sums are never stored.
            interleave(
                    a.data,
                    row * k + from,
                    Math.min(row + 1, last) * k + from,
                    Math.min(row + 2, last) * k + from,
                    Math.min(row + 3, last) * k + from,
                    to - from,
                    at(tile, from));
        }
    }

    private void interleave(float[] a, int r0, int r1, int r2, int r3, int count, int to) {
        float[] packed = dense;
        int whole = count - count % Lanes.COUNT;
        for (int p = 0; p < whole; p += Lanes.COUNT) {
            Interleaving.store(a, r0 + p, r1 + p, r2 + p, r3 + p, packed, to + Tile.ROWS * p);
        }
        for (int p = whole; p < count; p++) {
            int q = to + Tile.ROWS * p;
            packed[q] = a[r0 + p];
            packed[q + 1] = a[r1 + p];
            packed[q + 2] = a[r2 + p];
            packed[q + 3] = a[r3 + p];
        }
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
        float[] packed = dense;
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
