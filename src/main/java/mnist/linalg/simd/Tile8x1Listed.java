package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 8 rows by one vector of columns over the listed inner indices; see {@link Tile}. Written by TileClassesTest. */
final class Tile8x1Listed {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    private Tile8x1Listed() {}

    /** As {@link Tile#multiply}. */
    static void multiply(
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
        int c0 = rows[0] + column;
        int s0 = c0 & startMask;
        FloatVector t00 = FloatVector.fromArray(S, start, s0);
        int c1 = rows[1] + column;
        int s1 = c1 & startMask;
        FloatVector t10 = FloatVector.fromArray(S, start, s1);
        int c2 = rows[2] + column;
        int s2 = c2 & startMask;
        FloatVector t20 = FloatVector.fromArray(S, start, s2);
        int c3 = rows[3] + column;
        int s3 = c3 & startMask;
        FloatVector t30 = FloatVector.fromArray(S, start, s3);
        int c4 = rows[4] + column;
        int s4 = c4 & startMask;
        FloatVector t40 = FloatVector.fromArray(S, start, s4);
        int c5 = rows[5] + column;
        int s5 = c5 & startMask;
        FloatVector t50 = FloatVector.fromArray(S, start, s5);
        int c6 = rows[6] + column;
        int s6 = c6 & startMask;
        FloatVector t60 = FloatVector.fromArray(S, start, s6);
        int c7 = rows[7] + column;
        int s7 = c7 & startMask;
        FloatVector t70 = FloatVector.fromArray(S, start, s7);
        for (int p = 0; p < count; p++) {
            int b = r + index[x + p] * L;
            int a = l + 4 * p;
            int d = a + quadStep;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            t00 = a0.fma(b0, t00);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            t10 = a1.fma(b0, t10);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            t20 = a2.fma(b0, t20);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            t30 = a3.fma(b0, t30);
            FloatVector a4 = FloatVector.broadcast(S, left[d]);
            t40 = a4.fma(b0, t40);
            FloatVector a5 = FloatVector.broadcast(S, left[d + 1]);
            t50 = a5.fma(b0, t50);
            FloatVector a6 = FloatVector.broadcast(S, left[d + 2]);
            t60 = a6.fma(b0, t60);
            FloatVector a7 = FloatVector.broadcast(S, left[d + 3]);
            t70 = a7.fma(b0, t70);
        }
        FloatVector scale = FloatVector.broadcast(S, alpha);
        int d0 = c0 & baseMask;
        scale.fma(t00, FloatVector.fromArray(S, base, d0)).intoArray(c, c0);
        int d1 = c1 & baseMask;
        scale.fma(t10, FloatVector.fromArray(S, base, d1)).intoArray(c, c1);
        int d2 = c2 & baseMask;
        scale.fma(t20, FloatVector.fromArray(S, base, d2)).intoArray(c, c2);
        int d3 = c3 & baseMask;
        scale.fma(t30, FloatVector.fromArray(S, base, d3)).intoArray(c, c3);
        int d4 = c4 & baseMask;
        scale.fma(t40, FloatVector.fromArray(S, base, d4)).intoArray(c, c4);
        int d5 = c5 & baseMask;
        scale.fma(t50, FloatVector.fromArray(S, base, d5)).intoArray(c, c5);
        int d6 = c6 & baseMask;
        scale.fma(t60, FloatVector.fromArray(S, base, d6)).intoArray(c, c6);
        int d7 = c7 & baseMask;
        scale.fma(t70, FloatVector.fromArray(S, base, d7)).intoArray(c, c7);
    }
}
