package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop for a tile of 4 rows by one vector of columns; see {@link Tile}. */
final class Tile4x1 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;
    private static final int WIDTH = 1 * L;

    private Tile4x1() {}

    /** As {@link Tile#multiply}. */
    static void multiply(
            float[] left,
            int l,
            int[] index,
            int x,
            int count,
            float[] right,
            int r,
            float[] c,
            int c0,
            int c1,
            int c2,
            int c3,
            boolean resume,
            float alpha) {
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        if (resume) {
            s00 = FloatVector.fromArray(S, c, c0);
            s10 = FloatVector.fromArray(S, c, c1);
            s20 = FloatVector.fromArray(S, c, c2);
            s30 = FloatVector.fromArray(S, c, c3);
        }
        for (int p = 0; p < count; p++) {
            int b = r + index[x + p] * WIDTH;
            int a = l + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            s00 = a0.fma(b0, s00);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            s10 = a1.fma(b0, s10);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            s20 = a2.fma(b0, s20);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            s30 = a3.fma(b0, s30);
        }
        if (alpha != 0f) {
            FloatVector scale = FloatVector.broadcast(S, alpha);
            s00 = scale.fma(s00, FloatVector.fromArray(S, c, c0));
            s10 = scale.fma(s10, FloatVector.fromArray(S, c, c1));
            s20 = scale.fma(s20, FloatVector.fromArray(S, c, c2));
            s30 = scale.fma(s30, FloatVector.fromArray(S, c, c3));
        }
        s00.intoArray(c, c0);
        s10.intoArray(c, c1);
        s20.intoArray(c, c2);
        s30.intoArray(c, c3);
    }
}
