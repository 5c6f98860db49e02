package mnist.linalg.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import mnist.linalg.ScalarMath;
import mnist.linalg.VectorMath;

/**
 * {@link ScalarMath}, several lanes at a time and operation by operation the same; what is left at the end of a range is
 * computed by {@code ScalarMath} itself.
 *
 * <p>The formulas stand in the loops, and their helpers are at most 35 bytes of bytecode: longer ones the JVM inlines
 * only where a profile calls them hot, which it may lack, and otherwise they box argument and result in every round.
 */
final class SimdMath implements VectorMath {
    private static final VectorSpecies<Float> S = Lanes.FLOATS;
    private static final int L = Lanes.COUNT;
    private static final int EXPONENT_BIAS = 127;
    private static final int EXPONENT_SHIFT = 23;

    @Override
    public void exp(float[] x, int from, int to) {
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector clamped =
                    FloatVector.fromArray(S, x, i).min(ScalarMath.EXP_MAX).max(ScalarMath.EXP_MIN);
            FloatVector shifted = shift(clamped);
            IntVector power = shifted.reinterpretAsInts().sub(ScalarMath.ROUNDER_BITS);
            FloatVector r = reduce(clamped, shifted.sub(ScalarMath.ROUNDER));
            IntVector half = power.lanewise(ASHR, 1);
            expm1Reduced(r)
                    .add(1f)
                    .mul(powerOfTwo(half))
                    .mul(powerOfTwo(power.sub(half)))
                    .intoArray(x, i);
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
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, i);
            FloatVector y = v.lanewise(ABS).mul(2f).min(ScalarMath.TANH_MAX);
            FloatVector shifted = shift(y);
            FloatVector scale = powerOfTwo(shifted.reinterpretAsInts().sub(ScalarMath.ROUNDER_BITS));
            FloatVector r = reduce(y, shifted.sub(ScalarMath.ROUNDER));
            FloatVector expm1 = scale.fma(expm1Reduced(r), scale.sub(1f));
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

    private static FloatVector shift(FloatVector x) {
        return x.fma(FloatVector.broadcast(S, ScalarMath.LOG2_E), FloatVector.broadcast(S, ScalarMath.ROUNDER));
    }

    private static FloatVector reduce(FloatVector x, FloatVector n) {
        FloatVector high = n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_HIGH), x);
        return n.fma(FloatVector.broadcast(S, -ScalarMath.LN2_LOW), high);
    }

    private static FloatVector expm1Reduced(FloatVector r) {
        return r.mul(r).fma(polynomial(r), r);
    }

    private static FloatVector polynomial(FloatVector r) {
        FloatVector highest = FloatVector.broadcast(S, ScalarMath.E5);
        return lowerTerms(next(next(highest, r, ScalarMath.E4), r, ScalarMath.E3), r);
    }

    private static FloatVector lowerTerms(FloatVector p, FloatVector r) {
        return next(next(next(p, r, ScalarMath.E2), r, ScalarMath.E1), r, ScalarMath.E0);
    }

    /** A step of Horner's rule. */
    private static FloatVector next(FloatVector p, FloatVector r, float coefficient) {
        return p.fma(r, FloatVector.broadcast(S, coefficient));
    }

    private static FloatVector powerOfTwo(IntVector n) {
        return n.add(EXPONENT_BIAS).lanewise(LSHL, EXPONENT_SHIFT).reinterpretAsFloats();
    }
}
