package mnist.data;

/** Where a data set's images are kept. */
public enum Residence {
    /** In memory when they fit, see {@link #inMemory}. */
    AUTO,
    MEMORY,
    /** On disk, read again in every epoch. Its shuffled order differs from that in memory. */
    STREAMED;

    /**
     * The one rule: images go to memory when they take no more than 40 % of the heap's maximum (-Xmx) and fit one array
     * (2 GB). MNIST's training images, 47 MB, fit from -Xmx120m on; 2,000,000 images of that size, 1.57 GB, from -Xmx4g.
     */
    boolean inMemory(long imageBytes) {
        long heap = Runtime.getRuntime().maxMemory();
        boolean possible = imageBytes <= Integer.MAX_VALUE - 8;
        return switch (this) {
            case AUTO -> possible && imageBytes <= heap / 5 * 2;
            case MEMORY -> possible;
            case STREAMED -> false;
        };
    }
}
