package mnist.data;

/** Labelled images of one size, in memory or on disk. Immutable. */
public interface Dataset {
    /** For people, for example "MNIST train". */
    String name();

    int size();

    /** Height of an image in pixels. */
    int rows();

    /** Width of an image in pixels. */
    int columns();

    default int pixels() {
        return rows() * columns();
    }

    /** Labels are 0 .. classes - 1. */
    int classes();

    /** SHA-256 over the decoded images and labels, as hexadecimal digits: the same for raw and compressed files. */
    String fingerprint();

    /** Where the images are: the order of a shuffled epoch depends on it. */
    Residence residence();

    int label(int index);

    /** Copies the bytes of image {@code index} (0 is background) to {@code pixels}. For looking at single images. */
    void image(int index, byte[] pixels);

    /** The images at these positions (ascending) as a data set of their own. */
    Dataset subset(int[] indices, String name);

    /** Batches in a fresh order every epoch, a function of (seed, epoch) alone. */
    default BatchStream shuffled(int batchSize, long seed) {
        return shuffled(batchSize, seed, null);
    }

    /** Like {@link #shuffled(int, long)}, every image sent through a transform first (null: the plain conversion). */
    BatchStream shuffled(int batchSize, long seed, ImageTransform transform);

    /** Batches in the order of the files. */
    BatchStream inOrder(int batchSize);
}
