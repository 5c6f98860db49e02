package mnist.data.source;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import mnist.data.BatchAssembler;
import mnist.data.BatchSource;
import mnist.data.ClassNames;
import mnist.data.Dataset;
import mnist.data.ImageVisitor;
import mnist.data.Storage;

/**
 * Labelled images that stay on disk and are read from start to end in every epoch; the labels are in memory. Shuffled
 * batches draw from a buffer of {@value #BUFFER_BYTES} bytes of images that moves along the file, so images far apart
 * in the file never meet in a batch: a file sorted by class is shuffled badly.
 */
public final class StreamedDataset extends Dataset {
    /** Fixed, because the order of a shuffled epoch depends on it and must not depend on the machine. */
    static final int BUFFER_BYTES = 32 << 20;

    private final ImageSource images;

    /** This data set's images by their place in the source. */
    private final BitSet members;

    /** @param writers who wrote each image; null where that is not known */
    public StreamedDataset(String name, ImageSource images, ClassNames classNames, short[] labels, int[] writers) {
        this(name, images, classNames, labels, writers, new BitSet());
        members.set(0, labels.length);
    }

    private StreamedDataset(
            String name, ImageSource images, ClassNames classNames, short[] labels, int[] writers, BitSet members) {
        super(name, images.rows(), images.columns(), classNames, labels, writers);
        this.images = images;
        this.members = members;
    }

    @Override
    public Storage storage() {
        return Storage.STREAMED;
    }

    /** {@inheritDoc} Of a gz file everything before the image is read. */
    @Override
    public void image(int index, byte[] pixels) {
        Objects.checkIndex(index, size());
        try (ImageSequence sequence = sequence()) {
            sequence.read(index, pixels, 0);
        }
    }

    @Override
    public StreamedDataset subset(int[] indices, String name) {
        short[] someLabels = labelsAt(indices);
        BitSet someMembers = new BitSet();
        int place = -1;
        int index = -1;
        for (int i = 0; i < indices.length; i++) {
            for (; index < indices[i]; index++) {
                place = members.nextSetBit(place + 1);
            }
            someMembers.set(place);
        }
        return new StreamedDataset(name, images, classNames(), someLabels, writersAt(indices), someMembers);
    }

    @Override
    protected BatchSource source(Long seed) {
        int capacity = seed == null ? 1 : Math.max(1, Math.min(size(), BUFFER_BYTES / pixels()));
        return source(capacity, seed == null ? 0 : seed);
    }

    /** @param capacity images that the shuffle buffer holds; 1 keeps the order of the file */
    BatchSource source(int capacity, long seed) {
        return new Source(capacity, seed);
    }

    private ImageSequence sequence() {
        return new ImageSequence(images, members);
    }

    @Override
    public void forEachImage(ImageVisitor visitor) {
        byte[] image = new byte[pixels()];
        try (ImageSequence sequence = sequence()) {
            for (int i = 0; i < size(); i++) {
                sequence.read(i, image, 0);
                visitor.visit(image, 0);
            }
        }
    }

    /** Gives the images in the order of a {@link ShuffleOrder}; holds as many of them as that has places. */
    private final class Source implements BatchSource {
        private final int capacity;
        private final long seed;
        private final ShuffleOrder order;

        /** Places x pixels; allocated by the preparing thread when it starts. */
        private byte[] buffer;

        private ImageSequence pass;

        Source(int capacity, long seed) {
            this.capacity = capacity;
            this.seed = seed;
            order = new ShuffleOrder(size(), capacity);
        }

        @Override
        public int images() {
            return size();
        }

        /** {@inheritDoc} Plays the order through without images first; then one pass reads those that are in the buffer. */
        @Override
        public void seek(int epoch, int position) {
            close();
            order.start(seed, epoch);
            for (int i = 0; i < position; i++) {
                order.replace(order.draw());
            }
            if (buffer == null) {
                buffer = new byte[capacity * pixels()];
            }
            pass = sequence();
            long[] placesByImage = new long[order.filled()];
            for (int place = 0; place < placesByImage.length; place++) {
                placesByImage[place] = (long) order.held(place) << 32 | place;
            }
            Arrays.sort(placesByImage);
            for (long entry : placesByImage) {
                pass.read((int) (entry >>> 32), buffer, (int) entry * pixels());
            }
        }

        @Override
        public void fill(BatchAssembler batch, int rows) {
            for (int row = 0; row < rows; row++) {
                int place = order.draw();
                int index = order.held(place);
                batch.add(buffer, place * pixels(), labels[index], index);
                if (order.replace(place)) {
                    pass.read(order.held(place), buffer, place * pixels());
                } else {
                    System.arraycopy(buffer, order.filled() * pixels(), buffer, place * pixels(), pixels());
                }
            }
        }

        @Override
        public void close() {
            if (pass != null) {
                pass.close();
                pass = null;
            }
        }
    }
}
