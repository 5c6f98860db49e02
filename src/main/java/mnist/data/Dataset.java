package mnist.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import mnist.file.Sha256;

/** Labelled images of one size, in memory or on disk; the labels are always in memory. Immutable. */
public abstract class Dataset {
    /** Element types of the IDX format. */
    private static final int UNSIGNED_BYTE = 0x08;

    private static final int SHORT = 0x0B;

    private final String name;
    private final int rows;
    private final int columns;
    private final ClassNames classNames;

    /** Of this data set's images. */
    protected final short[] labels;

    /** Who wrote each image; null where that is not known. */
    private final int[] writers;

    private volatile String fingerprint;

    /**
     * Keeps the arrays, not copies of them: they must not change any more.
     *
     * @param labels class numbers
     * @param writers who wrote each image; null where that is not known
     */
    protected Dataset(String name, int rows, int columns, ClassNames classNames, short[] labels, int[] writers) {
        this.name = name;
        this.rows = rows;
        this.columns = columns;
        this.classNames = classNames;
        this.labels = labels;
        this.writers = writers;
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
        return classNames.count();
    }

    public final ClassNames classNames() {
        return classNames;
    }

    public final int label(int index) {
        return labels[index];
    }

    /** Whether it is known who wrote the images. */
    public final boolean hasWriters() {
        return writers != null;
    }

    /** A number for who wrote the image, the same for all images by the same person. */
    public final int writer(int index) {
        return writers[index];
    }

    /** How many images there are of each class. */
    public final int[] classCounts() {
        int[] counts = new int[classes()];
        for (short label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * SHA-256 in hexadecimal digits over the bytes of the uncompressed IDX file of the images, headers included,
     * followed by those of the labels' file, whose numbers are those of the classes, unsigned bytes or, of more than 256
     * classes, shorts. For files named on the command line that is {@code (zcat images.gz; zcat
     * labels.gz) | sha256sum}; for a part of a data set, of the files that would hold it. Computed at the first call,
     * from every image (40 ms for MNIST's training images in memory).
     */
    public final String fingerprint() {
        if (fingerprint == null) {
            synchronized (this) {
                if (fingerprint == null) {
                    Sha256 hash = new Sha256();
                    hash.add(idxHeader(UNSIGNED_BYTE, size(), rows, columns));
                    forEachImage((images, offset) -> hash.add(images, offset, pixels()));
                    addLabels(hash);
                    fingerprint = hash.hex();
                }
            }
        }
        return fingerprint;
    }

    private void addLabels(Sha256 hash) {
        boolean bytes = classes() <= 1 << Byte.SIZE;
        hash.add(idxHeader(bytes ? UNSIGNED_BYTE : SHORT, size()));
        ByteBuffer content = ByteBuffer.allocate(size() * (bytes ? 1 : Short.BYTES));
        for (short label : labels) {
            if (bytes) {
                content.put((byte) label);
            } else {
                content.putShort(label);
            }
        }
        hash.add(content.array());
    }

    /** The header of an IDX file. */
    private static byte[] idxHeader(int type, int... dimensions) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.length);
        header.putInt(type << Byte.SIZE | dimensions.length);
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

    /** Visits all images in their order; of a streamed set, in one pass over the file. */
    public abstract void forEachImage(ImageVisitor visitor);

    /** The writers of a subset, or null. */
    protected final int[] writersAt(int[] indices) {
        return writers == null
                ? null
                : Arrays.stream(indices).map(index -> writers[index]).toArray();
    }

    /**
     * The labels of a subset.
     *
     * @throws IllegalArgumentException unless the positions ascend, are all below {@link #size}, and there is one at least
     */
    protected final short[] labelsAt(int[] indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("a data set needs one image at least");
        }
        short[] some = new short[indices.length];
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
