package mnist.nn;

import java.util.List;
import mnist.linalg.WeightRuns;
import org.ejml.data.FMatrixRMaj;

/**
 * One matrix or row vector of a network.
 *
 * @param name unique in the network; PyTorch's where it has one: "0.weight" for the first layer of nn.Sequential
 * @param value the numbers, in x out for weights (PyTorch has [out, in]), 1 x out for everything else
 * @param kind what it is
 * @param connections which elements exist, where some do not (they are 0 and stay so); null where all do
 */
public record Parameter(String name, FMatrixRMaj value, Kind kind, WeightRuns connections) {
    /** What a parameter is. */
    public enum Kind {
        /** Weights of a layer or of a projection: the only ones that penalties and max-norm touch. */
        WEIGHT,
        /** Biases, and the scale and shift of a normalization. */
        BIAS,
        /** Statistics that follow the data and have no gradient. */
        STATISTIC
    }

    /**
     * A parameter before there is memory for it.
     *
     * @param rows inputs of weights, 1 for everything else
     * @param columns units of the layer
     */
    public record Shape(String name, int rows, int columns, Kind kind) {
        /** As PyTorch has it: [out, in] for weights, [out] for everything else. */
        public List<Integer> dimensions() {
            return kind == Kind.WEIGHT ? List.of(columns, rows) : List.of(columns);
        }

        public boolean trainable() {
            return kind != Kind.STATISTIC;
        }
    }

    public boolean trainable() {
        return kind != Kind.STATISTIC;
    }
}
