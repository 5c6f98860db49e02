package mnist.linalg.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** One vector from each of 4 rows, stored column by column: two rounds of the perfect shuffle. */
final class Interleaving {
    private static final int L = Lanes.COUNT;

    /** Lane 2 j and lane 2 j + 1 take element j, of the first half of a vector and of the second. */
    private static final VectorShuffle<Float> FIRST_HALF = VectorShuffle.fromOp(Lanes.FLOATS, lane -> lane / 2);

    private static final VectorShuffle<Float> SECOND_HALF =
            VectorShuffle.fromOp(Lanes.FLOATS, lane -> L / 2 + lane / 2);

    private static final VectorMask<Float> ODD = VectorMask.fromLong(Lanes.FLOATS, 0xAAAA_AAAA_AAAA_AAAAL);

    private Interleaving() {}

    static void store(float[] a, int r0, int r1, int r2, int r3, float[] to, int at) {
        FloatVector v0 = FloatVector.fromArray(Lanes.FLOATS, a, r0);
        FloatVector v1 = FloatVector.fromArray(Lanes.FLOATS, a, r1);
        FloatVector v2 = FloatVector.fromArray(Lanes.FLOATS, a, r2);
        FloatVector v3 = FloatVector.fromArray(Lanes.FLOATS, a, r3);
        FloatVector even = v0.rearrange(FIRST_HALF).blend(v2.rearrange(FIRST_HALF), ODD);
        FloatVector odd = v1.rearrange(FIRST_HALF).blend(v3.rearrange(FIRST_HALF), ODD);
        even.rearrange(FIRST_HALF).blend(odd.rearrange(FIRST_HALF), ODD).intoArray(to, at);
        even.rearrange(SECOND_HALF).blend(odd.rearrange(SECOND_HALF), ODD).intoArray(to, at + L);
        even = v0.rearrange(SECOND_HALF).blend(v2.rearrange(SECOND_HALF), ODD);
        odd = v1.rearrange(SECOND_HALF).blend(v3.rearrange(SECOND_HALF), ODD);
        even.rearrange(FIRST_HALF).blend(odd.rearrange(FIRST_HALF), ODD).intoArray(to, at + 2 * L);
        even.rearrange(SECOND_HALF).blend(odd.rearrange(SECOND_HALF), ODD).intoArray(to, at + 3 * L);
    }
}
