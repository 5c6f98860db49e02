package mnist.data;

import java.util.Arrays;
import java.util.Objects;
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
     * @param labels class numbers
     * @param writers who wrote each image; null where that is not known
     * @throws IllegalArgumentException if the sizes do not fit each other
     * @throws IndexOutOfBoundsException if a label is no class
     */
    public MemoryDataset(
            String name, int rows, int columns, ClassNames classNames, byte[] images, short[] labels, int[] writers) {
        this(name, rows, columns, classNames, images, labels, writers, null);
        if (labels.length == 0 || (long) labels.length * rows * columns != images.length) {
            throw new IllegalArgumentException("%s labels, but %s bytes for images of %s x %s"
                    .formatted(labels.length, images.length, rows, columns));
        }
        for (short label : labels) {
            Objects.checkIndex(label, classNames.count());
        }
    }

    /** As the other, by writers who are not known. */
    public MemoryDataset(String name, int rows, int columns, ClassNames classNames, byte[] images, short[] labels) {
        this(name, rows, columns, classNames, images, labels, (int[]) null);
    }

    /** As the other, of classes that are called by their numbers; labels are unsigned bytes. */
    public MemoryDataset(String name, int rows, int columns, int classes, byte[] images, byte[] labels) {
        this(name, rows, columns, ClassNames.numbered(classes), images, shorts(labels));
    }

    private MemoryDataset(
            String name,
            int rows,
            int columns,
            ClassNames classNames,
            byte[] images,
            short[] labels,
            int[] writers,
            int[] places) {
        super(name, rows, columns, classNames, labels, writers);
        this.images = images;
        this.places = places;
    }

    private static short[] shorts(byte[] bytes) {
        short[] shorts = new short[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            shorts[i] = (short) (bytes[i] & 0xff);
        }
        return shorts;
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
        short[] someLabels = labelsAt(indices);
        int[] somePlaces = places == null
                ? indices.clone()
                : Arrays.stream(indices).map(index -> places[index]).toArray();
        return new MemoryDataset(
                name, rows(), columns(), classNames(), images, someLabels, writersAt(indices), somePlaces);
    }

    @Override
    protected BatchSource source(Long seed) {
        return new Source(seed);
    }

    private int offset(int index) {
        return (places == null ? index : places[index]) * pixels();
    }

    @Override
    public void forEachImage(ImageVisitor visitor) {
        for (int i = 0; i < size(); i++) {
            visitor.visit(images, offset(i));
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
                batch.add(images, offset(index), labels[index], index);
            }
        }
    }
}
