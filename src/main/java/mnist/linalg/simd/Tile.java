package mnist.linalg.simd;

import java.util.Arrays;
import jdk.incubator.vector.VectorShape;
import mnist.linalg.Processor;
import mnist.linalg.SparsePanels;

/**
 * A tile of the result held in registers: {@link #ROWS} rows by some vectors of columns. For every inner index it costs
 * one load per vector of the right factor and one broadcast per row of the left, and rows x vectors fma.
 *
 * <p>Each width is a class of its own with every vector in a local variable: that is what the compiler keeps in
 * registers.
 */
final class Tile {
    static final int ROWS = SparsePanels.ROWS;

    /** Vectors of columns in a full tile. */
    static final int VECTORS = Lanes.VECTORS_OF_PANEL;

    /** Columns of a full tile, and so of a packed panel. */
    static final int COLUMNS = Lanes.PANEL;

    /** A row of 0. */
    static final float[] ZEROS = new float[COLUMNS];

    /** A row of -0, the number that can be added to any other and leaves even the sign of zero as it is. */
    static final float[] NEGATIVE_ZEROS = negativeZeros();

    /** For {@code startMask} and {@code baseMask}: the rows are those of c. */
    static final int ROWS_OF_C = -1;

    /** For {@code startMask} and {@code baseMask}: all rows are the one at 0. */
    static final int ROW_AT_ZERO = 0;

    /**
     * Whether full tiles of a dense left factor have twice the rows and half the vectors ({@link Tile8x2}). Intel's processors
     * read vectors of 512 bits from the second-level cache more slowly than they multiply, and more slowly still where these
     * lie across its lines, as Java's arrays mostly do. This tile reads half as many (2500 x 2000: 120 instead of 102 GFLOP/s).
     */
    static final boolean TALL = Processor.isX86() && Lanes.FLOATS.vectorShape() == VectorShape.S_512_BIT;

    private Tile() {}

    /** How many vectors wide a panel for the given number of columns is: 1, 2 or {@link #VECTORS}. */
    static int vectorsFor(int columns) {
        return columns <= Lanes.COUNT ? 1 : columns <= 2 * Lanes.COUNT ? 2 : VECTORS;
    }

    private static float[] negativeZeros() {
        float[] row = new float[COLUMNS];
        Arrays.fill(row, -0f);
        return row;
    }

    /**
     * For each of 4 rows i, whose results begin at c_i: t(i, j) = start[(c_i and startMask) + j] + sum over p of
     * left[l + 4 p + i] right[r + q(p) + j], in the order of p, where q(p) = stride places[x + p]; then c[c_i + j] = base[(c_i and baseMask) + j] + alpha t(i, j), rounded once.
     *
     * <p>So c = sum, c = c + sum (begun from c) and c = c + alpha sum are one and the same straight code: a branch would
     * cost the loop its registers on JDK 17, and a whole new compilation when it is first taken.
     *
     * <p>Every result is cast to its class before it is stored. The last ones of a method of this size are beyond the 18,000
     * nodes up to which JDK 17 inlines calls at once. What it inlines later has lost its class: the store would be a call with
     * a boxed vector, and a sum of the loop would lose its register. In a quarter of the starts with wide layers the whole run
     * then took up to twice the time.
     *
     * @param places null where q(p) = {@link #COLUMNS} p: the loop without it is up to half as fast again. Else one number
     *     more than are used, for the loop looks the next one up before it needs it (a tenth faster where the right factor does
     *     not fit the nearest cache)
     */
    static void multiply(
            int vectors,
            float[] left,
            int l,
            int[] places,
            int x,
            int count,
            float[] right,
            int r,
            int stride,
            float[] start,
            int startMask,
            float alpha,
            float[] base,
            int baseMask,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3) {
        if (places == null) {
            switch (vectors) {
                case 1 ->
                    Tile4x1.multiply(
                            left, l, count, right, r, start, startMask, alpha, base, baseMask, c, c0, c1, c2, c3);
                case 2 ->
                    Tile4x2.multiply(
                            left, l, count, right, r, start, startMask, alpha, base, baseMask, c, c0, c1, c2, c3);
                default ->
                    Tile4x4.multiply(
                            left, l, count, right, r, start, startMask, alpha, base, baseMask, c, c0, c1, c2, c3);
            }
        } else {
            switch (vectors) {
                case 1 ->
                    Tile4x1Listed.multiply(
                            left, l, places, x, count, right, r, stride, start, startMask, alpha, base, baseMask, c, c0,
                            c1, c2, c3);
                case 2 ->
                    Tile4x2Listed.multiply(
                            left, l, places, x, count, right, r, stride, start, startMask, alpha, base, baseMask, c, c0,
                            c1, c2, c3);
                default ->
                    Tile4x4Listed.multiply(
                            left, l, places, x, count, right, r, stride, start, startMask, alpha, base, baseMask, c, c0,
                            c1, c2, c3);
            }
        }
    }
}
