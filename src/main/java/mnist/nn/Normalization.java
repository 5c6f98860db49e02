package mnist.nn;

import mnist.EnumNames;

/** What stands between a hidden layer's sums z and its activation. */
public enum Normalization {
    NONE,

    /** Every unit over the batch (Ioffe, Szegedy 2015). */
    BATCH,

    /** Every row over its units (Ba, Kiros, Hinton 2016). */
    LAYER;

    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
