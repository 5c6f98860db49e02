package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/** A tile of 4 rows by one vector of columns over inner indices in order; see {@link Tile}. Written by TileClassesTest. */
final class Tile4x1 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;

    /** The class of all vectors here, see {@link Tile#multiply}. */
    private static final Class<? extends Vector<Float>> V = S.vectorType();

    private Tile4x1() {}

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
        int s1 = c1 & startMask;
        FloatVector t10 = FloatVector.fromArray(S, start, s1);
        int s2 = c2 & startMask;
        FloatVector t20 = FloatVector.fromArray(S, start, s2);
        int s3 = c3 & startMask;
        FloatVector t30 = FloatVector.fromArray(S, start, s3);
        for (int p = 0; p < count; p++) {
            int b = r + p * Lanes.PANEL;
            int a = l + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            t00 = a0.fma(b0, t00);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            t10 = a1.fma(b0, t10);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            t20 = a2.fma(b0, t20);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            t30 = a3.fma(b0, t30);
        }
        FloatVector scale = FloatVector.broadcast(S, alpha);
        int d0 = c0 & baseMask;
        t00 = scale.fma(t00, FloatVector.fromArray(S, base, d0));
        ((FloatVector) V.cast(t00)).intoArray(c, c0);
        int d1 = c1 & baseMask;
        t10 = scale.fma(t10, FloatVector.fromArray(S, base, d1));
        ((FloatVector) V.cast(t10)).intoArray(c, c1);
        int d2 = c2 & baseMask;
        t20 = scale.fma(t20, FloatVector.fromArray(S, base, d2));
        ((FloatVector) V.cast(t20)).intoArray(c, c2);
        int d3 = c3 & baseMask;
        t30 = scale.fma(t30, FloatVector.fromArray(S, base, d3));
        ((FloatVector) V.cast(t30)).intoArray(c, c3);
    }
}
