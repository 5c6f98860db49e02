package mnist.linalg;

import java.util.Arrays;

/**
 * A sparse left factor as products want it that compute {@link #ROWS} rows of the result at a time: for each such tile the
 * inner indices at which its rows are not all zero, ascending, and for each of them the rows' values side by side.
 * Adding 0 x b to a sum changes nothing, as long as b is finite, so the others may be left out. Of MNIST's 784 pixels 64
 * images use about 494, and 4 images about 305; 4 neighbours of those 494 are blank in 55 % of the images.
 *
 * <p>May be filled by several threads at once, each its own tiles.
 */
public final class SparsePanels {
    /** Rows of a tile. */
    public static final int ROWS = 4;

    private int[] listed = new int[1];
    private int[] counts = new int[0];
    private float[] values = new float[0];
    private int firstTile;
    private int depth;

    /** Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of up to {@code newDepth} inner indices. */
    public void reserve(int newFirstTile, int tiles, int newDepth) {
        firstTile = newFirstTile;
        depth = newDepth;
        if (values.length < tiles * newDepth * ROWS) {
            listed = new int[tiles * newDepth + 1];
            values = new float[tiles * newDepth * ROWS];
        }
        if (counts.length < tiles) {
            counts = new int[tiles];
        }
    }

    /**
     * Packs a tile whose {@code count} inner indices stand in {@link #listed}, from {@link #indexAt} on: of element p of its row i
     * the value {@code a[a_i + p stride]}.
     */
    void pack(int tile, int count, float[] a, int a0, int a1, int a2, int a3, int stride) {
        counts[tile - firstTile] = count;
        float[] packed = values;
        int[] indices = listed;
        int first = indexAt(tile);
        int end = first + count;
        int q = ROWS * first;
        for (int x = first; x < end; x++) {
            int p = indices[x] * stride;
            packed[q] = a[a0 + p];
            packed[q + 1] = a[a1 + p];
            packed[q + 2] = a[a2 + p];
            packed[q + 3] = a[a3 + p];
            q += ROWS;
        }
    }

    /** The inner indices, tile by tile; one more can be read behind the last. */
    public int[] listed() {
        return listed;
    }

    /** {@link #ROWS} values for each of {@link #listed}. */
    public float[] values() {
        return values;
    }

    /** Where a tile's inner indices begin in {@link #listed}. */
    public int indexAt(int tile) {
        return (tile - firstTile) * depth;
    }

    /** How many inner indices a tile has. */
    public int count(int tile) {
        return counts[tile - firstTile];
    }

    /** How many inner indices below {@code end} a tile has. */
    public int countBelow(int tile, int end) {
        int count = count(tile);
        int from = indexAt(tile);
        if (end == 0 || count == 0 || listed[from + count - 1] < end) {
            return end == 0 ? 0 : count;
        }
        int found = Arrays.binarySearch(listed, from, from + count, end);
        return (found < 0 ? -found - 1 : found) - from;
    }
}
