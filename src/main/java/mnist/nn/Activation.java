package mnist.nn;

import mnist.EnumNames;
import mnist.linalg.VectorMath;

/**
 * The function f of a layer, applied to every element of z, with its derivative beside it.
 *
 * <p>Each constant works on two scales: single numbers in double, which is the definition that gradient checks and
 * explanations use, and ranges of float arrays, which is what training uses.
 */
public enum Activation {
    /** 1 / (1 + e^-z). */
    SIGMOID {
        @Override
        public double value(double z) {
            return 1 / (1 + Math.exp(-z));
        }

        @Override
        public double derivative(double z) {
            double a = value(z);
            return a * (1 - a);
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            math.sigmoid(a, from, to);
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            for (int i = from; i < to; i++) {
                da[i] *= a[i] * (1 - a[i]);
            }
        }
    },

    /** The hyperbolic tangent. */
    TANH {
        @Override
        public double value(double z) {
            return Math.tanh(z);
        }

        @Override
        public double derivative(double z) {
            double a = Math.tanh(z);
            return 1 - a * a;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            math.tanh(a, from, to);
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            for (int i = from; i < to; i++) {
                da[i] *= 1 - a[i] * a[i];
            }
        }
    },

    /** max(0, z); its derivative at 0 is taken as 0. */
    RELU {
        @Override
        public double value(double z) {
            return Math.max(0, z);
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : 0;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            math.relu(a, from, to);
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            math.reluBackward(a, da, from, to);
        }
    },

    /** z where positive, 0.01 z elsewhere (Maas, Hannun, Ng 2013), as PyTorch has it. */
    LEAKY_RELU {
        private static final float SLOPE = 0.01f;

        @Override
        public double value(double z) {
            return z > 0 ? z : SLOPE * z;
        }

        @Override
        public double derivative(double z) {
            return z > 0 ? 1 : SLOPE;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] = Math.max(a[i], SLOPE * a[i]);
            }
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            for (int i = from; i < to; i++) {
                da[i] = a[i] > 0 ? da[i] : SLOPE * da[i];
            }
        }
    },

    /** z itself: the layer is linear. */
    IDENTITY {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double derivative(double z) {
            return 1;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {}

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {}
    },

    /** 1.7159 tanh(2z / 3): LeCun's scaled tanh ("Efficient BackProp", 1998), f(1) = 1 and f(-1) = -1. */
    SCALED_TANH {
        private static final float OUTER = 1.7159f;
        private static final float INNER = 2f / 3f;

        @Override
        public double value(double z) {
            return OUTER * Math.tanh(INNER * z);
        }

        @Override
        public double derivative(double z) {
            double t = Math.tanh(INNER * z);
            return (double) OUTER * INNER * (1 - t * t);
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            for (int i = from; i < to; i++) {
                a[i] *= INNER;
            }
            math.tanh(a, from, to);
            for (int i = from; i < to; i++) {
                a[i] *= OUTER;
            }
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            for (int i = from; i < to; i++) {
                da[i] *= OUTER * INNER - INNER / OUTER * a[i] * a[i];
            }
        }
    },

    /** z sigmoid(z), also called swish (Elfwing, Uchibe, Doya 2017). */
    SILU {
        @Override
        public double value(double z) {
            return z / (1 + Math.exp(-z));
        }

        @Override
        public double derivative(double z) {
            double s = 1 / (1 + Math.exp(-z));
            return s + z * s * (1 - s);
        }

        @Override
        public boolean storesDerivative() {
            return true;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            System.arraycopy(a, from, d, from, to - from);
            math.sigmoid(d, from, to);
            for (int i = from; i < to; i++) {
                float z = a[i];
                float s = d[i];
                a[i] = z * s;
                d[i] = s + z * s * (1 - s);
            }
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            multiply(d, da, from, to);
        }
    },

    /** z/2 (1 + tanh(sqrt(2/pi) (z + 0.044715 z^3))): the tanh form of GELU (Hendrycks, Gimpel 2016). */
    GELU {
        private static final float ROOT = (float) Math.sqrt(2 / Math.PI);
        private static final float CUBIC = 0.044715f;

        @Override
        public double value(double z) {
            return 0.5 * z * (1 + Math.tanh(ROOT * (z + CUBIC * z * z * z)));
        }

        @Override
        public double derivative(double z) {
            double t = Math.tanh(ROOT * (z + CUBIC * z * z * z));
            return 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * ROOT * (1 + 3.0 * CUBIC * z * z);
        }

        @Override
        public boolean storesDerivative() {
            return true;
        }

        @Override
        void forward(VectorMath math, float[] a, float[] d, int from, int to) {
            for (int i = from; i < to; i++) {
                float z = a[i];
                d[i] = ROOT * (z + CUBIC * z * z * z);
            }
            math.tanh(d, from, to);
            for (int i = from; i < to; i++) {
                float z = a[i];
                float t = d[i];
                a[i] = 0.5f * z * (1 + t);
                d[i] = 0.5f * (1 + t) + 0.5f * z * (1 - t * t) * ROOT * (1 + 3 * CUBIC * z * z);
            }
        }

        @Override
        void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to) {
            multiply(d, da, from, to);
        }
    };

    /** f(z). */
    public abstract double value(double z);

    /** f'(z). */
    public abstract double derivative(double z);

    /** Whether f' jumps at 0, where a finite difference says nothing of it. */
    public boolean hasKink() {
        return this == RELU || this == LEAKY_RELU;
    }

    /** Whether forward stores f'(z) in {@code d}; elsewhere the output a says enough and d is null. */
    public boolean storesDerivative() {
        return false;
    }

    /** On entry a holds z; on return f(z), and d holds f'(z) where {@link #storesDerivative()}. */
    abstract void forward(VectorMath math, float[] a, float[] d, int from, int to);

    /** da = da * f'(z), elementwise: what was the gradient of a becomes that of z. */
    abstract void backward(VectorMath math, float[] a, float[] d, float[] da, int from, int to);

    private static void multiply(float[] d, float[] da, int from, int to) {
        for (int i = from; i < to; i++) {
            da[i] *= d[i];
        }
    }

    /** The name that options and files use: "leaky-relu". */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
