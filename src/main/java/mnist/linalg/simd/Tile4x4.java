package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 4 rows by 4 vectors of columns over inner indices in order; see {@link Tile}. Written by TileClassesTest. */
final class Tile4x4 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    /** The class of all vectors here, see {@link Tile#multiply}. */
    private static final Class<? extends Vector<Float>> V = S.vectorType();

    private Tile4x4() {}

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
        FloatVector t02 = FloatVector.fromArray(S, start, s0 + 2 * L);
        FloatVector t03 = FloatVector.fromArray(S, start, s0 + 3 * L);
        int s1 = c1 & startMask;
        FloatVector t10 = FloatVector.fromArray(S, start, s1);
        FloatVector t11 = FloatVector.fromArray(S, start, s1 + L);
        FloatVector t12 = FloatVector.fromArray(S, start, s1 + 2 * L);
        FloatVector t13 = FloatVector.fromArray(S, start, s1 + 3 * L);
        int s2 = c2 & startMask;
        FloatVector t20 = FloatVector.fromArray(S, start, s2);
        FloatVector t21 = FloatVector.fromArray(S, start, s2 + L);
        FloatVector t22 = FloatVector.fromArray(S, start, s2 + 2 * L);
        FloatVector t23 = FloatVector.fromArray(S, start, s2 + 3 * L);
        int s3 = c3 & startMask;
        FloatVector t30 = FloatVector.fromArray(S, start, s3);
        FloatVector t31 = FloatVector.fromArray(S, start, s3 + L);
        FloatVector t32 = FloatVector.fromArray(S, start, s3 + 2 * L);
        FloatVector t33 = FloatVector.fromArray(S, start, s3 + 3 * L);
        for (int p = 0; p < count; p++) {
            int b = r + p * Lanes.PANEL;
            int a = l + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector b1 = FloatVector.fromArray(S, right, b + L);
            FloatVector b2 = FloatVector.fromArray(S, right, b + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, right, b + 3 * L);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            t00 = a0.fma(b0, t00);
            t01 = a0.fma(b1, t01);
            t02 = a0.fma(b2, t02);
            t03 = a0.fma(b3, t03);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            t10 = a1.fma(b0, t10);
            t11 = a1.fma(b1, t11);
            t12 = a1.fma(b2, t12);
            t13 = a1.fma(b3, t13);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            t20 = a2.fma(b0, t20);
            t21 = a2.fma(b1, t21);
            t22 = a2.fma(b2, t22);
            t23 = a2.fma(b3, t23);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            t30 = a3.fma(b0, t30);
            t31 = a3.fma(b1, t31);
            t32 = a3.fma(b2, t32);
            t33 = a3.fma(b3, t33);
        }
        FloatVector scale = FloatVector.broadcast(S, alpha);
        int d0 = c0 & baseMask;
        t00 = scale.fma(t00, FloatVector.fromArray(S, base, d0));
        ((FloatVector) V.cast(t00)).intoArray(c, c0);
        t01 = scale.fma(t01, FloatVector.fromArray(S, base, d0 + L));
        ((FloatVector) V.cast(t01)).intoArray(c, c0 + L);
        t02 = scale.fma(t02, FloatVector.fromArray(S, base, d0 + 2 * L));
        ((FloatVector) V.cast(t02)).intoArray(c, c0 + 2 * L);
        t03 = scale.fma(t03, FloatVector.fromArray(S, base, d0 + 3 * L));
        ((FloatVector) V.cast(t03)).intoArray(c, c0 + 3 * L);
        int d1 = c1 & baseMask;
        t10 = scale.fma(t10, FloatVector.fromArray(S, base, d1));
        ((FloatVector) V.cast(t10)).intoArray(c, c1);
        t11 = scale.fma(t11, FloatVector.fromArray(S, base, d1 + L));
        ((FloatVector) V.cast(t11)).intoArray(c, c1 + L);
        t12 = scale.fma(t12, FloatVector.fromArray(S, base, d1 + 2 * L));
        ((FloatVector) V.cast(t12)).intoArray(c, c1 + 2 * L);
        t13 = scale.fma(t13, FloatVector.fromArray(S, base, d1 + 3 * L));
        ((FloatVector) V.cast(t13)).intoArray(c, c1 + 3 * L);
        int d2 = c2 & baseMask;
        t20 = scale.fma(t20, FloatVector.fromArray(S, base, d2));
        ((FloatVector) V.cast(t20)).intoArray(c, c2);
        t21 = scale.fma(t21, FloatVector.fromArray(S, base, d2 + L));
        ((FloatVector) V.cast(t21)).intoArray(c, c2 + L);
        t22 = scale.fma(t22, FloatVector.fromArray(S, base, d2 + 2 * L));
        ((FloatVector) V.cast(t22)).intoArray(c, c2 + 2 * L);
        t23 = scale.fma(t23, FloatVector.fromArray(S, base, d2 + 3 * L));
        ((FloatVector) V.cast(t23)).intoArray(c, c2 + 3 * L);
        int d3 = c3 & baseMask;
        t30 = scale.fma(t30, FloatVector.fromArray(S, base, d3));
        ((FloatVector) V.cast(t30)).intoArray(c, c3);
        t31 = scale.fma(t31, FloatVector.fromArray(S, base, d3 + L));
        ((FloatVector) V.cast(t31)).intoArray(c, c3 + L);
        t32 = scale.fma(t32, FloatVector.fromArray(S, base, d3 + 2 * L));
        ((FloatVector) V.cast(t32)).intoArray(c, c3 + 2 * L);
        t33 = scale.fma(t33, FloatVector.fromArray(S, base, d3 + 3 * L));
        ((FloatVector) V.cast(t33)).intoArray(c, c3 + 3 * L);
    }
}
