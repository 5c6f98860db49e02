package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops for results a few vectors wide, two of which are computed at a time. Both factors are read where they
 * are: with so few columns the product takes less time than packing a factor would.
 *
 * <p>Where the result is not whole vectors wide, the second vector of the last two begins early enough to end with its row, and
 * repeats some columns of the first. So nothing is stored before everything is computed.
 */
final class TileUnpacked {
    /** Rows of a tile of {@link #multiplyRows}: its 10 sums leave room for both factors in 16 registers. */
    static final int ROWS = 5;

    /** Rows of a tile of {@link #multiplyColumns}. */
    static final int COLUMNS = 4;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    private TileUnpacked() {}

    /** Where the second of two vectors of columns begins whose first begins at column j of n. */
    private static int second(int j, int n) {
        return Math.min(j + L, n - L);
    }

    /**
     * For each of 5 rows r_i and the columns j of two vectors: c(r_i, j) = sum over the places p of a(r_i, p) b(p, j), in the order
     * of p. A row given twice is computed twice.
     *
     * @param places the inner indices; the first {@code count} are valid
     * @param depth columns of a
     * @param n columns of b and c
     */
    static void multiplyRows(
            int[] places,
            int count,
            float[] a,
            int depth,
            float[] b,
            int n,
            int j,
            float[] c,
            int r0,
            int r1,
            int r2,
            int r3,
            int r4) {
        int k = second(j, n);
        int a0 = r0 * depth;
        int a1 = r1 * depth;
        int a2 = r2 * depth;
        int a3 = r3 * depth;
        int a4 = r4 * depth;
        FloatVector t00 = FloatVector.zero(S);
        FloatVector t01 = FloatVector.zero(S);
        FloatVector t10 = FloatVector.zero(S);
        FloatVector t11 = FloatVector.zero(S);
        FloatVector t20 = FloatVector.zero(S);
        FloatVector t21 = FloatVector.zero(S);
        FloatVector t30 = FloatVector.zero(S);
        FloatVector t31 = FloatVector.zero(S);
        FloatVector t40 = FloatVector.zero(S);
        FloatVector t41 = FloatVector.zero(S);
        for (int i = 0; i < count; i++) {
            int p = places[i];
            int q = p * n;
            FloatVector b0 = FloatVector.fromArray(S, b, q + j);
            FloatVector b1 = FloatVector.fromArray(S, b, q + k);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            t00 = x0.fma(b0, t00);
            t01 = x0.fma(b1, t01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            t10 = x1.fma(b0, t10);
            t11 = x1.fma(b1, t11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            t20 = x2.fma(b0, t20);
            t21 = x2.fma(b1, t21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            t30 = x3.fma(b0, t30);
            t31 = x3.fma(b1, t31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            t40 = x4.fma(b0, t40);
            t41 = x4.fma(b1, t41);
        }
        t00.intoArray(c, r0 * n + j);
        t01.intoArray(c, r0 * n + k);
        t10.intoArray(c, r1 * n + j);
        t11.intoArray(c, r1 * n + k);
        t20.intoArray(c, r2 * n + j);
        t21.intoArray(c, r2 * n + k);
        t30.intoArray(c, r3 * n + j);
        t31.intoArray(c, r3 * n + k);
        t40.intoArray(c, r4 * n + j);
        t41.intoArray(c, r4 * n + k);
    }

    /**
     * For each of 4 columns p_i of a, and so rows of the result, and the columns j of two vectors: c(p_i, j) = base + alpha times the
     * sum over the rows r of a(r, p_i) b(r, j), in the order of r, rounded once. A column given twice is computed twice.
     *
     * @param width columns of a
     * @param rows of a and b
     * @param n columns of b and c
     * @param base what is added to: c itself with {@code baseMask} {@link Tile#ROWS_OF_C}, or one row with {@link Tile#ROW_AT_ZERO}
     */
    static void multiplyColumns(
            float[] a,
            int width,
            int rows,
            float[] b,
            int n,
            int j,
            float alpha,
            float[] base,
            int baseMask,
            float[] c,
            int p0,
            int p1,
            int p2,
            int p3) {
        int k = second(j, n);
        FloatVector t00 = FloatVector.zero(S);
        FloatVector t01 = FloatVector.zero(S);
        FloatVector t10 = FloatVector.zero(S);
        FloatVector t11 = FloatVector.zero(S);
        FloatVector t20 = FloatVector.zero(S);
        FloatVector t21 = FloatVector.zero(S);
        FloatVector t30 = FloatVector.zero(S);
        FloatVector t31 = FloatVector.zero(S);
        int from = 0;
        int q = 0;
        for (int r = 0; r < rows; r++) {
            FloatVector b0 = FloatVector.fromArray(S, b, q + j);
            FloatVector b1 = FloatVector.fromArray(S, b, q + k);
            FloatVector x0 = FloatVector.broadcast(S, a[from + p0]);
            t00 = x0.fma(b0, t00);
            t01 = x0.fma(b1, t01);
            FloatVector x1 = FloatVector.broadcast(S, a[from + p1]);
            t10 = x1.fma(b0, t10);
            t11 = x1.fma(b1, t11);
            FloatVector x2 = FloatVector.broadcast(S, a[from + p2]);
            t20 = x2.fma(b0, t20);
            t21 = x2.fma(b1, t21);
            FloatVector x3 = FloatVector.broadcast(S, a[from + p3]);
            t30 = x3.fma(b0, t30);
            t31 = x3.fma(b1, t31);
            from += width;
            q += n;
        }
        FloatVector scale = FloatVector.broadcast(S, alpha);
        t00 = scale.fma(t00, FloatVector.fromArray(S, base, p0 * n + j & baseMask));
        t01 = scale.fma(t01, FloatVector.fromArray(S, base, p0 * n + k & baseMask));
        t10 = scale.fma(t10, FloatVector.fromArray(S, base, p1 * n + j & baseMask));
        t11 = scale.fma(t11, FloatVector.fromArray(S, base, p1 * n + k & baseMask));
        t20 = scale.fma(t20, FloatVector.fromArray(S, base, p2 * n + j & baseMask));
        t21 = scale.fma(t21, FloatVector.fromArray(S, base, p2 * n + k & baseMask));
        t30 = scale.fma(t30, FloatVector.fromArray(S, base, p3 * n + j & baseMask));
        t31 = scale.fma(t31, FloatVector.fromArray(S, base, p3 * n + k & baseMask));
        t00.intoArray(c, p0 * n + j);
        t01.intoArray(c, p0 * n + k);
        t10.intoArray(c, p1 * n + j);
        t11.intoArray(c, p1 * n + k);
        t20.intoArray(c, p2 * n + j);
        t21.intoArray(c, p2 * n + k);
        t30.intoArray(c, p3 * n + j);
        t31.intoArray(c, p3 * n + k);
    }
}
