package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.Columns;
import org.ejml.data.FMatrixRMaj;

/**
 * The left factor, packed: for each tile of 4 result rows the 4 values of every inner index lie together, in order.
 *
 * <p>With a hint, inner indices at which all 4 values are zero are left out, tile by tile, and each tile lists the
 * indices it has. Adding 0 x b to a sum changes nothing, as long as b is finite, so the result is the same. Of MNIST's
 * 784 pixels 64 images use about 494, and 4 images about 305; 4 neighbours of those 494 are blank in 55 % of the images.
 *
 * <p>Filled by several threads at once, each its own tiles.
 */
final class LeftPanels {
    /**
     * For sums so short that the loop without an index gains nothing: a small network then needs one loop instead of two,
     * which take up to a tenth of a second to compile.
     */
    private static final int[] FIRST_INDICES = new int[32];

    static {
        Arrays.setAll(FIRST_INDICES, i -> i);
    }

    private static final int SIGN_REMOVED = 0x7FFF_FFFF;

    private float[] values = new float[0];
    private int[] listed = new int[0];
    private int[] starts = new int[0];

    private int firstTile;
    private boolean sparse;
    private int depth;
    private int blockDepth;
    private int blocks;

    /**
     * Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of up to {@code newDepth} inner indices in
     * blocks of {@code newBlockDepth}; indices are counted from the start of their block.
     */
    void reserve(int newFirstTile, int tiles, int newDepth, int newBlockDepth, boolean newSparse) {
        firstTile = newFirstTile;
        sparse = newSparse;
        depth = newDepth;
        blockDepth = newBlockDepth;
        blocks = Math.max(1, (newDepth + newBlockDepth - 1) / newBlockDepth);
        if (values.length < tiles * newDepth * Tile.ROWS) {
            values = new float[tiles * newDepth * Tile.ROWS];
        }
        if (newSparse && listed.length < tiles * newDepth) {
            listed = new int[tiles * newDepth];
        }
        if (newSparse && starts.length < tiles * (blocks + 1)) {
            starts = new int[tiles * (blocks + 1)];
        }
    }

    float[] values() {
        return values;
    }

    /** Where {@link #values} of a tile's block begin. */
    int valuesAt(int tile, int block) {
        return ((tile - firstTile) * depth + startOf(tile, block)) * Tile.ROWS;
    }

    /** The inner indices that are packed, counted from the start of their block; null if every one is, of many. */
    int[] index() {
        return sparse ? listed : depth <= FIRST_INDICES.length ? FIRST_INDICES : null;
    }

    /** Where {@link #index} of a tile's block begins. */
    int indexAt(int tile, int block) {
        return sparse ? (tile - firstTile) * depth + startOf(tile, block) : 0;
    }

    /** How many inner indices below {@code end}, counted from the start of the block, a tile has in that block. */
    int countBelow(int tile, int block, int end) {
        if (!sparse || end == 0) {
            return end;
        }
        int count = startOf(tile, block + 1) - startOf(tile, block);
        if (end >= Math.min(blockDepth, depth - block * blockDepth)) {
            return count;
        }
        int from = indexAt(tile, block);
        int found = Arrays.binarySearch(listed, from, from + count, end);
        return (found < 0 ? -found - 1 : found) - from;
    }

    private int startOf(int tile, int block) {
        return sparse ? starts[(tile - firstTile) * (blocks + 1) + block] : Math.min(depth, block * blockDepth);
    }

    /** Packs 4 rows of a (m x k) per tile; {@code columns} chooses the inner indices, all when null. */
    void packRows(FMatrixRMaj a, Columns columns, int fromTile, int toTile) {
        for (int tile = fromTile; tile < toTile; tile++) {
            int row = tile * Tile.ROWS;
            int last = a.numRows - 1;
            int k = a.numCols;
            // Rows past the end repeat the last one; their sums are never stored.
            int r0 = row * k;
            int r1 = Math.min(row + 1, last) * k;
            int r2 = Math.min(row + 2, last) * k;
            int r3 = Math.min(row + 3, last) * k;
            if (columns == null) {
                interleave(a.data, r0, r1, r2, r3, (tile - firstTile) * depth * Tile.ROWS);
            } else {
                packChosen(a.data, r0, r1, r2, r3, columns.index(), tile - firstTile);
            }
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

    private void packChosen(float[] a, int r0, int r1, int r2, int r3, int[] chosen, int slot) {
        int next = 0;
        for (int block = 0; block < blocks; block++) {
            int first = block * blockDepth;
            int end = Math.min(depth, first + blockDepth);
            starts[slot * (blocks + 1) + block] = next;
            for (int p = first; p < end; p++) {
                int column = chosen[p];
                next += put(slot, next, p - first, a[r0 + column], a[r1 + column], a[r2 + column], a[r3 + column]);
            }
        }
        starts[slot * (blocks + 1) + blocks] = next;
    }

    /** Packs 4 columns of a (k x m) per tile; {@code columns} chooses them, all when null. */
    void packColumns(FMatrixRMaj a, Columns columns, int fromTile, int toTile) {
        int last = (columns == null ? a.numCols : columns.count()) - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int column = tile * Tile.ROWS;
            int c1 = Math.min(column + 1, last);
            int c2 = Math.min(column + 2, last);
            int c3 = Math.min(column + 3, last);
            if (columns == null) {
                copyColumns(a.data, a.numCols, column, c1, c2, c3, (tile - firstTile) * depth * Tile.ROWS);
            } else {
                int[] chosen = columns.index();
                packChosenColumns(
                        a.data, a.numCols, chosen[column], chosen[c1], chosen[c2], chosen[c3], tile - firstTile);
            }
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

    private void packChosenColumns(float[] a, int stride, int c0, int c1, int c2, int c3, int slot) {
        int next = 0;
        for (int block = 0; block < blocks; block++) {
            int first = block * blockDepth;
            int end = Math.min(depth, first + blockDepth);
            starts[slot * (blocks + 1) + block] = next;
            for (int p = first; p < end; p++) {
                int row = p * stride;
                next += put(slot, next, p - first, a[row + c0], a[row + c1], a[row + c2], a[row + c3]);
            }
        }
        starts[slot * (blocks + 1) + blocks] = next;
    }

    /** Writes one inner index in any case, and counts it (returns 1) only if a value differs from zero: no branch. */
    private int put(int slot, int next, int indexInBlock, float v0, float v1, float v2, float v3) {
        int at = slot * depth + next;
        int q = at * Tile.ROWS;
        values[q] = v0;
        values[q + 1] = v1;
        values[q + 2] = v2;
        values[q + 3] = v3;
        listed[at] = indexInBlock;
        int bits = Float.floatToRawIntBits(v0)
                | Float.floatToRawIntBits(v1)
                | Float.floatToRawIntBits(v2)
                | Float.floatToRawIntBits(v3);
        return -(bits & SIGN_REMOVED) >>> 31;
    }
}
