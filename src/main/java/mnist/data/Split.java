package mnist.data;

import java.util.Locale;

/** One of the two splits of a data set. */
public enum Split {
    TRAIN,
    TEST;

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
