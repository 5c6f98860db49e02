package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import mnist.linalg.NonZeros;
import org.ejml.data.FMatrixRMaj;

/**
 * A thread's copy of a block of the right factor: some neighbouring panels of columns, one block of inner indices deep.
 * Within a panel the columns of one inner index lie together, filled up to whole vectors. A copy is worth its
 * time because the tiles then read memory in order, from the nearest caches.
 */
final class RightStrip {
    private int panelFloats;
    private float[] values = new float[0];

    /** Where the strip begins: with a line of the cache. */
    private int origin;

    /** Of {@link CacheLines#period}, since when that is so. */
    private Object period;

    float[] values() {
        return values;
    }

    /** Where in {@link #values} a panel begins, counted from the strip's first. */
    int panelAt(int panel) {
        return origin + panel * panelFloats;
    }

    private void reserve(int depth, int columns) {
        panelFloats = depth * Tile.COLUMNS;
        int panels = (columns + Tile.COLUMNS - 1) / Tile.COLUMNS;
        int floats = Math.max(CacheLines.LARGE, panels * panelFloats + CacheLines.FLOATS);
        if (values.length < floats || period != CacheLines.period()) {
            period = CacheLines.period();
            values = new float[floats];
            origin = CacheLines.first(values);
        }
    }

    /**
     * Packs columns [fromColumn, toColumn) of b's rows [from, to).
     *
     * @param chosen the only rows that will be asked for, or null
     * @param padded fills up to whole vectors with 0; else they may bring anything, which must not be stored then
     */
    void packRows(FMatrixRMaj b, NonZeros chosen, int from, int to, int fromColumn, int toColumn, boolean padded) {
        reserve(to - from, toColumn - fromColumn);
        int first = chosen == null ? from : chosen.countBelow(from);
        int end = chosen == null ? to : chosen.countBelow(to);
        int whole = (toColumn - fromColumn) / Tile.COLUMNS;
        for (int i = first; i < end; i++) {
            int row = chosen == null ? i : chosen.index()[i];
            int source = row * b.numCols + fromColumn;
            int target = panelAt(0) + (row - from) * Tile.COLUMNS;
            for (int panel = 0; panel < whole; panel++) {
                copyPanel(b.data, source, values, target);
                source += Tile.COLUMNS;
                target += panelFloats;
            }
            if (fromColumn + whole * Tile.COLUMNS < toColumn) {
                copyPart(b.data, source, target, toColumn - fromColumn - whole * Tile.COLUMNS, padded);
            }
        }
    }

    /** One row of a whole panel, written out: a loop over so few vectors takes longer to begin than to copy. */
    private static void copyPanel(float[] from, int f, float[] to, int t) {
        FloatVector.fromArray(Lanes.FLOATS, from, f).intoArray(to, t);
        FloatVector.fromArray(Lanes.FLOATS, from, f + Lanes.COUNT).intoArray(to, t + Lanes.COUNT);
        if (Tile.VECTORS == 4) {
            FloatVector.fromArray(Lanes.FLOATS, from, f + 2 * Lanes.COUNT).intoArray(to, t + 2 * Lanes.COUNT);
            FloatVector.fromArray(Lanes.FLOATS, from, f + 3 * Lanes.COUNT).intoArray(to, t + 3 * Lanes.COUNT);
        }
    }

    /** One row of a panel that has only {@code length} columns: whole vectors where the source has so many numbers. */
    private void copyPart(float[] source, int at, int to, int length, boolean padded) {
        int width = Tile.vectorsFor(length) * Lanes.COUNT;
        if (at + width > source.length) {
            System.arraycopy(source, at, values, to, length);
        } else {
            for (int done = 0; done < width; done += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOATS, source, at + done).intoArray(values, to + done);
            }
        }
        for (int j = length; padded && j < width; j++) {
            values[to + j] = 0f;
        }
    }

    /** Packs the transpose of b's rows [fromRow, toRow), columns [from, to): a row of b becomes a column here. */
    void packTransposed(FMatrixRMaj b, int from, int to, int fromRow, int toRow) {
        reserve(to - from, toRow - fromRow);
        int panel = 0;
        for (int row = fromRow; row < toRow; row += Tile.COLUMNS) {
            int length = Math.min(Tile.COLUMNS, toRow - row);
            int base = panelAt(panel++);
            int j = 0;
            for (; j + 4 <= length; j += 4) {
                transposeFour(b.data, (row + j) * b.numCols + from, b.numCols, to - from, base + j);
            }
            for (; j < length; j++) {
                transposeOne(b.data, (row + j) * b.numCols + from, to - from, base + j);
            }
        }
    }

    private void transposeFour(float[] b, int at, int stride, int count, int to) {
        float[] packed = values;
        int r1 = at + stride;
        int r2 = r1 + stride;
        int r3 = r2 + stride;
        int q = to;
        for (int p = 0; p < count; p++) {
            packed[q] = b[at + p];
            packed[q + 1] = b[r1 + p];
            packed[q + 2] = b[r2 + p];
            packed[q + 3] = b[r3 + p];
            q += Tile.COLUMNS;
        }
    }

    private void transposeOne(float[] b, int at, int count, int to) {
        for (int p = 0; p < count; p++) {
            values[to + p * Tile.COLUMNS] = b[at + p];
        }
    }
}
