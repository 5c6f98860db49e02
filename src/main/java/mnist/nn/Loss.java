package mnist.nn;

import mnist.EnumNames;

/** What training makes smaller. The mean over a batch of one of these; the factor 1/B is applied by the loss alone. */
public enum Loss {
    /** The sum over outputs of (a - y)^2, y being one-hot; no factor 1/2. */
    MSE,

    /** -log p[label] with softmax outputs; the sum over outputs of binary cross-entropy with sigmoid outputs. */
    CROSS_ENTROPY;

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
