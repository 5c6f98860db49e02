package mnist.linalg.simd;

import java.util.Arrays;
import jdk.incubator.vector.VectorShape;
import mnist.linalg.Processor;

/**
 * A tile of the result held in registers: {@link #ROWS} rows by up to {@link #VECTORS} vectors of columns. For every
 * inner index it costs one load per vector of the right factor and one broadcast per row of the left, and rows x vectors
 * fma.
 *
 * <p>Each width is a class of its own with every vector in a local variable: that is what the compiler keeps in
 * registers.
 */
final class Tile {
    private static final boolean MANY_REGISTERS = hasThirtyTwoRegisters();

    /** Rows of a tile: with {@link #VECTORS} 16 sums in 32 registers, 8 in 16 (12 made the compiler spill: half the speed). */
    static final int ROWS = MANY_REGISTERS ? 8 : 4;

    /**
     * Vectors of columns in a full tile. Three would be 5 % faster on 32 registers, but the quick compiler cannot take so
     * large a method, and in one JVM of three the thorough one never got it then.
     */
    static final int VECTORS = 2;

    /** Columns of a full tile, and so of a packed panel. */
    static final int COLUMNS = VECTORS * Lanes.COUNT;

    /** A row of 0. */
    static final float[] ZEROS = new float[COLUMNS];

    /** A row of -0, the number that can be added to any other and leaves even the sign of zero as it is. */
    static final float[] NEGATIVE_ZEROS = negativeZeros();

    /** For {@code startMask} and {@code baseMask}: the rows are those of c. */
    static final int ROWS_OF_C = -1;

    /** For {@code startMask} and {@code baseMask}: all rows are the one at 0. */
    static final int ROW_AT_ZERO = 0;

    private Tile() {}

    private static boolean hasThirtyTwoRegisters() {
        return !Processor.isX86() || Lanes.FLOATS.vectorShape() == VectorShape.S_512_BIT;
    }

    /** How many vectors hold the given number of columns. */
    static int vectorsFor(int columns) {
        return (columns + Lanes.COUNT - 1) / Lanes.COUNT;
    }

    private static float[] negativeZeros() {
        float[] row = new float[COLUMNS];
        Arrays.fill(row, -0f);
        return row;
    }

    /**
     * For each of the tile's rows i, whose results begin at c_i = rows[i] + column: t(i, j) = start[(c_i and startMask) + j]
     * + sum over p of left[l + quadStep (i / 4) + 4 p + i % 4] right[r + q(p) width + j], in the order of p; then c[c_i + j] =
     * base[(c_i and baseMask) + j] + alpha t(i, j), rounded once. q(p) is p, or where inner indices are listed index[x + p].
     *
     * <p>So c = sum, c = c + sum (begun from c) and c = c + alpha sum are one and the same straight code: a branch would
     * cost the loop its registers on JDK 17, and a whole new compilation when it is first taken.
     *
     * @param index null where every inner index is used
     */
    static void multiply(
            int vectors,
            float[] left,
            int l,
            int quadStep,
            int[] index,
            int x,
            int count,
            float[] right,
            int r,
            float[] start,
            int startMask,
            float alpha,
            float[] base,
            int baseMask,
            float[] c,
            int[] rows,
            int column) {
        boolean one = vectors == 1;
        if (MANY_REGISTERS) {
            if (index == null && one) {
                Tile8x1.multiply(
                        left, l, quadStep, count, right, r, start, startMask, alpha, base, baseMask, c, rows, column);
            } else if (index == null) {
                Tile8x2.multiply(
                        left, l, quadStep, count, right, r, start, startMask, alpha, base, baseMask, c, rows, column);
            } else if (one) {
                Tile8x1Listed.multiply(
                        left, l, quadStep, index, x, count, right, r, start, startMask, alpha, base, baseMask, c, rows,
                        column);
            } else {
                Tile8x2Listed.multiply(
                        left, l, quadStep, index, x, count, right, r, start, startMask, alpha, base, baseMask, c, rows,
                        column);
            }
        } else if (index == null && one) {
            Tile4x1.multiply(
                    left, l, quadStep, count, right, r, start, startMask, alpha, base, baseMask, c, rows, column);
        } else if (index == null) {
            Tile4x2.multiply(
                    left, l, quadStep, count, right, r, start, startMask, alpha, base, baseMask, c, rows, column);
        } else if (one) {
            Tile4x1Listed.multiply(
                    left, l, quadStep, index, x, count, right, r, start, startMask, alpha, base, baseMask, c, rows,
                    column);
        } else {
            Tile4x2Listed.multiply(
                    left, l, quadStep, index, x, count, right, r, start, startMask, alpha, base, baseMask, c, rows,
                    column);
        }
    }
}
