package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops for results at most one vector wide, as the output layer's. The left factor is read where it is:
 * each of its numbers is used once, so packing would cost as much as the product.
 */
final class TileNarrow {
    static final int ROWS = 8;

    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    private TileNarrow() {}

    /** sums(i, j) = sum over p of a[a_i + p] right[r + Tile.COLUMNS p + j], in the order of p; row i of sums begins at i L. */
    static void multiplyRows(
            float[] a,
            int a0,
            int a1,
            int a2,
            int a3,
            int a4,
            int a5,
            int a6,
            int a7,
            int count,
            float[] right,
            int r,
            float[] sums) {
        FloatVector t0 = FloatVector.zero(S);
        FloatVector t1 = FloatVector.zero(S);
        FloatVector t2 = FloatVector.zero(S);
        FloatVector t3 = FloatVector.zero(S);
        FloatVector t4 = FloatVector.zero(S);
        FloatVector t5 = FloatVector.zero(S);
        FloatVector t6 = FloatVector.zero(S);
        FloatVector t7 = FloatVector.zero(S);
        for (int p = 0; p < count; p++) {
            FloatVector b = FloatVector.fromArray(S, right, r + p * Tile.COLUMNS);
            t0 = FloatVector.broadcast(S, a[a0 + p]).fma(b, t0);
            t1 = FloatVector.broadcast(S, a[a1 + p]).fma(b, t1);
            t2 = FloatVector.broadcast(S, a[a2 + p]).fma(b, t2);
            t3 = FloatVector.broadcast(S, a[a3 + p]).fma(b, t3);
            t4 = FloatVector.broadcast(S, a[a4 + p]).fma(b, t4);
            t5 = FloatVector.broadcast(S, a[a5 + p]).fma(b, t5);
            t6 = FloatVector.broadcast(S, a[a6 + p]).fma(b, t6);
            t7 = FloatVector.broadcast(S, a[a7 + p]).fma(b, t7);
        }
        t0.intoArray(sums, 0);
        t1.intoArray(sums, L);
        t2.intoArray(sums, 2 * L);
        t3.intoArray(sums, 3 * L);
        t4.intoArray(sums, 4 * L);
        t5.intoArray(sums, 5 * L);
        t6.intoArray(sums, 6 * L);
        t7.intoArray(sums, 7 * L);
    }

    /** sums(i, j) = sum over p of a[from + stride p + i] right[r + Tile.COLUMNS p + j]: 8 columns of a, and so rows of a^T. */
    static void multiplyColumns(float[] a, int from, int stride, int count, float[] right, int r, float[] sums) {
        FloatVector t0 = FloatVector.zero(S);
        FloatVector t1 = FloatVector.zero(S);
        FloatVector t2 = FloatVector.zero(S);
        FloatVector t3 = FloatVector.zero(S);
        FloatVector t4 = FloatVector.zero(S);
        FloatVector t5 = FloatVector.zero(S);
        FloatVector t6 = FloatVector.zero(S);
        FloatVector t7 = FloatVector.zero(S);
        int q = from;
        for (int p = 0; p < count; p++) {
            FloatVector b = FloatVector.fromArray(S, right, r + p * Tile.COLUMNS);
            t0 = FloatVector.broadcast(S, a[q + 0]).fma(b, t0);
            t1 = FloatVector.broadcast(S, a[q + 1]).fma(b, t1);
            t2 = FloatVector.broadcast(S, a[q + 2]).fma(b, t2);
            t3 = FloatVector.broadcast(S, a[q + 3]).fma(b, t3);
            t4 = FloatVector.broadcast(S, a[q + 4]).fma(b, t4);
            t5 = FloatVector.broadcast(S, a[q + 5]).fma(b, t5);
            t6 = FloatVector.broadcast(S, a[q + 6]).fma(b, t6);
            t7 = FloatVector.broadcast(S, a[q + 7]).fma(b, t7);
            q += stride;
        }
        t0.intoArray(sums, 0);
        t1.intoArray(sums, L);
        t2.intoArray(sums, 2 * L);
        t3.intoArray(sums, 3 * L);
        t4.intoArray(sums, 4 * L);
        t5.intoArray(sums, 5 * L);
        t6.intoArray(sums, 6 * L);
        t7.intoArray(sums, 7 * L);
    }
}
