package mnist.nn;

import mnist.EnumNames;

/** The function of the last layer, which the loss owns together with its own derivative. */
public enum Output {
    /** e^z over the sum of all e^z of the row: probabilities of exclusive classes. */
    SOFTMAX,

    /** Each output by itself between 0 and 1. */
    SIGMOID,

    /** z itself. */
    IDENTITY;

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
