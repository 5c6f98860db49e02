package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.Columns;
import org.ejml.data.FMatrixRMaj;

/**
 * The left factor, packed: four rows of a tile at a time, their values of every inner index lie together, in order.
 *
 * <p>With a hint, inner indices at which all values of a tile are zero are left out, tile by tile, and each tile lists the
 * indices it has. Adding 0 x b to a sum changes nothing, as long as b is finite, so the result is the same. Of MNIST's
 * 784 pixels 64 images use about 494, and 4 images about 305; 4 neighbours of those 494 are blank in 55 % of the images.
 *
 * <p>Filled by several threads at once, each its own tiles.
 */
final class LeftPanels {
    /** Rows whose values lie together: a vector from each of four is interleaved in few steps. */
    static final int QUAD = 4;

    /**
     * For sums so short that the loop without an index gains nothing: a small network then needs one loop instead of two,
     * which cost a tenth of a second to compile.
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

    /** Where {@link #values} of a tile's block begin, those of its first four rows. */
    int valuesAt(int tile, int block) {
        return quadAt(tile - firstTile, 0) + QUAD * startOf(tile, block);
    }

    /** From the values of four rows to those of the next four. */
    int quadStep() {
        return QUAD * depth;
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

    /**
     * Packs rows of a (m x k) for some tiles.
     *
     * @param columns chooses the inner indices, all when null
     * @param at scratch for {@link Tile#ROWS} places, of the calling thread
     */
    void packRows(FMatrixRMaj a, Columns columns, int fromTile, int toTile, int[] at) {
        for (int tile = fromTile; tile < toTile; tile++) {
            for (int i = 0; i < Tile.ROWS; i++) {
                // Rows past the end repeat the last one; their sums are never stored.
                at[i] = Math.min(tile * Tile.ROWS + i, a.numRows - 1) * a.numCols;
            }
            if (columns == null) {
                for (int i = 0; i < Tile.ROWS; i += QUAD) {
                    interleave(a.data, at[i], at[i + 1], at[i + 2], at[i + 3], quadAt(tile - firstTile, i));
                }
            } else {
                packChosen(a.data, at, columns.index(), 1, tile - firstTile);
            }
        }
    }

    private void interleave(float[] a, int r0, int r1, int r2, int r3, int to) {
        float[] packed = values;
        int whole = depth - depth % Lanes.COUNT;
        for (int p = 0; p < whole; p += Lanes.COUNT) {
            Interleaving.store(a, r0 + p, r1 + p, r2 + p, r3 + p, packed, to + QUAD * p);
        }
        for (int p = whole; p < depth; p++) {
            int q = to + QUAD * p;
            packed[q] = a[r0 + p];
            packed[q + 1] = a[r1 + p];
            packed[q + 2] = a[r2 + p];
            packed[q + 3] = a[r3 + p];
        }
    }

    /**
     * Packs columns of a (k x m) for some tiles.
     *
     * @param columns chooses them, all when null
     * @param at scratch for {@link Tile#ROWS} places, of the calling thread
     */
    void packColumns(FMatrixRMaj a, Columns columns, int fromTile, int toTile, int[] at) {
        int last = (columns == null ? a.numCols : columns.count()) - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int first = tile * Tile.ROWS;
            for (int i = 0; i < Tile.ROWS; i++) {
                int column = Math.min(first + i, last);
                at[i] = columns == null ? column : columns.index()[column];
            }
            if (columns == null) {
                for (int i = 0; i < Tile.ROWS; i += QUAD) {
                    copyColumns(a.data, a.numCols, at[i], at[i + 1], at[i + 2], at[i + 3], quadAt(tile - firstTile, i));
                }
            } else {
                packChosen(a.data, at, null, a.numCols, tile - firstTile);
            }
        }
    }

    private void copyColumns(float[] a, int stride, int c0, int c1, int c2, int c3, int to) {
        float[] packed = values;
        for (int p = 0; p < depth; p++) {
            int q = to + QUAD * p;
            int row = p * stride;
            packed[q] = a[row + c0];
            packed[q + 1] = a[row + c1];
            packed[q + 2] = a[row + c2];
            packed[q + 3] = a[row + c3];
        }
    }

    /** Packs the inner indices where a value differs from zero: of those in {@code chosen}, or of all. */
    private void packChosen(float[] a, int[] at, int[] chosen, int stride, int slot) {
        int next = 0;
        for (int block = 0; block < blocks; block++) {
            int first = block * blockDepth;
            int end = Math.min(depth, first + blockDepth);
            starts[slot * (blocks + 1) + block] = next;
            for (int p = first; p < end; p++) {
                int offset = (chosen == null ? p : chosen[p]) * stride;
                int bits = 0;
                for (int i = 0; i < Tile.ROWS; i += QUAD) {
                    bits |= put(a, at, i, offset, quadAt(slot, i) + QUAD * next);
                }
                listed[slot * depth + next] = p - first;
                // Written in any case, and counted only if a value differs from zero: no branch.
                next += -(bits & SIGN_REMOVED) >>> 31;
            }
        }
        starts[slot * (blocks + 1) + blocks] = next;
    }

    /** Writes the values of a quad's rows, and returns all their bits together. */
    private int put(float[] a, int[] at, int quad, int offset, int q) {
        float v0 = a[at[quad] + offset];
        float v1 = a[at[quad + 1] + offset];
        float v2 = a[at[quad + 2] + offset];
        float v3 = a[at[quad + 3] + offset];
        values[q] = v0;
        values[q + 1] = v1;
        values[q + 2] = v2;
        values[q + 3] = v3;
        return Float.floatToRawIntBits(v0)
                | Float.floatToRawIntBits(v1)
                | Float.floatToRawIntBits(v2)
                | Float.floatToRawIntBits(v3);
    }

    /** Where the quad that begins with a tile's row {@code i} begins. */
    private int quadAt(int slot, int i) {
        return (slot * Tile.ROWS + i) * depth;
    }
}
