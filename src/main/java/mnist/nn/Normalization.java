package mnist.nn;

import mnist.EnumNames;

/** What stands between a hidden layer's sums z and its activation. */
public enum Normalization {
    NONE,

    /** Every unit over the batch (Ioffe, Szegedy 2015). */
    BATCH,

    /** Every row over its units (Ba, Kiros, Hinton 2016). */
    LAYER;

    public String label() {
        return EnumNames.of(this);
    }

    @Override
    public String toString() {
        return label();
    }
}
