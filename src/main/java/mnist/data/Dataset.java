package mnist.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import mnist.file.Sha256;

/** Labelled images of one size, in memory or on disk; the labels are always in memory. Immutable. */
public abstract class Dataset {
    private final String name;
    private final int rows;
    private final int columns;
    private final int classes;

    /** Of this data set's images, as unsigned bytes. */
    protected final byte[] labels;

    private volatile String fingerprint;

    protected Dataset(String name, int rows, int columns, int classes, byte[] labels) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
        this.classes = classes;
        this.labels = labels;
    }

    /** For people, for example "MNIST train". */
    public final String name() {
        return name;
    }

    public final int size() {
        return labels.length;
    }

    /** Height of an image in pixels. */
    public final int rows() {
        return rows;
    }

    /** Width of an image in pixels. */
    public final int columns() {
        return columns;
    }

    public final int pixels() {
        return rows * columns;
    }

    /** Labels are 0 .. classes - 1. */
    public final int classes() {
        return classes;
    }

    public final int label(int index) {
        return labels[index] & 0xff;
    }

    /**
     * SHA-256 in hexadecimal digits over the bytes of the uncompressed IDX file of the images, headers included,
     * followed by those of the labels' file. For files named on the command line that is {@code (zcat images.gz; zcat
     * labels.gz) | sha256sum}; for a part of a data set, of the files that would hold it. Computed at the first call,
     * from every image (40 ms for MNIST's training images in memory).
     */
    public final String fingerprint() {
        if (fingerprint == null) {
            synchronized (this) {
                if (fingerprint == null) {
                    Sha256 hash = new Sha256();
                    hash.add(idxHeader(size(), rows, columns));
                    addImages(hash);
                    hash.add(idxHeader(size()));
                    hash.add(labels);
                    fingerprint = hash.hex();
                }
            }
        }
        return fingerprint;
    }

    /** The header of an IDX file of unsigned bytes. */
    private static byte[] idxHeader(int... dimensions) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
        header.putInt(8 << Byte.SIZE | dimensions.length);
        Arrays.stream(dimensions).forEach(header::putInt);
        return header.array();
    }

    /** Batches in a fresh order every epoch, a function of (seed, epoch) alone. */
    public final BatchStream shuffled(int batchSize, long seed) {
        return shuffled(batchSize, seed, null);
    }

    /** Like {@link #shuffled(int, long)}, every image sent through a transform first (null: the plain conversion). */
    public final BatchStream shuffled(int batchSize, long seed, ImageTransform transform) {
        return new PreparedBatches(source(seed), pixels(), batchSize, transform);
    }

    /** Batches in the order of the files. */
    public final BatchStream inOrder(int batchSize) {
        return new PreparedBatches(source(null), pixels(), batchSize, null);
    }

    /** Where the images are: the order of a shuffled epoch depends on it. */
    public abstract Storage storage();

    /** Copies the bytes of image {@code index} (0 is background) to {@code pixels}. For looking at single images. */
    public abstract void image(int index, byte[] pixels);

    /** The images at these positions (ascending) as a data set of their own. */
    public abstract Dataset subset(int[] indices, String name);

    /** The images in a fresh order every epoch, or, where the seed is null, in that of the files. */
    protected abstract BatchSource source(Long seed);

    /** Gives all images, in their order, to the fingerprint's hash. */
    protected abstract void addImages(Sha256 hash);

    /**
     * The labels of a subset.
     *
     * @throws IllegalArgumentException unless the positions ascend, are all below {@link #size}, and there is one at least
     */
    protected final byte[] labelsAt(int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("a data set needs one image at least");
        }
        byte[] some = new byte[indices.length];
        int previous = -1;
        for (int i = 0; i < some.length; i++) {
            int index = indices[i];
            if (index <= previous || index >= size()) {
                throw new IllegalArgumentException(
                        "image positions must ascend and be below %s: %s after %s".formatted(size(), index, previous));
            }
            some[i] = labels[index];
            previous = index;
        }
        return some;
    }
}
