package mnist.store.imports;

import mnist.nn.Normalization;

/**
 * A dense layer of another program's network.
 *
 * @param name for messages
 * @param weights inputs x outputs, row-major
 * @param biases one for each output
 * @param norm of its sums; null for none
 * @param projection of the residual connection around it, inputs x outputs; null for none
 */
public record DenseLayer(
        String name, int inputs, int outputs, float[] weights, float[] biases, Norm norm, float[] projection) {
    /** @throws IllegalArgumentException if the arrays are not of the layer's size */
    public DenseLayer {
        if (weights.length != (long) inputs * outputs || biases.length != outputs) {
            throw new IllegalArgumentException(name + ": " + inputs + " x " + outputs);
        }
    }

    /** Without normalization or a residual connection. */
    public static DenseLayer plain(String name, int inputs, int outputs, float[] weights, float[] biases) {
        return new DenseLayer(name, inputs, outputs, weights, biases, null, null);
    }

    /** @param mean null, as the variance, for layer normalization */
    record Norm(float[] gamma, float[] beta, float[] mean, float[] variance) {
        Normalization kind() {
            return mean == null ? Normalization.LAYER : Normalization.BATCH;
        }
    }

    DenseLayer with(Norm other) {
        return new DenseLayer(name, inputs, outputs, weights, biases, other, projection);
    }

    /** "fc1 (784 to 128)". */
    @Override
    public String toString() {
        return name + " (" + inputs + " to " + outputs + ")";
    }
}
