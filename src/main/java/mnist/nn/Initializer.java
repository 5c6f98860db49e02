package mnist.nn;

import mnist.EnumNames;
import mnist.random.Draws;
import mnist.random.Purpose;
import org.ejml.data.FMatrixRMaj;

/** How weights start; biases start at zero. */
public enum Initializer {
    /** Normal, variance 2 / fanIn (He et al. 2015), for relu and its kin. */
    HE {
        @Override
        double deviation(int fanIn, int fanOut) {
            return Math.sqrt(2.0 / fanIn);
        }
    },

    /** Normal, variance 2 / (fanIn + fanOut) (Glorot, Bengio 2010), for tanh. */
    XAVIER {
        @Override
        double deviation(int fanIn, int fanOut) {
            return Math.sqrt(2.0 / (fanIn + fanOut));
        }
    },

    /** Normal, variance 1 / fanIn (LeCun et al. 1998); Nielsen's book has it for sigmoid. */
    LECUN {
        @Override
        double deviation(int fanIn, int fanOut) {
            return Math.sqrt(1.0 / fanIn);
        }
    },

    /** Normal, variance 1, however wide the layer: shows why not in wide ones. */
    NORMAL {
        @Override
        double deviation(int fanIn, int fanOut) {
            return 1;
        }
    },

    /** All zero: every unit of a layer stays the same as its neighbours, so nothing is learned. Shows why not. */
    ZEROS {
        @Override
        double deviation(int fanIn, int fanOut) {
            return 0;
        }
    };

    /** Standard deviation of the weights of a layer with that many inputs and outputs. */
    abstract double deviation(int fanIn, int fanOut);

    /** The one that suits an activation. */
    public static Initializer suiting(Activation activation) {
        return switch (activation) {
            case RELU, LEAKY_RELU, GELU, SILU -> HE;
            case TANH -> XAVIER;
            case SIGMOID, SCALED_TANH, IDENTITY -> LECUN;
        };
    }

    /** Fills w (in x out); each element is a function of (seed, layer, its place). */
    void fill(FMatrixRMaj w, int fanIn, long seed, int layer, int matrix) {
        double deviation = deviation(fanIn, w.numCols);
        Draws draws = Draws.of(seed, Purpose.WEIGHTS, layer, matrix);
        for (int i = 0; i < w.getNumElements(); i++) {
            w.data[i] = (float) (deviation * draws.gaussian(i));
        }
    }

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
