package mnist.data;

import mnist.EnumNames;

/** One of the two splits of a data set. */
public enum Split {
    TRAIN,
    TEST;

    /** As users write it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
