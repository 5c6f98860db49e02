package mnist.linalg;

/**
 * The definition of this project's elementary functions, one number at a time. The vector version repeats these very
 * operations lane by lane, so both give the same bits on every platform.
 *
 * <p>exp and log follow S. Moshier's Cephes (expf.c, logf.c): argument reduction and polynomial coefficients are
 * his, evaluated with fma. exp errs by at most 2 units in the last place.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits as published
public final class ScalarMath implements VectorMath {
    /** exp(x) overflows above 88.72 and is zero below -103.98; beyond these bounds the result is the same. */
    public static final float EXP_MAX = 89f;

    public static final float EXP_MIN = -104.5f;
    /** tanh(x) rounds to 1 from 9.02 on; this bounds 2x. */
    public static final float TANH_MAX = 20f;

    /** Adding this to a small float leaves its nearest integer in the low bits. */
    public static final float ROUNDER = 0x1.8p23f;

    public static final int ROUNDER_BITS = 0x4B400000;
    public static final float LOG2_E = 1.44269504088896341f;
    /** ln 2 in two parts; the first has few bits, so its multiples by small integers are exact. */
    public static final float LN2_HIGH = 0.693359375f;

    public static final float LN2_LOW = -2.12194440e-4f;

    // (e^r - 1 - r) / r^2 on [-ln2/2, ln2/2], highest power first.
    public static final float E5 = 1.9875691500e-4f;
    public static final float E4 = 1.3981999507e-3f;
    public static final float E3 = 8.3334519073e-3f;
    public static final float E2 = 4.1665795894e-2f;
    public static final float E1 = 1.6666665459e-1f;
    public static final float E0 = 5.0000001201e-1f;

    private static final float SQRT_HALF = 0.707106781186547524f;
    private static final float TWO_TO_23 = 0x1p23f;

    @Override
    public void exp(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = exp(x[i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = sigmoid(x[i]);
        }
    }

    @Override
    public void tanh(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = tanh(x[i]);
        }
    }

    @Override
    public void log(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = log(x[i]);
        }
    }

    /** e^x. */
    public static float exp(float x) {
        float clamped = Math.max(EXP_MIN, Math.min(EXP_MAX, x));
        float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
        int power = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        float r = reduce(clamped, shifted - ROUNDER);
        // Two factors, since 2^power itself may be too large or too small for a float; only the last product rounds.
        int half = power >> 1;
        return (expm1Reduced(r) + 1f) * powerOfTwo(half) * powerOfTwo(power - half);
    }

    /** 1 / (1 + e^-x); for x below -88.7 the result is 0. */
    public static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** tanh(x) = (e^2x - 1) / (e^2x + 1), from e^2x - 1 itself so that small x lose nothing; odd to the last bit. */
    public static float tanh(float x) {
        float y = Math.min(TANH_MAX, 2f * Math.abs(x));
        float shifted = Math.fma(y, LOG2_E, ROUNDER);
        float scale = powerOfTwo(Float.floatToRawIntBits(shifted) - ROUNDER_BITS);
        float r = reduce(y, shifted - ROUNDER);
        float expm1 = Math.fma(scale, expm1Reduced(r), scale - 1f);
        float magnitude = expm1 / (expm1 + 2f);
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(magnitude) | (Float.floatToRawIntBits(x) & Integer.MIN_VALUE));
    }

    /** ln(x). */
    public static float log(float x) {
        if (!(x > 0f) || x == Float.POSITIVE_INFINITY) {
            return x == 0f ? Float.NEGATIVE_INFINITY : x > 0f ? x : Float.NaN;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * TWO_TO_23 : x;
        int bits = Float.floatToRawIntBits(normal);
        float exponent = (bits >>> 23) - 126 - (subnormal ? 23 : 0);
        float m = Float.intBitsToFloat((bits & 0x007F_FFFF) | 0x3F00_0000);
        if (m < SQRT_HALF) {
            exponent -= 1f;
            m += m;
        }
        return logReduced(m - 1f, exponent);
    }

    private static float logReduced(float f, float exponent) {
        float p = 7.0376836292e-2f;
        p = Math.fma(p, f, -1.1514610310e-1f);
        p = Math.fma(p, f, 1.1676998740e-1f);
        p = Math.fma(p, f, -1.2420140846e-1f);
        p = Math.fma(p, f, 1.4249322787e-1f);
        p = Math.fma(p, f, -1.6668057665e-1f);
        p = Math.fma(p, f, 2.0000714765e-1f);
        p = Math.fma(p, f, -2.4999993993e-1f);
        p = Math.fma(p, f, 3.3333331174e-1f);
        float square = f * f;
        float tail = Math.fma(exponent, LN2_LOW, f * square * p);
        tail = Math.fma(-0.5f, square, tail);
        return Math.fma(exponent, LN2_HIGH, f + tail);
    }

    private static float reduce(float x, float n) {
        return Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
    }

    /** e^r - 1 for |r| at most ln2/2. */
    private static float expm1Reduced(float r) {
        float p = Math.fma(E5, r, E4);
        p = Math.fma(p, r, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, E1);
        p = Math.fma(p, r, E0);
        return Math.fma(r * r, p, r);
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
