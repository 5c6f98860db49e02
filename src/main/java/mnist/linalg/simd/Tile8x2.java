package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 8 rows by 2 vectors of columns over inner indices in order; see {@link Tile}. Written by TileClassesTest. */
final class Tile8x2 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    /** The class of all vectors here, see {@link Tile#multiply}. */
    private static final Class<? extends Vector<Float>> V = S.vectorType();

    private Tile8x2() {}

    /** As {@link Tile#multiply}; 4 rows of left begin at l0 and 4 at l1, and the results of row i at c0 + stride i. */
    static void multiply(
            float[] left,
            int l0,
            int l1,
            int count,
            float[] right,
            int r,
            float[] start,
            int startMask,
            float alpha,
            float[] base,
            int baseMask,
            float[] c,
            int c0,
            int stride) {
        int c1 = c0 + stride;
        int c2 = c0 + 2 * stride;
        int c3 = c0 + 3 * stride;
        int c4 = c0 + 4 * stride;
        int c5 = c0 + 5 * stride;
        int c6 = c0 + 6 * stride;
        int c7 = c0 + 7 * stride;
        int s0 = c0 & startMask;
        FloatVector t00 = FloatVector.fromArray(S, start, s0);
        FloatVector t01 = FloatVector.fromArray(S, start, s0 + L);
        int s1 = c1 & startMask;
        FloatVector t10 = FloatVector.fromArray(S, start, s1);
        FloatVector t11 = FloatVector.fromArray(S, start, s1 + L);
        int s2 = c2 & startMask;
        FloatVector t20 = FloatVector.fromArray(S, start, s2);
        FloatVector t21 = FloatVector.fromArray(S, start, s2 + L);
        int s3 = c3 & startMask;
        FloatVector t30 = FloatVector.fromArray(S, start, s3);
        FloatVector t31 = FloatVector.fromArray(S, start, s3 + L);
        int s4 = c4 & startMask;
        FloatVector t40 = FloatVector.fromArray(S, start, s4);
        FloatVector t41 = FloatVector.fromArray(S, start, s4 + L);
        int s5 = c5 & startMask;
        FloatVector t50 = FloatVector.fromArray(S, start, s5);
        FloatVector t51 = FloatVector.fromArray(S, start, s5 + L);
        int s6 = c6 & startMask;
        FloatVector t60 = FloatVector.fromArray(S, start, s6);
        FloatVector t61 = FloatVector.fromArray(S, start, s6 + L);
        int s7 = c7 & startMask;
        FloatVector t70 = FloatVector.fromArray(S, start, s7);
        FloatVector t71 = FloatVector.fromArray(S, start, s7 + L);
        for (int p = 0; p < count; p++) {
            int b = r + p * Lanes.PANEL;
            int p0 = l0 + 4 * p;
            int p1 = l1 + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector b1 = FloatVector.fromArray(S, right, b + L);
            FloatVector a0 = FloatVector.broadcast(S, left[p0]);
            t00 = a0.fma(b0, t00);
            t01 = a0.fma(b1, t01);
            FloatVector a1 = FloatVector.broadcast(S, left[p0 + 1]);
            t10 = a1.fma(b0, t10);
            t11 = a1.fma(b1, t11);
            FloatVector a2 = FloatVector.broadcast(S, left[p0 + 2]);
            t20 = a2.fma(b0, t20);
            t21 = a2.fma(b1, t21);
            FloatVector a3 = FloatVector.broadcast(S, left[p0 + 3]);
            t30 = a3.fma(b0, t30);
            t31 = a3.fma(b1, t31);
            FloatVector a4 = FloatVector.broadcast(S, left[p1]);
            t40 = a4.fma(b0, t40);
            t41 = a4.fma(b1, t41);
            FloatVector a5 = FloatVector.broadcast(S, left[p1 + 1]);
            t50 = a5.fma(b0, t50);
            t51 = a5.fma(b1, t51);
            FloatVector a6 = FloatVector.broadcast(S, left[p1 + 2]);
            t60 = a6.fma(b0, t60);
            t61 = a6.fma(b1, t61);
            FloatVector a7 = FloatVector.broadcast(S, left[p1 + 3]);
            t70 = a7.fma(b0, t70);
            t71 = a7.fma(b1, t71);
        }
        FloatVector scale = FloatVector.broadcast(S, alpha);
        int d0 = c0 & baseMask;
        t00 = scale.fma(t00, FloatVector.fromArray(S, base, d0));
        ((FloatVector) V.cast(t00)).intoArray(c, c0);
        t01 = scale.fma(t01, FloatVector.fromArray(S, base, d0 + L));
        ((FloatVector) V.cast(t01)).intoArray(c, c0 + L);
        int d1 = c1 & baseMask;
        t10 = scale.fma(t10, FloatVector.fromArray(S, base, d1));
        ((FloatVector) V.cast(t10)).intoArray(c, c1);
        t11 = scale.fma(t11, FloatVector.fromArray(S, base, d1 + L));
        ((FloatVector) V.cast(t11)).intoArray(c, c1 + L);
        int d2 = c2 & baseMask;
        t20 = scale.fma(t20, FloatVector.fromArray(S, base, d2));
        ((FloatVector) V.cast(t20)).intoArray(c, c2);
        t21 = scale.fma(t21, FloatVector.fromArray(S, base, d2 + L));
        ((FloatVector) V.cast(t21)).intoArray(c, c2 + L);
        int d3 = c3 & baseMask;
        t30 = scale.fma(t30, FloatVector.fromArray(S, base, d3));
        ((FloatVector) V.cast(t30)).intoArray(c, c3);
        t31 = scale.fma(t31, FloatVector.fromArray(S, base, d3 + L));
        ((FloatVector) V.cast(t31)).intoArray(c, c3 + L);
        int d4 = c4 & baseMask;
        t40 = scale.fma(t40, FloatVector.fromArray(S, base, d4));
        ((FloatVector) V.cast(t40)).intoArray(c, c4);
        t41 = scale.fma(t41, FloatVector.fromArray(S, base, d4 + L));
        ((FloatVector) V.cast(t41)).intoArray(c, c4 + L);
        int d5 = c5 & baseMask;
        t50 = scale.fma(t50, FloatVector.fromArray(S, base, d5));
        ((FloatVector) V.cast(t50)).intoArray(c, c5);
        t51 = scale.fma(t51, FloatVector.fromArray(S, base, d5 + L));
        ((FloatVector) V.cast(t51)).intoArray(c, c5 + L);
        int d6 = c6 & baseMask;
        t60 = scale.fma(t60, FloatVector.fromArray(S, base, d6));
        ((FloatVector) V.cast(t60)).intoArray(c, c6);
        t61 = scale.fma(t61, FloatVector.fromArray(S, base, d6 + L));
        ((FloatVector) V.cast(t61)).intoArray(c, c6 + L);
        int d7 = c7 & baseMask;
        t70 = scale.fma(t70, FloatVector.fromArray(S, base, d7));
        ((FloatVector) V.cast(t70)).intoArray(c, c7);
        t71 = scale.fma(t71, FloatVector.fromArray(S, base, d7 + L));
        ((FloatVector) V.cast(t71)).intoArray(c, c7 + L);
    }
}
