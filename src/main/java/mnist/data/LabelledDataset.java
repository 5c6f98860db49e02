package mnist.data;

/** What data sets in memory and on disk have in common: a name, labels in memory, a fingerprint that is made once. */
public abstract class LabelledDataset implements Dataset {
    private final String name;
    private final int classes;

    /** Of this data set's images, as unsigned bytes. */
    public final byte[] labels;

    private volatile String fingerprint;

    public LabelledDataset(String name, int classes, byte[] labels) {
        this.name = name;
        this.classes = classes;
        this.labels = labels;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int size() {
        return labels.length;
    }

    @Override
    public final int classes() {
        return classes;
    }

    @Override
    public final int label(int index) {
        return labels[index] & 0xff;
    }

    /** {@inheritDoc} Computed at the first call, from every image (40 ms for MNIST's training images in memory). */
    @Override
    public final String fingerprint() {
        if (fingerprint == null) {
            synchronized (this) {
                if (fingerprint == null) {
                    Fingerprint result = new Fingerprint(size(), rows(), columns());
                    addImages(result);
                    fingerprint = result.labels(labels);
                }
            }
        }
        return fingerprint;
    }

    /** Gives all images, in their order, to a fingerprint. */
    protected abstract void addImages(Fingerprint result);
}
