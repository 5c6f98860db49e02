package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loop for a tile of 4 rows by four vectors of columns; see {@link Tile}. */
final class Tile4x4 {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;
    private static final int WIDTH = 4 * L;

    private Tile4x4() {}

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
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s02 = FloatVector.zero(S);
        FloatVector s03 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s12 = FloatVector.zero(S);
        FloatVector s13 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s21 = FloatVector.zero(S);
        FloatVector s22 = FloatVector.zero(S);
        FloatVector s23 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        FloatVector s31 = FloatVector.zero(S);
        FloatVector s32 = FloatVector.zero(S);
        FloatVector s33 = FloatVector.zero(S);
        if (resume) {
            s00 = FloatVector.fromArray(S, c, c0);
            s01 = FloatVector.fromArray(S, c, c0 + L);
            s02 = FloatVector.fromArray(S, c, c0 + 2 * L);
            s03 = FloatVector.fromArray(S, c, c0 + 3 * L);
            s10 = FloatVector.fromArray(S, c, c1);
            s11 = FloatVector.fromArray(S, c, c1 + L);
            s12 = FloatVector.fromArray(S, c, c1 + 2 * L);
            s13 = FloatVector.fromArray(S, c, c1 + 3 * L);
            s20 = FloatVector.fromArray(S, c, c2);
            s21 = FloatVector.fromArray(S, c, c2 + L);
            s22 = FloatVector.fromArray(S, c, c2 + 2 * L);
            s23 = FloatVector.fromArray(S, c, c2 + 3 * L);
            s30 = FloatVector.fromArray(S, c, c3);
            s31 = FloatVector.fromArray(S, c, c3 + L);
            s32 = FloatVector.fromArray(S, c, c3 + 2 * L);
            s33 = FloatVector.fromArray(S, c, c3 + 3 * L);
        }
        for (int p = 0; p < count; p++) {
            int b = r + index[x + p] * WIDTH;
            int a = l + 4 * p;
            FloatVector b0 = FloatVector.fromArray(S, right, b);
            FloatVector b1 = FloatVector.fromArray(S, right, b + L);
            FloatVector b2 = FloatVector.fromArray(S, right, b + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, right, b + 3 * L);
            FloatVector a0 = FloatVector.broadcast(S, left[a]);
            s00 = a0.fma(b0, s00);
            s01 = a0.fma(b1, s01);
            s02 = a0.fma(b2, s02);
            s03 = a0.fma(b3, s03);
            FloatVector a1 = FloatVector.broadcast(S, left[a + 1]);
            s10 = a1.fma(b0, s10);
            s11 = a1.fma(b1, s11);
            s12 = a1.fma(b2, s12);
            s13 = a1.fma(b3, s13);
            FloatVector a2 = FloatVector.broadcast(S, left[a + 2]);
            s20 = a2.fma(b0, s20);
            s21 = a2.fma(b1, s21);
            s22 = a2.fma(b2, s22);
            s23 = a2.fma(b3, s23);
            FloatVector a3 = FloatVector.broadcast(S, left[a + 3]);
            s30 = a3.fma(b0, s30);
            s31 = a3.fma(b1, s31);
            s32 = a3.fma(b2, s32);
            s33 = a3.fma(b3, s33);
        }
        if (alpha != 0f) {
            FloatVector scale = FloatVector.broadcast(S, alpha);
            s00 = scale.fma(s00, FloatVector.fromArray(S, c, c0));
            s01 = scale.fma(s01, FloatVector.fromArray(S, c, c0 + L));
            s02 = scale.fma(s02, FloatVector.fromArray(S, c, c0 + 2 * L));
            s03 = scale.fma(s03, FloatVector.fromArray(S, c, c0 + 3 * L));
            s10 = scale.fma(s10, FloatVector.fromArray(S, c, c1));
            s11 = scale.fma(s11, FloatVector.fromArray(S, c, c1 + L));
            s12 = scale.fma(s12, FloatVector.fromArray(S, c, c1 + 2 * L));
            s13 = scale.fma(s13, FloatVector.fromArray(S, c, c1 + 3 * L));
            s20 = scale.fma(s20, FloatVector.fromArray(S, c, c2));
            s21 = scale.fma(s21, FloatVector.fromArray(S, c, c2 + L));
            s22 = scale.fma(s22, FloatVector.fromArray(S, c, c2 + 2 * L));
            s23 = scale.fma(s23, FloatVector.fromArray(S, c, c2 + 3 * L));
            s30 = scale.fma(s30, FloatVector.fromArray(S, c, c3));
            s31 = scale.fma(s31, FloatVector.fromArray(S, c, c3 + L));
            s32 = scale.fma(s32, FloatVector.fromArray(S, c, c3 + 2 * L));
            s33 = scale.fma(s33, FloatVector.fromArray(S, c, c3 + 3 * L));
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s02.intoArray(c, c0 + 2 * L);
        s03.intoArray(c, c0 + 3 * L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s12.intoArray(c, c1 + 2 * L);
        s13.intoArray(c, c1 + 3 * L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s22.intoArray(c, c2 + 2 * L);
        s23.intoArray(c, c2 + 3 * L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s32.intoArray(c, c3 + 2 * L);
        s33.intoArray(c, c3 + 3 * L);
    }
}
