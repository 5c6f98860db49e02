package mnist.data;

import java.util.Arrays;
import java.util.Objects;
import mnist.file.Sha256;
import mnist.random.Draws;
import mnist.random.Purpose;

/** Labelled images in memory, a byte per pixel. A subset shares the images of its whole. */
public final class MemoryDataset extends Dataset {
    /** Images x rows x columns. */
    private final byte[] images;

    /** Where in {@link #images} the images of this data set are; null when they are all. */
    private final int[] places;

    /**
     * Keeps the arrays, not copies of them: they must not change any more.
     *
     * @param images labels.length x rows x columns pixels, 0 is background
     * @param labels class numbers, each below {@code classes} (at most 256)
     * @throws IllegalArgumentException if the sizes do not fit each other or a label is no class
     */
    public MemoryDataset(String name, int rows, int columns, int classes, byte[] images, byte[] labels) {
        this(name, rows, columns, classes, images, labels, null);
        if (labels.length == 0 || (long) labels.length * rows * columns != images.length) {
            throw new IllegalArgumentException("%s labels, but %s bytes for images of %s x %s"
                    .formatted(labels.length, images.length, rows, columns));
        }
        for (byte label : labels) {
            Objects.checkIndex(label & 0xff, classes);
        }
    }

    private MemoryDataset(String name, int rows, int columns, int classes, byte[] images, byte[] labels, int[] places) {
        super(name, rows, columns, classes, labels);
        this.images = images;
        this.places = places;
    }

    @Override
    public Storage storage() {
        return Storage.MEMORY;
    }

    @Override
    public void image(int index, byte[] pixels) {
        System.arraycopy(images, offset(Objects.checkIndex(index, size())), pixels, 0, pixels());
    }

    @Override
    public MemoryDataset subset(int[] indices, String name) {
        byte[] someLabels = labelsAt(indices);
        int[] somePlaces = places == null
                ? indices.clone()
                : Arrays.stream(indices).map(index -> places[index]).toArray();
        return new MemoryDataset(name, rows(), columns(), classes(), images, someLabels, somePlaces);
    }

    @Override
    protected BatchSource source(Long seed) {
        return new Source(seed);
    }

    private int offset(int index) {
        return (places == null ? index : places[index]) * pixels();
    }

    @Override
    protected void addImages(Sha256 hash) {
        if (places == null) {
            hash.add(images);
        } else {
            for (int i = 0; i < size(); i++) {
                hash.add(images, offset(i), pixels());
            }
        }
    }

    private final class Source implements BatchSource {
        /** Null for the order of the files. */
        private final Long seed;

        private final int[] order = new int[size()];
        private int orderedEpoch;
        private int epoch;
        private int position;

        Source(Long seed) {
            this.seed = seed;
            Arrays.setAll(order, i -> i);
        }

        @Override
        public int images() {
            return size();
        }

        @Override
        public void seek(int epoch, int position) {
            this.epoch = epoch;
            this.position = position;
        }

        @Override
        public void fill(BatchAssembler batch, int rows) {
            if (seed != null && orderedEpoch != epoch) {
                Draws.permutation(Draws.key(seed, Purpose.SHUFFLE, epoch, 0), order);
                orderedEpoch = epoch;
            }
            for (int row = 0; row < rows; row++) {
                int index = order[position++];
                batch.add(images, offset(index), labels[index] & 0xff, index);
            }
        }
    }
}
