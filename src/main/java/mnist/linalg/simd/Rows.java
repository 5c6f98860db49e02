package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;

/** Pieces of rows on their way into a result. */
final class Rows {
    private Rows() {}

    /** to = from, or with alpha other than 0, to = to + alpha from, rounded once; for {@code length} numbers. */
    static void store(float alpha, float[] from, int f, float[] to, int t, int length) {
        if (alpha == 0f) {
            copy(from, f, to, t, length);
        } else {
            addScaled(alpha, from, f, to, t, length);
        }
    }

    private static void copy(float[] from, int f, float[] to, int t, int length) {
        int j = 0;
        for (; j + Lanes.COUNT <= length; j += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOATS, from, f + j).intoArray(to, t + j);
        }
        for (; j < length; j++) {
            to[t + j] = from[f + j];
        }
    }

    private static void addScaled(float alpha, float[] from, int f, float[] to, int t, int length) {
        FloatVector scale = FloatVector.broadcast(Lanes.FLOATS, alpha);
        int j = 0;
        for (; j + Lanes.COUNT <= length; j += Lanes.COUNT) {
            FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, from, f + j);
            scale.fma(sum, FloatVector.fromArray(Lanes.FLOATS, to, t + j)).intoArray(to, t + j);
        }
        for (; j < length; j++) {
            to[t + j] = Math.fma(alpha, from[f + j], to[t + j]);
        }
    }
}
