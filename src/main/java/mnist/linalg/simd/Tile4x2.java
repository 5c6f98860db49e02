package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 4 rows by 2 vectors of columns over inner indices in order; see {@link Tile}. Written by TileClassesTest. */
final class Tile4x2 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    /** The class of all vectors here, see {@link Tile#multiply}. */
    private static final Class<? extends Vector<Float>> V = S.vectorType();

    private Tile4x2() {}

    /** As {@link Tile#multiply}. */
    static void multiply(
            float[] left,
            int l,
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
            int c1,
            int c2,
            int c3) {
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
        for (int p = 0; p < count; p++) {
            int b = r + p * Lanes.PANEL;
            int a = l + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector b1 = FloatVector.fromArray(S, right, b + L);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            t00 = a0.fma(b0, t00);
            t01 = a0.fma(b1, t01);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            t10 = a1.fma(b0, t10);
            t11 = a1.fma(b1, t11);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            t20 = a2.fma(b0, t20);
            t21 = a2.fma(b1, t21);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            t30 = a3.fma(b0, t30);
            t31 = a3.fma(b1, t31);
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
    }
}
