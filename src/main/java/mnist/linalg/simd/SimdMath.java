package mnist.linalg.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import mnist.linalg.ScalarMath;
import mnist.linalg.VectorMath;

/**
 * {@link ScalarMath}, several lanes at a time and operation by operation the same; what is left at the end of a range is
 * computed by {@code ScalarMath} itself.
 *
 * <p>The formulas are written out in the loops, exp's reduction and polynomial twice: a helper of our own the JVM inlines only
 * up to some size of the whole caller, and otherwise boxes argument and result in every round (on JDK 17 a tenth of the
 * speed and less); what the vectors bring is inlined always.
 */
final class SimdMath extends SimdColumns implements VectorMath {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;
    private static final int EXPONENT_BIAS = 127;
    private static final int EXPONENT_SHIFT = 23;

    @Override
    public void exp(float[] x, int from, int to) {
        FloatVector rounder = FloatVector.broadcast(S, ScalarMath.ROUNDER);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector clamped =
                    FloatVector.fromArray(S, x, i).min(ScalarMath.EXP_MAX).max(ScalarMath.EXP_MIN);
            FloatVector shifted = clamped.fma(FloatVector.broadcast(S, ScalarMath.LOG2_E), rounder);
            IntVector power = shifted.reinterpretAsInts().sub(ScalarMath.ROUNDER_BITS);
            FloatVector n = shifted.sub(rounder);
            FloatVector r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_HIGH), clamped);
            r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(S, ScalarMath.E5);
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E4));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E3));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E2));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E1));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E0));
            FloatVector expm1Reduced = r.mul(r).fma(p, r);
            // 2^power in two factors: its halves are normal numbers even where the result is not.
            IntVector half = power.lanewise(ASHR, 1);
            FloatVector scale =
                    half.add(EXPONENT_BIAS).lanewise(LSHL, EXPONENT_SHIFT).reinterpretAsFloats();
            IntVector rest = power.sub(half).add(EXPONENT_BIAS).lanewise(LSHL, EXPONENT_SHIFT);
            expm1Reduced.add(1f).mul(scale).mul(rest.reinterpretAsFloats()).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = ScalarMath.exp(x[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int from, int to) {
        int whole = from + (to - from) / L * L;
        for (int i = from; i < whole; i += L) {
            FloatVector.fromArray(S, x, i).neg().intoArray(x, i);
        }
        exp(x, from, whole);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = from; i < whole; i += L) {
            one.div(FloatVector.fromArray(S, x, i).add(1f)).intoArray(x, i);
        }
        for (int i = whole; i < to; i++) {
            x[i] = ScalarMath.sigmoid(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, int from, int to) {
        FloatVector rounder = FloatVector.broadcast(S, ScalarMath.ROUNDER);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            FloatVector y = v.lanewise(ABS).mul(2f).min(ScalarMath.TANH_MAX);
            FloatVector shifted = y.fma(FloatVector.broadcast(S, ScalarMath.LOG2_E), rounder);
            IntVector power = shifted.reinterpretAsInts().sub(ScalarMath.ROUNDER_BITS);
            FloatVector n = shifted.sub(rounder);
            FloatVector r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(S, ScalarMath.E5);
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E4));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E3));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E2));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E1));
            p = p.fma(r, FloatVector.broadcast(S, ScalarMath.E0));
            FloatVector expm1Reduced = r.mul(r).fma(p, r);
            FloatVector scale =
                    power.add(EXPONENT_BIAS).lanewise(LSHL, EXPONENT_SHIFT).reinterpretAsFloats();
            FloatVector expm1 = scale.fma(expm1Reduced, scale.sub(1f));
            IntVector magnitude = expm1.div(expm1.add(2f)).reinterpretAsInts();
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            magnitude.or(sign).reinterpretAsFloats().intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    /** One number at a time: a row of a batch needs a single logarithm. */
    @Override
    public void log(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = ScalarMath.log(x[i]);
        }
    }

    @Override
    public void relu(float[] x, int from, int to) {
        FloatVector zero = FloatVector.zero(S);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector.fromArray(S, x, i).max(zero).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = Math.max(0f, x[i]);
        }
    }

    @Override
    public void reluBackward(float[] y, float[] dy, int from, int to) {
        FloatVector zero = FloatVector.zero(S);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector gradient = FloatVector.fromArray(S, dy, i);
            zero.blend(gradient, FloatVector.fromArray(S, y, i).compare(GT, 0f)).intoArray(dy, i);
        }
        for (; i < to; i++) {
            dy[i] = y[i] > 0f ? dy[i] : 0f;
        }
    }

    @Override
    public void flushToZero(float[] x, int from, int to) {
        FloatVector zero = FloatVector.zero(S);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            v.blend(zero, v.lanewise(ABS).compare(LT, SMALLEST)).intoArray(x, i);
        }
        for (; i < to; i++) {
            x[i] = Math.abs(x[i]) < SMALLEST ? 0f : x[i];
        }
    }

    @Override
    public float largest(float[] x, int from, int to) {
        IntVector most = IntVector.zero(Lanes.INTS);
        int i = from;
        for (; i <= to - L; i += L) {
            most = most.max(FloatVector.fromArray(S, x, i).reinterpretAsInts().and(Integer.MAX_VALUE));
        }
        int largest = most.reduceLanes(MAX);
        for (; i < to; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(x[i]) & Integer.MAX_VALUE);
        }
        return Float.intBitsToFloat(largest);
    }
}
