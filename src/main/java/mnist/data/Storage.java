package mnist.data;

import java.util.Locale;
import mnist.EnumNames;

/** Where a data set's images are kept. */
public enum Storage {
    /** In memory when they fit, see {@link #inMemory}. */
    AUTO,
    MEMORY,
    /** On disk, read again in every epoch. Its shuffled order differs from that in memory. */
    STREAMED;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** As a run's settings have it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }

    /** The one whose {@link #toString} this is. @throws IllegalArgumentException if there is none */
    public static Storage labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /**
     * The one rule: by itself, images go to memory when they take no more than 40 % of the heap's maximum (-Xmx) and
     * fit one array (2 GB). MNIST's training images, 47 MB, do so from -Xmx120m on; 2,000,000 images of that size, 1.57
     * GB, from -Xmx4g on. Asked for explicitly, memory may be filled to 90 %.
     */
    public boolean inMemory(long imageBytes) {
        return switch (this) {
            case AUTO -> imageBytes <= Math.min(Runtime.getRuntime().maxMemory() / 5 * 2, MAX_ARRAY);
            case MEMORY -> true;
            case STREAMED -> false;
        };
    }

    /** More than this is never put in memory. */
    public static long mostBytes() {
        return Math.min(Runtime.getRuntime().maxMemory() / 10 * 9, MAX_ARRAY);
    }
}
