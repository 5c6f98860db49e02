package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import mnist.linalg.Columns;
import org.ejml.data.FMatrixRMaj;

/**
 * A thread's copy of a block of the right factor: some neighbouring panels of columns, one block of inner indices deep.
 * Within a panel the columns of one inner index lie together, filled up to whole vectors. A copy is worth its
 * time because the tiles then read memory in order, from the nearest caches.
 */
final class RightStrip {
    private int panelFloats;
    private float[] values = new float[0];

    float[] values() {
        return values;
    }

    /** Where a panel begins, counted from the strip's first. */
    int panelAt(int panel) {
        return panel * panelFloats;
    }

    private void reserve(int depth, int columns) {
        panelFloats = depth * Tile.COLUMNS;
        int panels = (columns + Tile.COLUMNS - 1) / Tile.COLUMNS;
        if (values.length < panels * panelFloats) {
            values = new float[panels * panelFloats];
        }
    }

    /** Packs columns [fromColumn, toColumn) of b's rows [from, to), or of the rows that {@code chosen} lists there. */
    void packRows(FMatrixRMaj b, Columns chosen, int from, int to, int fromColumn, int toColumn) {
        reserve(to - from, toColumn - fromColumn);
        for (int p = from; p < to; p++) {
            int row = (chosen == null ? p : chosen.index()[p]) * b.numCols;
            int panel = 0;
            for (int column = fromColumn; column < toColumn; column += Tile.COLUMNS) {
                int length = Math.min(Tile.COLUMNS, toColumn - column);
                int width = Tile.vectorsFor(length) * Lanes.COUNT;
                copy(b.data, row + column, length, panelAt(panel++) + (p - from) * width, width);
            }
        }
    }

    /** Copies whole vectors; what they bring beyond the length is multiplied too, but never stored. */
    private void copy(float[] source, int at, int length, int to, int width) {
        if (at + width > source.length) {
            System.arraycopy(source, at, values, to, length);
            return;
        }
        for (int done = 0; done < width; done += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOATS, source, at + done).intoArray(values, to + done);
        }
    }

    /** Packs the transpose of b's rows [fromRow, toRow), columns [from, to): a row of b becomes a column here. */
    void packTransposed(FMatrixRMaj b, int from, int to, int fromRow, int toRow) {
        reserve(to - from, toRow - fromRow);
        int panel = 0;
        for (int row = fromRow; row < toRow; row += Tile.COLUMNS) {
            int length = Math.min(Tile.COLUMNS, toRow - row);
            int width = Tile.vectorsFor(length) * Lanes.COUNT;
            int base = panelAt(panel++);
            int j = 0;
            for (; j + 4 <= length; j += 4) {
                transposeFour(b.data, (row + j) * b.numCols + from, b.numCols, to - from, base + j, width);
            }
            for (; j < length; j++) {
                transposeOne(b.data, (row + j) * b.numCols + from, to - from, base + j, width);
            }
        }
    }

    private void transposeFour(float[] b, int at, int stride, int count, int to, int width) {
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
            q += width;
        }
    }

    private void transposeOne(float[] b, int at, int count, int to, int width) {
        for (int p = 0; p < count; p++) {
            values[to + p * width] = b[at + p];
        }
    }
}
