package mnist.linalg.simd;

import java.util.Arrays;
import mnist.linalg.NonZeros;

/**
 * For each tile of 4 result rows the inner indices at which its 4 rows of the left factor are not all zero, ascending.
 * Adding 0 x b to a sum changes nothing, as long as b is finite, so the others may be left out. Of MNIST's 784 pixels 64
 * images use about 494, and 4 images about 305; 4 neighbours of those 494 are blank in 55 % of the images.
 *
 * <p>Filled by several threads at once, each its own tiles.
 */
final class InnerIndices {
    private int[] listed = new int[0];
    private int[] counts = new int[0];
    private int rightStride;
    private int firstTile;
    private int room;

    /**
     * Makes room for {@code tiles} tiles, from number {@code newFirstTile} on, of up to {@code depth} inner indices.
     *
     * @param newRightStride the distance of the right factor's rows from each other
     */
    void reserve(int newFirstTile, int tiles, int depth, int newRightStride) {
        firstTile = newFirstTile;
        rightStride = newRightStride;
        room = depth;
        if (listed.length < tiles * depth) {
            listed = new int[tiles * depth];
        }
        if (counts.length < tiles) {
            counts = new int[tiles];
        }
    }

    /** For tiles of 4 rows of a matrix; rows past the end repeat the last one. */
    void listOfRows(NonZeros nonZero, int rows, int fromTile, int toTile) {
        int last = rows - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int row = tile * Tile.ROWS;
            counts[tile - firstTile] = nonZero.listColumns(
                    row,
                    Math.min(row + 1, last),
                    Math.min(row + 2, last),
                    Math.min(row + 3, last),
                    listed,
                    indexAt(tile));
        }
    }

    /** For tiles of 4 of the columns that are not all zero; past the end they repeat the last one. */
    void listOfColumns(NonZeros nonZero, int fromTile, int toTile) {
        int[] columns = nonZero.index();
        int last = nonZero.count() - 1;
        for (int tile = fromTile; tile < toTile; tile++) {
            int i = tile * Tile.ROWS;
            counts[tile - firstTile] = nonZero.listRows(
                    columns[i],
                    columns[Math.min(i + 1, last)],
                    columns[Math.min(i + 2, last)],
                    columns[Math.min(i + 3, last)],
                    listed,
                    indexAt(tile));
        }
    }

    /** The inner indices of a tile; after {@link #findPlaces} where the right factor's rows are, counted from the first row. */
    int[] listed() {
        return listed;
    }

    /** How many inner indices a tile has. */
    int count(int tile) {
        return counts[tile - firstTile];
    }

    /** Multiplies a tile's inner indices by the distance of the right factor's rows. */
    void findPlaces(int tile) {
        int end = indexAt(tile) + count(tile);
        for (int x = indexAt(tile); x < end; x++) {
            listed[x] *= rightStride;
        }
    }

    /** Where a tile's inner indices begin in {@link #listed}. */
    int indexAt(int tile) {
        return (tile - firstTile) * room;
    }

    /** How many inner indices below {@code end} a tile has; call after {@link #findPlaces}. */
    int countBelow(int tile, int end) {
        int count = count(tile);
        int from = indexAt(tile);
        int endPlace = end * rightStride;
        if (end == 0 || count == 0 || listed[from + count - 1] < endPlace) {
            return end == 0 ? 0 : count;
        }
        int found = Arrays.binarySearch(listed, from, from + count, endPlace);
        return (found < 0 ? -found - 1 : found) - from;
    }
}
